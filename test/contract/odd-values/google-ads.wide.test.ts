import { takesOddValues } from './take-odd-values.ts';

takesOddValues('google_ads');
