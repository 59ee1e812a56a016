import { takesOddValues } from './take-odd-values.ts';

takesOddValues('meta_ads');
