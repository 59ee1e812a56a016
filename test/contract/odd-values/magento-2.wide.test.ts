import { takesOddValues } from './take-odd-values.ts';

takesOddValues('magento', 1, 2);
