import { takesOddValues } from './take-odd-values.ts';

takesOddValues('magento', 0, 2);
