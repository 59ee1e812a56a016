// The fields at the top of Shopify's query: connections with search, counts, nodes by id.

import type { Product, Variant } from '../../world/records/catalogue.ts';
import type { Collection } from '../../world/records/collection.ts';
import type { Order } from '../../world/records/order.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { changesOf } from './agreements.ts';
import { codeDiscounts, discountOf } from './discounts.ts';
import * as front from './front.ts';
import { Connection, Resolver, type Slice, type Variables, type Wire } from './graphql.ts';
import { orderOf as plainOrderOf, refundNodeOf } from './orders.ts';
import * as records from './records.ts';
import { SalesReport } from './sales.ts';

interface Range {
  readonly from?: number;
  readonly to?: number;
}

/** `updated_at:>='…' AND updated_at:<'…'`, or another time; what is not understood is passed over, as the vendor does. */
export function rangeOf(search: unknown): Range {
  if (typeof search !== 'string') return {};
  const from = /(?:updated|created|processed|issued)_at:>=\s*'([^']+)'/.exec(search)?.[1];
  const to = /(?:updated|created|processed|issued)_at:<\s*'([^']+)'/.exec(search)?.[1];
  return { ...(from ? { from: Date.parse(from) } : {}), ...(to ? { to: Date.parse(to) } : {}) };
}

const cursorOf = (at: number, id: string) => Buffer.from(`${at}:${id}`).toString('base64url');
function readCursor(text: unknown): { at: number; id: string } | undefined {
  if (typeof text !== 'string') return undefined;
  const [at, id] = Buffer.from(text, 'base64url').toString().split(':');
  return { at: Number(at), id: id ?? '' };
}

/** What the twin's app was granted. */
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

/** A time as no client expects it. */
const WRONG = { createdAt: 'the other day' };

/** A list the twin can page, count and stream for an export. */
export interface Listing {
  page(args: Variables): Slice;
  count(search: unknown): number;
  all(search: unknown): Generator<Wire>;
}

/** `updatedAt` to the second: what the API shows and filters by. */
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000;
const nextSecond = (ms: number | undefined) => (ms === undefined ? undefined : Math.ceil(ms / 1000) * 1000);

/** Orders are listed for themselves, for their parcels, whose own list is what may be short, for the way to them and for what was agreed. */
const listedFor = (document: string): string =>
  document.includes('customerJourneySummary')
    ? 'journey_moments'
    : document.includes('returnStatus')
      ? 'order_agreements'
      : document.includes('trackingInfo')
        ? ''
        : 'orders';

/** Made when it is first asked for. */
function later(make: () => Listing): Listing {
  let made: Listing | undefined;
  const ready = () => {
    made ??= make();
    return made;
  };
  return {
    page: (args) => ready().page(args),
    count: (search) => ready().count(search),
    *all(search) {
      yield* ready().all(search);
    },
  };
}

function listing<T extends { id: string; updatedAt: number }>(
  name: string | (() => string),
  collection: Collection<T>,
  world: World,
  faults: Faults,
  wire: (record: T) => Wire,
): Listing {
  const { asOf } = world;
  const stream = () => (typeof name === 'string' ? name : name());
  const window = (search: unknown) => {
    const { from, to } = rangeOf(search);
    return {
      asOf,
      ...(from === undefined ? {} : { from: wholeSecond(from) }),
      ...(to === undefined ? {} : { to: nextSecond(to)! }),
    };
  };
  return {
    page: ({ first, after, query }) => {
      const behind = readCursor(after);
      const limit = Number(first);
      const found = collection.page({ ...window(query), ...(behind ? { after: behind } : {}), limit: limit + 1 });
      const page = found.slice(0, limit);
      const cursors = page.map((record) => cursorOf(record.updatedAt, record.id));
      const given = faults.shorten(stream(), page).map((record) => faults.spoil(wire(record), WRONG));
      return { nodes: given, cursors, hasNextPage: found.length > limit };
    },
    count: (search) => collection.count(window(search)),
    *all(search) {
      for (let after: { at: number; id: string } | undefined; ; ) {
        const found = collection.page({ ...window(search), ...(after ? { after } : {}), limit: 500 });
        for (const record of faults.shorten(stream(), found)) yield faults.spoil(wire(record), WRONG);
        const last = found.at(-1);
        if (found.length < 500 || !last) return;
        after = { at: last.updatedAt, id: last.id };
      }
    },
  };
}

/** A list small enough to be held: ordered by id, filtered by `updatedAt`. */
function heldListing<T extends { id: string; updatedAt: number }>(
  stream: string,
  all: () => readonly T[],
  faults: Faults,
  wire: (record: T) => Wire,
): Listing {
  const within = (search: unknown) => {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = rangeOf(search);
    return all().filter((one) => wholeSecond(one.updatedAt) >= from && wholeSecond(one.updatedAt) < to);
  };
  return {
    page: ({ first, after, query }) => {
      const last = typeof after === 'string' ? Number(after) : Number.NEGATIVE_INFINITY;
      const rest = within(query).filter((one) => Number(one.id) > last);
      const page = rest.slice(0, Number(first));
      return {
        nodes: faults.shorten(stream, page).map((record) => faults.spoil(wire(record), WRONG)),
        cursors: page.map((one) => one.id),
        hasNextPage: rest.length > page.length,
      };
    },
    count: (search) => within(search).length,
    *all(search) {
      for (const record of faults.shorten(stream, within(search))) yield faults.spoil(wire(record), WRONG);
    },
  };
}

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

/** @param asked the document that is answered: orders are listed for more than one thing */
export function rootsOf(world: World, faults: Faults, asked: () => string): Roots {
  const { shop, asOf, stores } = world;
  const orderOf = (order: Order): Wire => {
    const wire = plainOrderOf(order);
    return {
      ...wire,
      ...changesOf(order),
      fulfillments: new Resolver(() => faults.shorten('fulfillments', wire.fulfillments as readonly Wire[])),
      customerJourneySummary: front.journeyWire(stores?.front.journeyOf(order.id), order, asOf),
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
