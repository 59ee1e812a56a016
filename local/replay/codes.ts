// What a stock code stands for: goods, carriage, or something else that was charged.
import { COUNTRY_NAMES, spelled } from './countries.ts';

const CARRIAGE: ReadonlySet<string> = new Set([
  'POST',
  'DOT',
  'C2',
  'DOTCOMPOST',
  'POSTAGE',
  'SHIPPING',
  'FREIGHT',
  'DELIVERY',
]);
/** Charges, samples and corrections that files of this form hold; every code that is not known to be one is goods. */
const OTHER: ReadonlySet<string> = new Set([
  ...['M', 'D', 'S', 'B', 'CRUK', 'PADS', 'AMAZONFEE', 'BANK CHARGES', 'ADJUST', 'ADJUST2', 'TEST001', 'TEST002'],
  ...['MANUAL', 'DISCOUNT', 'FEE', 'SAMPLES', ''],
]);

export type CodeKind = 'goods' | 'carriage' | 'other';

/** Codes are upper case by now: the file writes one product as `15056bl` and `15056BL`, so case does not tell two apart. */
export const kindOf = (code: string): CodeKind =>
  CARRIAGE.has(code) ? 'carriage' : OTHER.has(code) ? 'other' : 'goods';

/** A country's code of ISO 3166-1 from its name, its code of two or three letters; ZZ is "unknown". */
export function countryCode(name: string): string {
  const known = COUNTRY_NAMES.get(spelled(name));
  return known ?? 'ZZ';
}
