import { OTHERS } from '../../../lambdas/contracts/tile/others.ts';

/** A value of a dimension in words. */
export const valueName = (value: string | null): string =>
  value === null ? 'Unknown' : value === OTHERS ? 'All others' : value;
