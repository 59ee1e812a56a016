// Meaning of a stock code: goods, shipping, or another charge.
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
/** Charges, samples and corrections in files of this format; any other code is goods. */
const OTHER: ReadonlySet<string> = new Set([
  ...['M', 'D', 'S', 'B', 'CRUK', 'PADS', 'AMAZONFEE', 'BANK CHARGES', 'ADJUST', 'ADJUST2', 'TEST001', 'TEST002'],
  ...['MANUAL', 'DISCOUNT', 'FEE', 'SAMPLES', ''],
]);

export type CodeKind = 'goods' | 'carriage' | 'other';

/** Codes are upper-cased before: the file writes one product as `15056bl` and `15056BL`. */
export const kindOf = (code: string): CodeKind =>
  CARRIAGE.has(code) ? 'carriage' : OTHER.has(code) ? 'other' : 'goods';

/** ISO 3166-1 code of a country, from its name or its code of two or three letters; ZZ is "unknown". */
export function countryCode(name: string): string {
  const known = COUNTRY_NAMES.get(spelled(name));
  return known ?? 'ZZ';
}
