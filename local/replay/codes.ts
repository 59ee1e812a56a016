// What a stock code stands for: goods, carriage, or something else that was charged.

const GOODS = /^(\d{5}|DCGS|GIFT_|SP\d)/;
const CARRIAGE: ReadonlySet<string> = new Set(['POST', 'DOT', 'C2', 'DOTCOMPOST']);

export type CodeKind = 'goods' | 'carriage' | 'other';

/** Codes are upper case by now: the file writes one product as `15056bl` and `15056BL`, so case does not tell two apart. */
export const kindOf = (code: string): CodeKind =>
  CARRIAGE.has(code) ? 'carriage' : GOODS.test(code) ? 'goods' : 'other';

/** ISO 3166-1 of the country names of the file; ZZ is "unknown". */
const COUNTRIES: Readonly<Record<string, string>> = {
  australia: 'AU',
  austria: 'AT',
  bahrain: 'BH',
  belgium: 'BE',
  bermuda: 'BM',
  brazil: 'BR',
  canada: 'CA',
  'channel islands': 'JE',
  cyprus: 'CY',
  'czech republic': 'CZ',
  denmark: 'DK',
  eire: 'IE',
  finland: 'FI',
  france: 'FR',
  germany: 'DE',
  greece: 'GR',
  'hong kong': 'HK',
  iceland: 'IS',
  ireland: 'IE',
  israel: 'IL',
  italy: 'IT',
  japan: 'JP',
  korea: 'KR',
  lebanon: 'LB',
  lithuania: 'LT',
  malta: 'MT',
  netherlands: 'NL',
  nigeria: 'NG',
  norway: 'NO',
  poland: 'PL',
  portugal: 'PT',
  rsa: 'ZA',
  'saudi arabia': 'SA',
  singapore: 'SG',
  spain: 'ES',
  sweden: 'SE',
  switzerland: 'CH',
  thailand: 'TH',
  'united arab emirates': 'AE',
  'united kingdom': 'GB',
  usa: 'US',
};

export const countryCode = (name: string): string =>
  /^[A-Z]{2}$/.test(name) ? name : (COUNTRIES[name.toLowerCase()] ?? 'ZZ');
