import { days, hours, minutes, type Stream, seconds } from '../../engine/source.ts';
import * as documents from './documents.ts';
import { REPORT_ANSWER, unwrapReport } from './report.ts';
import { Collection, Product, ProductMetafield, ProductVariant } from './schema/catalogue.ts';
import { AbandonedCheckout, DraftOrder } from './schema/checkouts.ts';
import { Customer } from './schema/customers.ts';
import { DiscountNode } from './schema/discounts.ts';
import { Fulfillment } from './schema/fulfillments.ts';
import { InventoryItem, InventoryLevel, Location } from './schema/inventory.ts';
import { Journey } from './schema/journeys.ts';
import { Order } from './schema/orders.ts';
import { Payout, TenderTransaction } from './schema/payments.ts';
import { OrderAgreements } from './schema/refunds.ts';
import { Event, SalesReport, Shop } from './schema/shop.ts';

/** Connection of a record → selection of its nodes, and how many come with the record; the rest is drained. */
export type Connections = Readonly<Record<string, { readonly selection: string; readonly first: number }>>;

/** What a stream needs beyond the engine's words to be asked for in GraphQL. */
export interface ShopifyStream extends Stream {
  /** Top-level field of the query. */
  readonly root: string;
  readonly selection: string;
  readonly nested: Connections;
  /** Search field of the window; absent where the vendor offers no filter. */
  readonly filter?: 'updated_at' | 'created_at' | 'processed_at' | 'issued_at';
  /** Search words that always hold. */
  readonly always?: string;
  readonly sortKey?: 'UPDATED_AT' | 'CREATED_AT' | 'ISSUED_AT' | 'ID';
  /** The object around the root; null for a shop that has none. */
  readonly within?: string;
  /** The records are the items of this list of the nodes, and so many should be there. */
  readonly listIn?: { readonly list: string; readonly count: string };
  /** Never read by a bulk export. */
  readonly pagesOnly?: true;
  /** Orders' ways to the purchase: visits beyond the first ten are read by order. */
  readonly isJourneys?: true;
  /** Orders with what was agreed about them, which is read by order. */
  readonly isAgreements?: true;
  /** A question in ShopifyQL, answered by a table of days. */
  readonly isReport?: true;
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
  maxBulkWindowMs: days(90),
  filter: 'updated_at',
  cursor: { field: '$.updatedAt', unit: 'iso' },
  deletes: 'invisible',
  proof: 'declared',
  changes: true,
  nested: {},
} as const;

/** The same where a bulk export cannot say it, or need not: pages have no size that a longer window would outgrow. */
const { bulkAboveMs: _, ...changing } = incremental;
const paged = { ...changing, maxWindowMs: days(90), pagesOnly: true } as const;

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
    schema: Shop,
    root: 'shop',
    selection: documents.SHOP,
    pageSize: 1,
    proof: 'none',
  },
  {
    ...incremental,
    name: 'orders',
    schema: Order,
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
    schema: Customer,
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
    schema: Product,
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
    schema: ProductVariant,
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
    schema: InventoryItem,
    root: 'inventoryItems',
    selection: documents.INVENTORY_ITEM,
    pageSize: 100,
    bulkAboveMs: 0,
    proof: 'recounted',
  },
  {
    ...snapshot,
    name: 'inventory_levels',
    schema: InventoryLevel,
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
    schema: Location,
    root: 'locations',
    selection: documents.LOCATION,
    sortKey: 'ID',
    // Orders name closed places too; the vendor's count leaves them out.
    extraArguments: 'includeInactive: true, includeLegacy: true',
    pageSize: 50,
    proof: 'recounted',
  },
  {
    ...incremental,
    name: 'abandoned_checkouts',
    schema: AbandonedCheckout,
    root: 'abandonedCheckouts',
    selection: documents.ABANDONED_CHECKOUT,
    nested: { lineItems: { selection: documents.CHECKOUT_LINE, first: 10 } },
    sortKey: 'ID',
    count: 'abandonedCheckoutsCount',
    scopes: [{ name: 'read_orders', without: 'carts that were left' }],
    pageSize: 10,
  },
  {
    ...incremental,
    name: 'draft_orders',
    schema: DraftOrder,
    root: 'draftOrders',
    selection: documents.DRAFT_ORDER,
    nested: { lineItems: { selection: documents.DRAFT_LINE, first: 10 } },
    sortKey: 'UPDATED_AT',
    count: 'draftOrdersCount',
    scopes: [{ name: 'read_draft_orders', without: 'orders the shop wrote down itself' }],
    pageSize: 8,
  },
  {
    ...paged,
    name: 'fulfillments',
    schema: Fulfillment,
    root: 'orders',
    selection: documents.FULFILLMENTS,
    listIn: { list: 'fulfillments', count: 'fulfillmentsCount' },
    sortKey: 'UPDATED_AT',
    proof: 'recounted',
    scopes: [{ name: 'read_orders', without: 'parcels: when they left and arrived' }],
    pageSize: 50,
  },
  {
    ...paged,
    name: 'journey_moments',
    schema: Journey,
    root: 'orders',
    selection: documents.JOURNEY,
    isJourneys: true,
    sortKey: 'UPDATED_AT',
    count: 'ordersCount',
    // An order does not change when the way to it becomes known, hours later: two days are read again.
    lookbackMs: days(2),
    scopes: [{ name: 'read_orders', without: 'ways to a purchase' }],
    pageSize: 30,
  },
  {
    ...paged,
    name: 'order_agreements',
    schema: OrderAgreements,
    root: 'orders',
    selection: 'id updatedAt edited returnStatus',
    isAgreements: true,
    sortKey: 'UPDATED_AT',
    count: 'ordersCount',
    scopes: [{ name: 'read_orders', without: 'the days on which lines joined an order' }],
    pageSize: 250,
  },
  {
    ...paged,
    name: 'discount_nodes',
    schema: DiscountNode,
    root: 'discountNodes',
    selection: documents.DISCOUNT_NODE,
    key: ({ id, discount }: { id: string; discount?: { updatedAt?: string } }) => `${id}@${discount?.updatedAt ?? ''}`,
    cursor: { field: '$.discount.updatedAt', unit: 'iso' },
    sortKey: 'UPDATED_AT',
    count: 'discountNodesCount',
    maxWindowMs: days(3650),
    scopes: [{ name: 'read_discounts', without: 'codes and automatic discounts' }],
    pageSize: 20,
  },
  {
    ...incremental,
    name: 'collections',
    schema: Collection,
    root: 'collections',
    selection: documents.COLLECTION,
    nested: { products: { selection: 'id', first: 50 } },
    sortKey: 'UPDATED_AT',
    count: 'collectionsCount',
    scopes: [{ name: 'read_products', without: 'collections' }],
    pageSize: 15,
  },
  {
    ...incremental,
    name: 'metafields',
    schema: ProductMetafield,
    root: 'products',
    selection: 'id',
    nested: { metafields: { selection: documents.PRODUCT_METAFIELD, first: 10 } },
    recordsIn: 'metafields',
    sortKey: 'UPDATED_AT',
    proof: 'recounted',
    scopes: [{ name: 'read_products', without: 'custom fields of products' }],
    pageSize: 25,
  },
  {
    ...paged,
    name: 'tender_transactions',
    schema: TenderTransaction,
    root: 'tenderTransactions',
    selection: documents.TENDER_TRANSACTION,
    key: ({ id }: { id: string }) => id,
    filter: 'processed_at',
    cursor: { field: '$.processedAt', unit: 'iso' },
    deletes: 'never',
    proof: 'recounted',
    scopes: [{ name: 'read_orders', without: 'how money came in' }],
    pageSize: 100,
  },
  {
    ...paged,
    name: 'payouts',
    schema: Payout,
    within: 'shopifyPaymentsAccount',
    root: 'payouts',
    selection: documents.PAYOUT,
    // A payout goes from scheduled to paid without a time of its own: two weeks are read again.
    key: ({ id, status }: { id: string; status?: string }) => `${id}@${status ?? ''}`,
    filter: 'issued_at',
    cursor: { field: '$.issuedAt', unit: 'iso' },
    sortKey: 'ISSUED_AT',
    lookbackMs: days(14),
    proof: 'recounted',
    maxWindowMs: days(365),
    scopes: [
      { name: 'read_shopify_payments_accounts', without: 'account the payouts belong to' },
      { name: 'read_shopify_payments_payouts', without: 'payouts of the card processor and its fees' },
    ],
    pageSize: 60,
  },
  {
    ...paged,
    name: 'events',
    schema: Event,
    root: 'events',
    selection: documents.EVENT,
    key: ({ id }: { id: string }) => id,
    filter: 'created_at',
    always: "subject_type:'PRODUCT'",
    cursor: { field: '$.createdAt', unit: 'iso' },
    sortKey: 'CREATED_AT',
    // `destroy` is the only word there is on a product that was deleted.
    deletes: 'never',
    proof: 'recounted',
    maxWindowMs: days(365),
    scopes: [{ name: 'read_products', without: 'which products were deleted' }],
    pageSize: 100,
  },
  {
    name: 'sales_reports',
    schema: SalesReport,
    isReport: true,
    root: 'shopifyqlQuery',
    selection: REPORT_ANSWER,
    nested: {},
    pagesOnly: true,
    unwrap: unwrapReport,
    key: ({ day }: { day?: unknown }) => String(day),
    sync: 'report',
    // Sales lie on the day they happened, so a day changes only when an order is deleted, or written with a time of the past:
    // five weeks are read again, until a month is behind its closing. It is one call, however many days.
    lookbackMs: days(35),
    safetyLagMs: 0,
    maxWindowMs: days(366),
    pageSize: 1,
    proof: 'recounted',
    deletes: 'restated',
    cursor: { field: '$.day', unit: 'date' },
    scopes: [{ name: 'read_reports', without: "the shop's own sales report, which daily sales are compared with" }],
  },
];
