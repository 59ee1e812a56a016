import { takesOddValues } from './take-odd-values.ts';

takesOddValues('ecb');
