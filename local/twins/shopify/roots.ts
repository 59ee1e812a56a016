// The root fields of Shopify's query: connections with search, counts, nodes by id.

import type { Product, Variant } from '../../world/records/catalogue.ts';
import type { Collection } from '../../world/records/collection.ts';
import type { Order } from '../../world/records/order.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { changesOf } from './agreements.ts';
import { codeDiscounts, discountOf } from './discounts.ts';
import * as front from './front.ts';
import { Connection, Resolver, type Wire } from './graphql.ts';
import { heldListing, type Listing, later, listing } from './listings.ts';
import { orderOf as plainOrderOf, refundNodeOf } from './orders.ts';
import * as records from './records.ts';
import { SalesReport } from './sales.ts';

/** Scopes granted to the twin's app. */
const SCOPES = [
  'read_orders',
  'read_all_orders',
  'read_customers',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_draft_orders',
  'read_discounts',
  'read_price_rules',
  'read_shopify_payments_accounts',
  'read_shopify_payments_payouts',
  'read_reports',
];

/**
 * Orders are listed by several streams: for themselves, for their fulfillments (whose own list may under-deliver), for
 * their journeys and for their agreements.
 */
const listedFor = (document: string): string =>
  document.includes('customerJourneySummary')
    ? 'journey_moments'
    : document.includes('returnStatus')
      ? 'order_agreements'
      : document.includes('trackingInfo')
        ? ''
        : 'orders';

interface Item {
  readonly id: string;
  readonly updatedAt: number;
  readonly product: Product;
  readonly variant: Variant;
}

export interface Roots {
  readonly listings: Readonly<Record<string, Listing>>;
  /** The root object a query document picks from. */
  readonly query: Wire;
}

/** @param asked the document: orders are listed by more than one stream */
export function rootsOf(world: World, faults: Faults, asked: () => string): Roots {
  const { shop, asOf, stores } = world;
  const orderOf = (order: Order): Wire => {
    const wire = plainOrderOf(order);
    return {
      ...wire,
      ...changesOf(order),
      fulfillments: new Resolver(() => faults.shorten('fulfillments', wire.fulfillments as readonly Wire[])),
      customerJourneySummary: front.journeyWire(() => stores?.front.journeyOf(order.id), order, asOf),
    };
  };
  const productOf = (product: Product): Wire => ({
    ...records.productOf(product),
    metafields: Connection.later(() => faults.shorten('metafields', front.metafieldsOf(product))),
  });
  const dated = (stream: string, make: () => readonly front.Dated[]): Listing => {
    let made: readonly front.Dated[] | undefined;
    const all = () => {
      made ??= make().toSorted((a, b) => Number(a.id) - Number(b.id));
      return made;
    };
    return heldListing(stream, all, faults, ({ wire }) => wire);
  };
  let kept: readonly Item[] | undefined;
  const items = (): readonly Item[] => {
    kept ??= everything(shop.products, asOf)
      .flatMap((product) =>
        product.variants.map((variant) => ({ id: variant.id, updatedAt: variant.updatedAt, product, variant })),
      )
      .sort((a, b) => Number(a.id) - Number(b.id));
    return kept;
  };
  const levels = Map.groupBy(everything(shop.inventoryLevels, asOf), (level) => level.inventoryItemId);
  const levelsOf = (item: string) => () => faults.shorten('inventory_levels', levels.get(item) ?? []);
  const listings: Record<string, Listing> = {
    orders: listing(() => listedFor(asked()), shop.orders, world, faults, orderOf),
    customers: listing('customers', shop.customers, world, faults, records.customerOf),
    products: listing('products', shop.products, world, faults, productOf),
    productVariants: heldListing('product_variants', items, faults, (one) =>
      records.variantOf(one.product, one.variant),
    ),
    inventoryItems: heldListing('inventory_items', items, faults, (one) =>
      records.inventoryItemOf(one.variant, shop.currency, levelsOf(one.variant.inventoryItemId)),
    ),
    locations: heldListing('locations', () => everything(shop.locations, asOf), faults, records.locationOf),
    collections: dated('collections', () => front.collectionsOf(everything(shop.products, asOf))),
    events: dated('events', () => front.eventsOf(everything(shop.products, asOf))),
    tenderTransactions: dated('tender_transactions', () => everything(shop.orders, asOf).flatMap(front.tendersOf)),
    payouts: dated('payouts', () =>
      (stores ? everything(stores.front.payouts, asOf) : []).map((one) => ({
        id: one.id,
        updatedAt: one.issuedAt,
        wire: front.payoutOf(one, shop.currency),
      })),
    ),
    abandonedCheckouts: later(() =>
      stores
        ? listing('abandoned_checkouts', stores.front.checkouts, world, faults, (one) =>
            front.checkoutOf(one, shop.currency),
          )
        : dated('abandoned_checkouts', () => []),
    ),
    draftOrders: later(() =>
      stores
        ? listing('draft_orders', stores.front.drafts, world, faults, front.draftOf)
        : dated('draft_orders', () => []),
    ),
    discountNodes: later(() =>
      stores
        ? listing('discount_nodes', stores.front.discounts, world, faults, discountOf)
        : dated('discount_nodes', () => []),
    ),
  };
  const count = (name: string) =>
    new Resolver(({ query }) => ({ count: listings[name]!.count(query), precision: 'EXACT' }));
  const node = (id: unknown): Wire | null => {
    const [, , , type, number] = String(id).split('/');
    if (type === 'Order') return found(shop.orders.get(number ?? '', asOf), orderOf);
    if (type === 'Customer') return found(shop.customers.get(number ?? '', asOf), records.customerOf);
    if (type === 'Product') return found(shop.products.get(number ?? '', asOf), productOf);
    if (type === 'Collection')
      return front.collectionsOf(everything(shop.products, asOf)).find((one) => one.id === number)?.wire ?? null;
    if (type === 'AbandonedCheckout')
      return found(stores?.front.checkouts.get(number ?? '', asOf), (one) => front.checkoutOf(one, shop.currency));
    if (type === 'DraftOrder') return found(stores?.front.drafts.get(number ?? '', asOf), front.draftOf);
    if (type === 'Refund') {
      const order = shop.orderOfRefund(number ?? '');
      return order === undefined ? null : found(shop.orders.get(order, asOf), (one) => refundNodeOf(one, number ?? ''));
    }
    if (type === 'InventoryItem') {
      const item = items().find((one) => one.variant.inventoryItemId === number);
      return item ? records.inventoryItemOf(item.variant, shop.currency, levelsOf(number ?? '')) : null;
    }
    return null;
  };
  const sales = new SalesReport(world, faults);
  return {
    listings,
    query: {
      shopifyqlQuery: new Resolver(({ query }) => sales.answer(String(query))),
      shop: records.shopOf(shop, world.start),
      currentAppInstallation: { accessScopes: SCOPES.map((handle) => ({ handle })) },
      ...Object.fromEntries(Object.entries(listings).map(([name, one]) => [name, new Connection(one.page)])),
      ordersCount: count('orders'),
      customersCount: count('customers'),
      productsCount: count('products'),
      productVariantsCount: count('productVariants'),
      locationsCount: count('locations'),
      abandonedCheckoutsCount: count('abandonedCheckouts'),
      draftOrdersCount: count('draftOrders'),
      discountNodesCount: count('discountNodes'),
      collectionsCount: count('collections'),
      ...codeDiscounts(() => (stores ? everything(stores.front.discounts, asOf) : []), faults),
      shopifyPaymentsAccount: { payouts: new Connection((args) => listings.payouts!.page(args)) },
      node: new Resolver(({ id }) => node(id)),
      nodes: new Resolver(({ ids }) => (ids as readonly unknown[]).map(node)),
    },
  };
}

const found = <T>(record: T | undefined, wire: (record: T) => Wire | null): Wire | null =>
  record ? wire(record) : null;

const everything = <T>(collection: Collection<T>, asOf: number): readonly T[] =>
  collection.page({ asOf, limit: Number.MAX_SAFE_INTEGER });
