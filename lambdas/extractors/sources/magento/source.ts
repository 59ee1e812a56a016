import { z } from 'zod';
import type { Window } from '../../../contracts/ingest.ts';
import { ConcurrencyRateLimiter } from '../../engine/rate-limit/concurrency.ts';
import { oauth1 } from '../../engine/rest/auth.ts';
import { type Params, pages, type RestStream, single, total } from '../../engine/rest/declare.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { days, hours, minutes, seconds } from '../../engine/source.ts';
import { Category, Product, ProductKey, SourceItem } from './schema/catalogue.ts';
import { Customer, CustomerKey } from './schema/customers.ts';
import { CreditMemo, Invoice, Shipment } from './schema/documents.ts';
import { EntityKey, Order } from './schema/orders.ts';
import { StoreConfig } from './schema/stores.ts';

/** Past the last page Magento repeats it: only `total_count` marks the end. */
const paging = pages({
  as: 'searchCriteria[currentPage]',
  size: ['searchCriteria[pageSize]', 100],
  total: '$.total_count',
});

/** Times in the database are UTC; filters take them in that form. */
const edge = (iso: string) => iso.slice(0, 19).replace('T', ' ');

/** All filters apply: each is in a group of its own. */
const filter = (group: number, field: string, conditionType: string, value: string): Params => ({
  [`searchCriteria[filterGroups][${group}][filters][0][field]`]: field,
  [`searchCriteria[filterGroups][${group}][filters][0][conditionType]`]: conditionType,
  [`searchCriteria[filterGroups][${group}][filters][0][value]`]: value,
});
const sort = (...names: readonly string[]): Params =>
  Object.fromEntries(
    names.flatMap((field, at) => [
      [`searchCriteria[sortOrders][${at}][field]`, field],
      [`searchCriteria[sortOrders][${at}][direction]`, 'ASC'],
    ]),
  );
const changedIn = ({ from, to }: Window): Params => ({
  ...filter(0, 'updated_at', 'gteq', edge(from)),
  ...filter(1, 'updated_at', 'lt', edge(to)),
  ...sort('updated_at', 'entity_id'),
});
/** The vendor's own count, with as few fields as possible. @param id a field of an item */
const counted = (id: string) =>
  total({ from: '$.total_count', params: { 'searchCriteria[pageSize]': 1, fields: `items[${id}],total_count` } });

const scope = (name: string, without: string) => [{ name, without }];

const listed = { records: '$.items', paging, proof: 'declared' } as const;
const changing = {
  ...listed,
  sync: 'incremental',
  changes: true,
  cursor: { field: '$.updated_at', unit: 'iso', cut: true },
  lookbackMs: hours(1),
  safetyLagMs: minutes(1),
  maxWindowMs: days(365),
  params: changedIn,
} as const;
const entity = {
  ...changing,
  key: ({ entity_id, updated_at }: { entity_id: unknown; updated_at?: unknown }) => `${entity_id}@${updated_at ?? ''}`,
  count: counted('entity_id'),
} as const;
const record = {
  ...changing,
  key: ({ id, updated_at }: { id: unknown; updated_at?: unknown }) => `${id}@${updated_at ?? ''}`,
  count: counted('id'),
} as const;
const whole = {
  ...listed,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
} as const;
/** The existing ids: a missing one was deleted. */
const keys = (path: string, id: 'entity_id' | 'id', fields = id as string) =>
  ({
    ...whole,
    path,
    everyMs: days(7),
    deletes: 'never',
    key: (one: Record<string, unknown>) => String(one[id]),
    params: () => ({ ...sort('entity_id'), fields: `items[${fields}],total_count` }),
    count: counted(id),
  }) as const;

const MONEY = { amount: '$.base_grand_total', currency: '$.base_currency_code' };
/** In the base currency, which is the one that counts. */
const TOTALS = ['grand_total', 'tax_amount', 'shipping_amount', 'discount_amount'].map((name) => `$.base_${name}`);
const lines = (quantity: string) =>
  [quantity, 'base_row_total', 'base_tax_amount', 'base_discount_amount'].map((name) => `$.items[].${name}`);

const SALES = (what: string) => scope('Magento_Sales::actions_view', what);

const streams: readonly RestStream[] = [
  {
    ...entity,
    name: 'orders',
    schema: Order,
    required: ['$.created_at', '$.base_currency_code', ...TOTALS, ...lines('qty_ordered')],
    money: MONEY,
    path: '/orders',
    maxWindowMs: days(90),
    scopes: SALES('orders and what was sold'),
    deletes: 'sweep',
  },
  {
    ...entity,
    name: 'invoices',
    schema: Invoice,
    required: ['$.created_at', '$.order_id', '$.base_grand_total'],
    money: MONEY,
    path: '/invoices',
    scopes: scope('Magento_Sales::sales_invoice', 'when money came in'),
    deletes: 'never',
  },
  {
    ...entity,
    name: 'credit_memos',
    schema: CreditMemo,
    required: ['$.created_at', '$.order_id', ...TOTALS, '$.base_adjustment', ...lines('qty')],
    money: MONEY,
    path: '/creditmemos',
    scopes: scope('Magento_Sales::sales_creditmemo', 'refunds'),
    deletes: 'never',
  },
  {
    ...entity,
    name: 'shipments',
    schema: Shipment,
    required: ['$.created_at', '$.order_id'],
    path: '/shipments',
    scopes: scope('Magento_Sales::shipment', 'when goods left'),
    deletes: 'never',
  },
  {
    ...record,
    name: 'customers',
    schema: Customer,
    path: '/customers/search',
    scopes: scope('Magento_Customer::customer', 'people with an account'),
    deletes: 'sweep',
  },
  {
    ...record,
    name: 'products',
    schema: Product,
    path: '/products',
    maxWindowMs: days(3650),
    scopes: scope('Magento_Catalog::products', 'what is sold'),
    deletes: 'sweep',
  },
  {
    ...whole,
    name: 'source_items',
    schema: SourceItem,
    path: '/inventory/source-items',
    // A sale does not change a product's `updated_at`: stock has a stream of its own, read whole because it has no
    // change time.
    key: ({ sku, source_code }: { sku: string; source_code: string }) => `${sku}/${source_code}`,
    params: () => sort('sku', 'source_code'),
    count: counted('sku'),
    everyMs: hours(1),
    scopes: scope('Magento_InventoryApi::source', 'stock by place'),
    deletes: 'snapshot',
  },
  {
    ...whole,
    name: 'categories',
    schema: Category,
    path: '/categories/list',
    key: ({ id }: { id: unknown }) => String(id),
    params: () => sort('entity_id'),
    count: counted('id'),
    everyMs: hours(12),
    scopes: scope('Magento_Catalog::categories', 'how products are grouped'),
    deletes: 'snapshot',
  },
  { ...keys('/orders', 'entity_id'), name: 'order_keys', schema: EntityKey, scopes: SALES('deleted orders') },
  {
    ...keys('/customers/search', 'id'),
    name: 'customer_keys',
    schema: CustomerKey,
    scopes: scope('Magento_Customer::customer', 'deleted accounts'),
  },
  {
    ...keys('/products', 'id', 'id,sku'),
    name: 'product_keys',
    schema: ProductKey,
    scopes: scope('Magento_Catalog::products', 'deleted products'),
  },
  {
    ...whole,
    name: 'store_configs',
    schema: StoreConfig,
    path: '/store/storeConfigs',
    records: '$',
    key: ({ id }: { id: unknown }) => String(id),
    paging: single(),
    proof: 'none',
    scopes: scope('Magento_Backend::store', 'the zone in which the shop cuts its days'),
    deletes: 'snapshot',
  },
];

export const magento = defineSource({
  name: 'magento',
  apiVersion: 'V1 (2.4.8)',
  sunset: '2028-04-01', // 2.4.8 is supported until April 2028, https://experienceleague.adobe.com/en/docs/commerce-operations/release/notes/adobe-commerce/2-4-8
  docs: 'https://developer.adobe.com/commerce/webapi/rest/',
  limits: 'none for reading; every call starts PHP anew, so four at a time are enough',
  maxParallel: 4,
  settings: z.strictObject({
    /** The shop's address, without a trailing slash. */
    base_url: z.url(),
    /** The store view of product and category values; `all` for the defaults. */
    store_code: z.string().default('all'),
  }),
  secret: z.strictObject({
    consumer_key: z.string(),
    consumer_secret: z.string(),
    access_token: z.string(),
    access_token_secret: z.string(),
  }),
  baseUrl: ({ base_url, store_code }) => `${base_url}/rest/${store_code}/V1`,
  auth: oauth1(),
  rateLimiter: (clock) => new ConcurrencyRateLimiter(clock, { start: 2, most: 4, slowMs: seconds(10) }),
  streams,
});
