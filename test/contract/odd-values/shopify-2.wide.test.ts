import { takesOddValues } from './take-odd-values.ts';

takesOddValues('shopify', 1, 3);
