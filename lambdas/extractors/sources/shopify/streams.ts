import { days, hours, minutes, type Stream, seconds } from '../../engine/source.ts';
import * as documents from './documents.ts';
import * as schema from './schema.ts';

/** What a stream needs beyond the engine's words to be asked for in GraphQL. */
export interface ShopifyStream extends Stream {
  /** Top-level field of the query. */
  readonly root: string;
  readonly selection: string;
  /** Connections of a record: field → selection of its nodes. */
  readonly nested: Readonly<Record<string, string>>;
  /** Search field of the window; absent where the vendor offers no filter. */
  readonly filter?: 'updated_at';
  readonly sortKey?: 'UPDATED_AT' | 'ID';
  /** Query field that counts what the same filter finds. */
  readonly count?: string;
  readonly pageSize: number;
  /** The records are the nodes of this connection, not its parents. */
  readonly recordsIn?: string;
  /** Orders with refunds are completed by a second query. */
  readonly completesRefunds?: true;
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
  proof: 'declared',
  nested: {},
} as const;

const snapshot = {
  key: byId,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: seconds(0),
  maxWindowMs: days(36_500),
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
    nested: { lineItems: documents.LINE_ITEM, shippingLines: documents.SHIPPING_LINE },
    sortKey: 'UPDATED_AT',
    count: 'ordersCount',
    pageSize: 10,
    completesRefunds: true,
  },
  {
    ...incremental,
    name: 'customers',
    schema: schema.Customer,
    root: 'customers',
    selection: documents.CUSTOMER,
    nested: { metafields: documents.METAFIELD },
    sortKey: 'UPDATED_AT',
    count: 'customersCount',
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
    pageSize: 250,
  },
  {
    ...incremental,
    name: 'product_variants',
    schema: schema.ProductVariant,
    root: 'productVariants',
    selection: documents.PRODUCT_VARIANT,
    sortKey: 'ID',
    count: 'productVariantsCount',
    pageSize: 100,
  },
  {
    ...snapshot,
    name: 'inventory_items',
    schema: schema.InventoryItem,
    root: 'inventoryItems',
    selection: documents.INVENTORY_ITEM,
    pageSize: 100,
    bulkAboveMs: 0,
    proof: 'none',
  },
  {
    ...snapshot,
    name: 'inventory_levels',
    schema: schema.InventoryLevel,
    root: 'inventoryItems',
    selection: 'id',
    nested: { inventoryLevels: documents.INVENTORY_LEVEL },
    recordsIn: 'inventoryLevels',
    pageSize: 25,
    bulkAboveMs: 0,
    proof: 'none',
  },
  {
    ...snapshot,
    name: 'locations',
    schema: schema.Location,
    root: 'locations',
    selection: documents.LOCATION,
    sortKey: 'ID',
    count: 'locationsCount',
    pageSize: 50,
    proof: 'declared',
  },
];
