// How each storefront sells: its currency and taxes, the numbers of its records, and what its software can say of an order.
import { crossRate } from '../money/exchange-rates.ts';
import type { Region, Storefront } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';

export interface Terms {
  readonly storefront: Storefront;
  readonly name: string;
  readonly currency: string;
  /** IANA zone in which the shop cuts days. */
  readonly timeZone: string;
  /** Prices and carriage hold the tax; otherwise it comes on top of the goods. */
  readonly taxesIncluded: boolean;
  /** Per cent for buyers from elsewhere. */
  readonly homeTaxPercent: number;
  /** Gift cards, tips, edited and exchanged lines: the other shops know them through plugins only, and have none. */
  readonly extras: boolean;
  /** A sale event lowers the price itself; elsewhere it is a discount of the order. */
  readonly eventsLowerPrices: boolean;
  /** A guest leaves a customer record; elsewhere only an account does. */
  readonly guestsAreCustomers: boolean;
  /** Orders that came to nothing are thrown away by the merchant; they lie in a bin for a while, and then are gone. */
  readonly throwsAway: boolean;
  /** Ended products are taken out of the catalogue so many days later; absent: they stay, archived. */
  readonly clearsAfterDays?: number;
  /** A sale or a delivery changes the product's own record. */
  readonly stockMovesProducts: boolean;
  readonly gateway: string;
  /** First numbers of the shop's records. */
  readonly ids: {
    readonly orders: number;
    readonly customers: number;
    readonly products: number;
    readonly variants: number;
  };
  /** An order's number is that of its fill: another system was told it before. */
  readonly numbersFills?: true;
  /** The currency some buyers see instead, and its units of one of the shop's at the time of the order. */
  readonly shows: (
    region: Region,
    stream: Streams,
    day: number,
  ) => { readonly currency: string; readonly rate: number };
}

/** Presentment units of one dollar. */
const DOLLAR: Readonly<Record<string, number>> = { CAD: 1.36, AUD: 1.52, GBP: 0.79 };

export const SHOPIFY: Terms = {
  storefront: 'shopify',
  name: 'Retail Demo',
  currency: 'USD',
  timeZone: 'America/New_York',
  taxesIncluded: false,
  homeTaxPercent: 0,
  extras: true,
  eventsLowerPrices: false,
  guestsAreCustomers: true,
  throwsAway: false,
  stockMovesProducts: false,
  gateway: 'shopify_payments',
  ids: { orders: 5_500_000_000, customers: 7_000_000_000_000, products: 8_000_000_000, variants: 44_000_000_000 },
  shows: ({ currency }) => {
    const shown = currency === 'USD' ? 'CAD' : currency;
    return { currency: shown, rate: DOLLAR[shown] ?? 1 };
  },
};

export const WOOCOMMERCE: Terms = {
  storefront: 'woocommerce',
  name: 'Retail Demo Europa',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  taxesIncluded: true,
  homeTaxPercent: 19,
  extras: false,
  eventsLowerPrices: true,
  guestsAreCustomers: false,
  throwsAway: true,
  clearsAfterDays: 30,
  stockMovesProducts: true,
  gateway: 'stripe',
  ids: { orders: 1_000_000, customers: 5_000, products: 10_000, variants: 20_000 },
  shows: (_region, stream, day) => ({ currency: 'GBP', rate: crossRate(stream, 'EUR', 'GBP', day) }),
};

export const MAGENTO: Terms = {
  storefront: 'magento',
  name: 'Retail Demo UK',
  currency: 'GBP',
  timeZone: 'Europe/London',
  taxesIncluded: true,
  homeTaxPercent: 20,
  extras: false,
  eventsLowerPrices: true,
  guestsAreCustomers: false,
  throwsAway: false,
  clearsAfterDays: 60,
  stockMovesProducts: false,
  gateway: 'braintree',
  ids: { orders: 3_000_000_000, customers: 1, products: 1, variants: 10_000 },
  numbersFills: true,
  shows: (_region, stream, day) => ({ currency: 'EUR', rate: crossRate(stream, 'GBP', 'EUR', day) }),
};
