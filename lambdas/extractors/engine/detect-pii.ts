// Detects personal data by the form of a text and by the name of a field: the second line of defence behind schemas.
import type { PiiKind } from './fields.ts';
import { isIpAddress } from './ip-address.ts';
import { holdsMailAddress, isMailAddress } from './mail-address.ts';
import { memoize } from './memoize.ts';

/** With a plus or an area code in brackets; bare digits are more often a vendor's id than a phone number. */
const PHONE = /^(?:\+\d[\d\s()./-]{7,20}|\(\d{2,5}\)[\d\s/-]{6,14})$/;
/** A URL with parameters, into which shops and mailers put the recipient. */
const QUERY = /^(?:https?:\/\/\S*|\/\S*)\?\S/i;

/**
 * The kind of personal data whose form a text has, although its field was declared plain; undefined when it has none.
 * Cheap for plain text: a short text is skipped, and a long one is scanned once or twice.
 */
export function detectPii(text: string): PiiKind | undefined {
  if (text.length < 6) return undefined;
  if ((text.includes('@') || text.includes('%40')) && holdsMailAddress(text))
    return isMailAddress(text) ? 'email' : 'text';
  const first = text.charCodeAt(0);
  if (first === 43 || first === 40) return PHONE.test(text) ? 'phone' : undefined;
  if (mayBeIp(first) && isIpAddress(text)) return 'ip';
  return text.includes('?') && QUERY.test(text) ? 'text' : undefined;
}

/** Digits, the letters of hexadecimal numbers, a colon, a bracket. */
const mayBeIp = (first: number) =>
  (first >= 48 && first <= 58) || first === 91 || (first >= 65 && first <= 70) || (first >= 97 && first <= 102);

/** Names of fields whose numbers identify a person or an address. */
const PERSONAL_NAME =
  /phone|mobile|whats_?app|(?:^|[_ ])(?:tel|fax|vat|dob|ssn|ip|lat|lng|lon)(?:$|[_ ])|birth|passport|iban|latitude|longitude|zip_?code|^zip$|_zip$|post_?code|postal|(?:tax|national|personal|citizen|identity|social|health)[_ ]?(?:vat|id|no|number|insurance|security)/i;
const COUNTED = /(?:count|total|_qty|_rate)$|^(?:is|has|num|number_of)_/i;

export const namesPerson = memoize((field) => PERSONAL_NAME.test(field) && !COUNTED.test(field));

/** Name parts of numbers that are an id, a time or a quantity, and not a phone number. */
const NUMBERED =
  /(?:^|[_. -])(?:id|ids|gid|uid|sku|ean|gtin|upc|isbn|barcode|asin|code|version|hash|position|sequence|index)$|(?:Id|ID|Ids|Sku)$|(?:_at|At|_ts|_ms|_seconds|_gmt|[tT]ime|[tT]imestamp|[dD]ate|epoch|created|updated|modified|expires|since|until)$|(?:amount|price|total|subtotal|discount|cost|revenue|fee|spent|spend|balance|budget|quantity|qty|rate|weight|micros|bytes|count|size|impressions|clicks|views)$/i;
const isNumbered = memoize((field) => NUMBERED.test(field) && !PERSONAL_NAME.test(field));

/**
 * True if an undeclared number may be personal: a phone number, a national id, a card. It has as many digits as these.
 */
export const mayNamePerson = (field: string, digits: string) =>
  namesPerson(field) || (/^-?\d{9,19}$/.test(digits) && !isNumbered(field) && !COUNTED.test(field));

const GLOBAL_ID = /^gid:\/\/[\w-]+\/\w+\/\d+(?:\?\w+=\d+)?$/;
/** Formats that are not personal, under names that confirm it. */
const HARMLESS: readonly (readonly [name: RegExp, form: RegExp])[] = [
  [
    /(?:_at|At|_gmt)$|^date_\w+$|^(?:created|updated|modified|datetime|timestamp)$/,
    /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?$/,
  ],
  [/currency(?:_?code)?$/i, /^[A-Za-z]{3}$/],
  [/utm_(?:source|medium|campaign)$/, /^[\w .+-]{1,64}$/],
  [/time_?zone$/i, /^[A-Z][A-Za-z_]{1,20}(?:\/[\w+-]{1,30}){0,2}$/],
  [/country(?:_?code)?(?:_?v2)?$/i, /^[A-Za-z]{2}$/],
  [
    /(?:^|_)(?:status|state|type|kind|typename|level|unit)$|(?:Status|State|Type|Kind|Level|Unit)$/,
    /^(?=.{1,48}$)(?:[A-Z][A-Z\d]*(?:_[A-Z\d]+)*|[a-z][a-z\d]*(?:[_-][a-z\d]+)*|(?:[A-Z][a-z\d]+){2,})$/,
  ],
  [
    /(?:amount|price|total|subtotal|discount|cost|revenue|fee|spent|spend|balance|budget|quantity|qty|rate|weight)$/i,
    /^-?(?:\d{1,6}|\d{1,12}\.\d{1,6})$/,
  ],
];

/** Formats allowed under a name; none when the name is personal. */
const formsUnder = memoize((field) =>
  namesPerson(field) ? [] : HARMLESS.filter(([name]) => name.test(field)).map(([, form]) => form),
);

/**
 * True if an undeclared text may be kept: a vendor's global id, or an instant, currency, state or amount under a
 * matching name.
 */
export const isHarmless = (field: string, text: string) =>
  formsUnder(field).some((form) => form.test(text)) || GLOBAL_ID.test(text);
