import { isExactNumber } from './exact-json.ts';
import { at } from './rest/place.ts';
import type { Stream } from './source.ts';

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,8})?$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Money of a record, when its stream declares where it is and the record holds it. */
export function moneyOf({ money }: Stream, record: unknown): { amount: string | null; currency: string | null } {
  if (!money) return { amount: null, currency: null };
  const found = at(record, money.amount);
  const amount = isExactNumber(found) ? found.slice(1) : String(found);
  const currency = money.currency === undefined ? undefined : at(record, money.currency);
  return {
    amount: DECIMAL.test(amount) ? amount : null,
    currency: typeof currency === 'string' && CURRENCY.test(currency) ? currency : null,
  };
}
