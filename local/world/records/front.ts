// Records that Shopify has of a shop beside its orders: abandoned checkouts, drafts, visits before a purchase, payouts,
// discounts.

import type { Collection } from './collection.ts';
import type { Address } from './customer.ts';
import type { Order } from './order.ts';

export interface CheckoutLine {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  /** Minor units. */
  readonly unitPrice: number;
}

/** A cart that got as far as an address. */
export interface Checkout {
  readonly id: string;
  readonly customerId: string;
  readonly address: Address;
  readonly note?: string;
  readonly lines: readonly CheckoutLine[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Few come back and buy after all. */
  readonly completedAt?: number;
}

/** An order somebody of the shop wrote down for a shopper. */
export interface Draft {
  readonly id: string;
  readonly status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED';
  /** The order that it drafts; only a completed draft became one. */
  readonly order: Order;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly completedAt?: number;
}

export interface Visit {
  readonly id: string;
  readonly at: number;
  readonly source: string;
  readonly referrer?: string;
  readonly landing: string;
  readonly utm?: {
    readonly source: string;
    readonly medium: string;
    readonly campaign: string;
    readonly term?: string;
  };
}

export interface Journey {
  /** Not before this is the way to the order known. */
  readonly readyAt: number;
  /** Oldest first. */
  readonly visits: readonly Visit[];
}

/** The card processor's payment for a day, in minor units. */
export interface Payout {
  readonly id: string;
  readonly issuedAt: number;
  readonly charges: number;
  readonly fees: number;
  readonly refunds: number;
}

export interface DiscountCode {
  readonly id: string;
  readonly code: string;
  readonly used: number;
}

export interface Discount {
  readonly id: string;
  readonly kind: 'code' | 'automatic';
  /** The app that makes its codes; absent where the merchant makes them. */
  readonly app?: string;
  /** Oldest first; none of an automatic one. */
  readonly codes: readonly DiscountCode[];
  readonly title: string;
  readonly percent: number;
  readonly used: number;
  readonly startsAt: number;
  /** Does not move when a code is added or used. */
  readonly updatedAt: number;
}

export interface Front {
  readonly checkouts: Collection<Checkout>;
  readonly drafts: Collection<Draft>;
  readonly payouts: Collection<Payout>;
  readonly discounts: Collection<Discount>;
  journeyOf(orderId: string): Journey | undefined;
}
