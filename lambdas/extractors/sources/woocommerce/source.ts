import { z } from 'zod';
import { type RetailPulseError, SourceContractError, SourceUnavailableError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import { ConcurrencyRateLimiter } from '../../engine/rate-limit/concurrency.ts';
import { basic } from '../../engine/rest/auth.ts';
import { pages, type RestStream, single, sweep, total } from '../../engine/rest/declare.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { header } from '../../engine/rest/place.ts';
import { days, hours, seconds } from '../../engine/source.ts';
import { daysIn } from '../../engine/windows.ts';
import { withRefundedItems } from './refunded-items.ts';
import { daysOf } from './sales-report.ts';
import { Product, ProductVariation } from './schema/catalogue.ts';
import { Coupon } from './schema/coupons.ts';
import { Customer } from './schema/customers.ts';
import { Key } from './schema/fields.ts';
import { Order, Refund } from './schema/orders.ts';
import { SalesReport } from './schema/reports.ts';
import { ProductReview } from './schema/reviews.ts';
import { Shop } from './schema/shop.ts';

const READ = [{ name: 'read', without: 'everything: the key must be allowed to read' }];
const API = '/wc/v3';

/**
 * An edge in WordPress's format: UTC with `dates_are_gmt`, and without a zone, or it would be converted to the site's
 * own. Both edges are exclusive and have whole seconds.
 */
const edge = (iso: string, seconds = 0) => new Date(Date.parse(iso) + seconds * 1000).toISOString().slice(0, 19);
const modified = ({ from, to }: Window) => ({
  dates_are_gmt: true,
  modified_after: edge(from, -1),
  modified_before: edge(to),
  orderby: 'modified',
  order: 'asc',
});
const byId = { orderby: 'id', order: 'asc' };

const paged = {
  paging: pages({ as: 'page', size: ['per_page', 100], total: header('x-wp-total') }),
  count: total({ from: header('x-wp-total'), params: { per_page: 1, _fields: 'id' } }),
  proof: 'declared',
  scopes: READ,
} as const;
const changing = {
  ...paged,
  sync: 'incremental',
  changes: true,
  cursor: { field: '$.date_modified_gmt', unit: 'iso', cut: true },
  lookbackMs: hours(1),
  // The shop's own database answers; the lookback covers records written in the same second.
  safetyLagMs: 0,
  key: ({ id, date_modified_gmt }: { id: unknown; date_modified_gmt?: unknown }) => `${id}@${date_modified_gmt ?? ''}`,
} as const;
const whole = {
  ...paged,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
  key: ({ id }: { id: unknown }) => String(id),
} as const;
/** The existing ids: a missing one was deleted. `any` leaves out trashed orders and products. */
const keys = {
  ...whole,
  schema: Key,
  everyMs: days(7),
  deletes: 'never',
  params: () => ({ ...byId, status: 'any', _fields: 'id' }),
} as const;

/** Amounts by kind of line. */
const LINES = ['line_items', 'shipping_lines', 'fee_lines'].flatMap((lines) => [
  `$.${lines}[].total`,
  `$.${lines}[].total_tax`,
]);
const GOODS = ['$.line_items[].quantity', '$.line_items[].subtotal', ...LINES];

const streams: readonly RestStream[] = [
  {
    ...changing,
    name: 'orders',
    schema: Order,
    required: ['$.date_created_gmt', '$.currency', '$.total', '$.total_tax', '$.shipping_total', ...GOODS],
    money: { amount: '$.total', currency: '$.currency' },
    path: `${API}/orders`,
    maxWindowMs: days(90),
    params: (window) => ({ ...modified(window), status: 'any' }),
    deletes: 'sweep',
  },
  {
    ...changing,
    name: 'refunds',
    schema: Refund,
    // A shop may backdate a refund, which adds it to a past page.
    lateMs: days(10),
    required: ['$.date_created_gmt', '$.amount', '$._parent_id', ...GOODS],
    money: { amount: '$.amount' },
    path: `${API}/refunds`,
    maxWindowMs: days(365),
    // A refund never changes, and has only a creation time.
    cursor: { field: '$.date_created_gmt', unit: 'iso', cut: true },
    key: ({ id }: { id: unknown }) => String(id),
    params: ({ from, to }) => ({
      dates_are_gmt: true,
      after: edge(from, -1),
      before: edge(to),
      orderby: 'date',
      order: 'asc',
    }),
    decode: withRefundedItems,
    deletes: 'invisible',
  },
  {
    ...changing,
    name: 'products',
    schema: Product,
    path: `${API}/products`,
    maxWindowMs: days(3650),
    params: (window) => ({ ...modified(window), status: 'any' }),
    deletes: 'sweep',
  },
  {
    ...whole,
    name: 'product_variations',
    schema: ProductVariation,
    path: `${API}/products/{parent}/variations`,
    params: () => byId,
    per: {
      path: `${API}/products`,
      id: '$.id',
      params: () => ({ ...byId, type: 'variable', status: 'any', _fields: 'id' }),
      paging: paged.paging,
    },
    count: sweep({ params: { _fields: 'id' } }),
    proof: 'recounted',
    everyMs: hours(6),
    deletes: 'snapshot',
  },
  {
    ...whole,
    name: 'customers',
    schema: Customer,
    path: `${API}/customers`,
    // The list has no change time (https://github.com/woocommerce/woocommerce/issues/41371): all of it is read, and all
    // roles.
    params: () => ({ ...byId, role: 'all' }),
    everyMs: hours(12),
    deletes: 'snapshot',
  },
  {
    ...changing,
    name: 'coupons',
    schema: Coupon,
    path: `${API}/coupons`,
    maxWindowMs: days(3650),
    params: modified,
    deletes: 'invisible',
  },
  {
    ...whole,
    name: 'product_reviews',
    schema: ProductReview,
    path: `${API}/products/reviews`,
    params: () => ({ ...byId, status: 'all' }),
    everyMs: days(1),
    deletes: 'snapshot',
  },
  { ...keys, name: 'order_keys', path: `${API}/orders` },
  { ...keys, name: 'product_keys', path: `${API}/products` },
  {
    ...whole,
    name: 'shop',
    schema: Shop,
    // The time zone of the shop, and its name.
    required: ['$.name', '$.gmt_offset', '$.timezone_string'],
    key: () => 'shop',
    path: '/',
    // Without a choice of fields the answer describes every route of every plugin.
    params: () => ({ _fields: 'name,description,url,home,gmt_offset,timezone_string' }),
    paging: single(),
    proof: 'none',
    deletes: 'never',
  },
  {
    name: 'sales_reports',
    schema: SalesReport,
    required: ['$.day'],
    money: { amount: '$.sales' },
    key: ({ day }: { day?: unknown }) => String(day),
    sync: 'report',
    cursor: { field: '$.day', unit: 'date' },
    // An order counts on the day it was created, as it stands now: a payment, a cancellation or a correction weeks later
    // changes that day.
    lookbackMs: days(35),
    safetyLagMs: 0,
    // More than three months come by month.
    maxWindowMs: days(60),
    path: `${API}/reports/sales`,
    params: (window) => ({ date_min: daysIn(window).first, date_max: daysIn(window).last }),
    decode: daysOf,
    paging: single(),
    count: sweep(),
    proof: 'recounted',
    deletes: 'restated',
    scopes: READ,
  },
];

/**
 * A web server, a firewall and a page cache in front of WooCommerce answer in HTML: their refusal does not concern the
 * key.
 */
function refuse({ status, text }: { status: number; text: string }, where: string): RetailPulseError | undefined {
  if (status < 400 || status === 429 || !text.trimStart().startsWith('<')) return undefined;
  if (status === 404)
    return new SourceContractError(
      `${where} is not there: WordPress answered with a page of the site; switch on pretty permalinks and check the shop's address`,
      { status },
    );
  return new SourceUnavailableError(
    `${where} was answered ${status} by the shop's host and not by WooCommerce; if it stays so, have the host's firewall let /wp-json through`,
    { status },
  );
}

export const woocommerce = defineSource({
  name: 'woocommerce',
  apiVersion: 'wc/v3',
  sunset: null, // version 3 came with WooCommerce 3.5 (2018) and no end has been named
  docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/',
  limits:
    "none of WooCommerce's own; the shop's host decides, and shows it by slow answers, 429, 503 or a page of HTML",
  maxParallel: 4,
  settings: z.strictObject({
    /** The shop's address, without a trailing slash. */
    base_url: z.url(),
  }),
  secret: z.strictObject({ consumer_key: z.string().startsWith('ck_'), consumer_secret: z.string().startsWith('cs_') }),
  baseUrl: ({ base_url }) => `${base_url}/wp-json`,
  auth: basic('consumer_key', 'consumer_secret'),
  rateLimiter: (clock) => new ConcurrencyRateLimiter(clock, { start: 2, most: 8, slowMs: seconds(5) }),
  refuse,
  streams,
});
