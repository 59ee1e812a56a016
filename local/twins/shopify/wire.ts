// Shopify's format of ids, times, money and addresses.
import type { Address } from '../../world/records/customer.ts';
import { isoMillis } from '../iso.ts';
import type { Wire } from './graphql.ts';

export const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;
export const iso = (ms: number) => `${isoMillis(ms).slice(0, 19)}Z`;
export const isoOrNull = (ms: number | undefined) => (ms === undefined ? null : iso(ms));
/** Minor units as Shopify's decimal text. */
export const decimal = (minor: number): string => {
  const text = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};

interface Currencies {
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly presentmentRate: number;
}

/** Computed when a document selects a currency: most select only the shop's. */
class MoneySet {
  readonly #minor: number;
  readonly #currencies: Currencies;

  constructor(minor: number, currencies: Currencies) {
    this.#minor = minor;
    this.#currencies = currencies;
  }
  get shopMoney(): Wire {
    return { amount: decimal(this.#minor), currencyCode: this.#currencies.currency };
  }
  get presentmentMoney(): Wire {
    const { presentmentCurrency, presentmentRate } = this.#currencies;
    return { amount: decimal(Math.round(this.#minor * presentmentRate)), currencyCode: presentmentCurrency };
  }
}

export const moneyIn = (currencies: Currencies) => (minor: number) => new MoneySet(minor, currencies);
export type Money = ReturnType<typeof moneyIn>;

export function addressOf(address: Address | undefined): Wire | null {
  if (!address) return null;
  const { countryCode, provinceCode } = address;
  return {
    firstName: address.firstName ?? null,
    lastName: address.lastName ?? null,
    company: address.company ?? null,
    address1: address.address1 ?? null,
    address2: null,
    city: address.city ?? null,
    province: provinceCode ?? null,
    provinceCode: provinceCode ?? null,
    countryCodeV2: countryCode,
    countryCode,
    zip: address.zip ?? null,
    phone: address.phone ?? null,
  };
}
