// The shops on other software than Shopify: what their twins may ask beyond the common `Shop`.

import type { Collection } from './collection.ts';
import type { Fulfillment, Refund } from './documents.ts';
import type { Front } from './front.ts';
import type { Order } from './order.ts';
import type { Shop } from './shop.ts';

/** Something written about an order that has a number and a time of its own. Ordered by `at`; papers never change. */
export interface Paper<Part> {
  readonly id: string;
  readonly at: number;
  /** The order as it stands now. */
  readonly order: Order;
  readonly part: Part;
}

export interface Store extends Shop {
  readonly refunds: Collection<Paper<Refund>>;
  readonly parcels: Collection<Paper<Fulfillment>>;
  /** Units of a variant in all places together at the end of the last full day; 0 for one there never was. */
  unitsOf(variantId: string, asOf: number): number;
  /** True if a product has several variants, sold yet or not. */
  isVariable(productId: string): boolean;
}

/** WooCommerce: Germany, France, the Netherlands; prices with tax, in euros. */
export interface WooStore extends Store {
  /** Thrown away and not yet gone; ordered by when. Thirty days later nothing of them is left. */
  readonly bin: Collection<BinnedOrder>;
  readonly reviews: Collection<Review>;
  readonly coupons: Collection<Coupon>;
}

export interface BinnedOrder {
  readonly id: string;
  readonly thrownAt: number;
  readonly order: Order;
}

export interface Review {
  readonly id: string;
  readonly productId: string;
  readonly reviewer: string;
  readonly email: string;
  readonly text: string;
  /** 1 to 5. */
  readonly rating: number;
  readonly isApproved: boolean;
  readonly isBuyer: boolean;
  readonly createdAt: number;
}

export interface Coupon {
  readonly id: string;
  readonly code: string;
  /** Per cent off the goods. */
  readonly percent: number;
  readonly used: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Magento: Great Britain; prices with tax, in pounds. */
export interface MagentoStore extends Store {
  /** One for each order that was paid. */
  readonly invoices: Collection<Paper<Invoice>>;
  readonly categories: Collection<Category>;
}

export interface Invoice {
  readonly id: string;
  /** Money that came in, minor units of the shop's currency. */
  readonly amount: number;
}

export interface Category {
  readonly id: string;
  readonly parentId?: string;
  readonly name: string;
  readonly level: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Stores {
  /** Shopify's shop is the world's `shop`; this is what it knows beside. */
  readonly front: Front;
  readonly woocommerce: WooStore;
  readonly magento: MagentoStore;
}
