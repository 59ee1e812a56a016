import { takesOddValues } from './take-odd-values.ts';

takesOddValues('shopify', 2, 3);
