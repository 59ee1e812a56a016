// The shop of the world (what the Shopify twin shows).

import type { InventoryLevel, Location, Product } from './catalogue.ts';
import type { Collection } from './collection.ts';
import type { Customer } from './customer.ts';
import type { Order } from './order.ts';

export interface Shop {
  readonly name: string;
  readonly currency: string;
  /** IANA zone in which the shop cuts days. */
  readonly timeZone: string;
  readonly orders: Collection<Order>;
  /** The order a refund belongs to; undefined when there never was one of this id. */
  orderOfRefund(refundId: string): string | undefined;
  readonly customers: Collection<Customer>;
  readonly products: Collection<Product>;
  readonly inventoryLevels: Collection<InventoryLevel>;
  readonly locations: Collection<Location>;
}
