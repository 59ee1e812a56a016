import { days, hours, minutes, type Stream, seconds } from '../../engine/source.ts';
import * as documents from './documents.ts';
import * as schema from './schema.ts';

/** Connection of a record → selection of its nodes, and how many come with the record; the rest is drained. */
export type Connections = Readonly<Record<string, { readonly selection: string; readonly first: number }>>;

/** What a stream needs beyond the engine's words to be asked for in GraphQL. */
export interface ShopifyStream extends Stream {
  /** Top-level field of the query. */
  readonly root: string;
  readonly selection: string;
  readonly nested: Connections;
  /** Search field of the window; absent where the vendor offers no filter. */
  readonly filter?: 'updated_at';
  readonly sortKey?: 'UPDATED_AT' | 'ID';
  /** Query field that counts what the same filter finds. */
  readonly count?: string;
  readonly pageSize: number;
  /** Arguments of the root that do not change from call to call. */
  readonly extraArguments?: string;
  /** The records are the nodes of this connection, not its parents. */
  readonly recordsIn?: string;
  /** Orders: refunds are read by their ids, lists are checked against their counts. */
  readonly isOrders?: true;
}

const byId = (record: { id: string; updatedAt?: string }) => `${record.id}@${record.updatedAt ?? ''}`;

/** Polled every quarter of an hour; an hour of overlap catches what was written late. */
const incremental = {
  key: byId,
  sync: 'incremental',
  lookbackMs: hours(1),
  safetyLagMs: minutes(1),
  maxWindowMs: days(7),
  bulkAboveMs: days(3),
  filter: 'updated_at',
  cursor: { field: '$.updatedAt', unit: 'iso' },
  deletes: 'invisible',
  proof: 'declared',
  changes: true,
  nested: {},
} as const;

const snapshot = {
  key: byId,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: seconds(0),
  maxWindowMs: days(36_500),
  deletes: 'snapshot',
  nested: {},
} as const;

export const streams: readonly ShopifyStream[] = [
  {
    ...snapshot,
    name: 'shop',
    schema: schema.Shop,
    root: 'shop',
    selection: documents.SHOP,
    pageSize: 1,
    proof: 'none',
  },
  {
    ...incremental,
    name: 'orders',
    schema: schema.Order,
    root: 'orders',
    selection: documents.ORDER,
    nested: {
      lineItems: { selection: documents.LINE_ITEM, first: 10 },
      shippingLines: { selection: documents.SHIPPING_LINE, first: 2 },
    },
    sortKey: 'UPDATED_AT',
    count: 'ordersCount',
    scopes: [
      { name: 'read_orders', without: 'orders and refunds' },
      { name: 'read_all_orders', without: 'orders older than 60 days' },
    ],
    pageSize: 4,
    isOrders: true,
  },
  {
    ...incremental,
    name: 'customers',
    schema: schema.Customer,
    root: 'customers',
    selection: documents.CUSTOMER,
    nested: { metafields: { selection: documents.METAFIELD, first: 10 } },
    sortKey: 'UPDATED_AT',
    count: 'customersCount',
    scopes: [{ name: 'read_customers', without: 'customers and their consents' }],
    pageSize: 50,
  },
  {
    ...incremental,
    name: 'products',
    schema: schema.Product,
    root: 'products',
    selection: documents.PRODUCT,
    sortKey: 'UPDATED_AT',
    count: 'productsCount',
    scopes: [{ name: 'read_products', without: 'the catalogue' }],
    pageSize: 250,
  },
  {
    ...incremental,
    name: 'product_variants',
    schema: schema.ProductVariant,
    root: 'productVariants',
    selection: documents.PRODUCT_VARIANT,
    sortKey: 'ID',
    // `productVariantsCount` takes no filter, so the window's ids are swept again.
    proof: 'recounted',
    pageSize: 100,
  },
  {
    ...snapshot,
    name: 'inventory_items',
    scopes: [{ name: 'read_inventory', without: 'unit costs and stock' }],
    schema: schema.InventoryItem,
    root: 'inventoryItems',
    selection: documents.INVENTORY_ITEM,
    pageSize: 100,
    bulkAboveMs: 0,
    proof: 'recounted',
  },
  {
    ...snapshot,
    name: 'inventory_levels',
    schema: schema.InventoryLevel,
    root: 'inventoryItems',
    selection: 'id',
    nested: { inventoryLevels: { selection: documents.INVENTORY_LEVEL, first: 5 } },
    recordsIn: 'inventoryLevels',
    pageSize: 25,
    bulkAboveMs: 0,
    proof: 'recounted',
  },
  {
    ...snapshot,
    name: 'locations',
    scopes: [{ name: 'read_locations', without: 'names of stock locations' }],
    schema: schema.Location,
    root: 'locations',
    selection: documents.LOCATION,
    sortKey: 'ID',
    // Orders name closed places too; the vendor's count leaves them out.
    extraArguments: 'includeInactive: true, includeLegacy: true',
    pageSize: 50,
    proof: 'recounted',
  },
];
