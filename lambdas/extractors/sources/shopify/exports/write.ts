// Converts exported values to the API's form.
import { createHash } from 'node:crypto';
import type { ExportRow } from './table.ts';

export const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;

/** Minor units as a decimal text. */
export function decimal(minor: number): string {
  const text = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}

export const moneyIn = (currencyCode: string) => (minor: number) => ({
  shopMoney: { amount: decimal(minor), currencyCode },
});

/** A number for an exported object without one: the same name, the same number. */
export const numberOf = (name: string, digest: Digest = sha256): string =>
  String(Number.parseInt(digest(name).slice(0, 12), 16));

/** A text as hexadecimal digits. Names of people need a keyed digest. */
export type Digest = (text: string) => string;
const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');

/** The address in columns with a prefix; null when there is none. */
export function addressOf(row: ExportRow, word: string): Record<string, unknown> | null {
  const text = (column: string) => row.text(`${word} ${column}`) ?? null;
  const [firstName = null, ...rest] = (text('Name') ?? '').split(' ').filter((part) => part !== '');
  const country = text('Country') ?? text('Country Code');
  if (country === null && firstName === null && text('City') === null) return null;
  return {
    firstName: text('First Name') ?? firstName,
    lastName: text('Last Name') ?? (rest.length > 0 ? rest.join(' ') : null),
    company: text('Company'),
    address1: text('Address1') ?? text('Street'),
    address2: text('Address2'),
    city: text('City'),
    province: text('Province Name'),
    provinceCode: text('Province') ?? text('Province Code'),
    countryCodeV2: country,
    countryCode: country,
    zip: text('Zip'),
    phone: text('Phone'),
  };
}
