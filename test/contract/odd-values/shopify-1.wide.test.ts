import { takesOddValues } from './take-odd-values.ts';

takesOddValues('shopify', 0, 3);
