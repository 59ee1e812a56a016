// The shop itself, its customers, its money, and its own report.
import { days } from '../../../engine/source.ts';
import * as documents from '../documents.ts';
import { unwrapReport } from '../report.ts';
import { Customer } from '../schema/customers.ts';
import { Payout, TenderTransaction } from '../schema/payments.ts';
import { SalesReport, Shop } from '../schema/shop.ts';
import { incremental, paged, type ShopifyStream, snapshot } from '../stream.ts';

export const shop: readonly ShopifyStream[] = [
  {
    ...snapshot,
    kind: 'object',
    name: 'shop',
    schema: Shop,
    // Without them the day and the currency of an order are unknown.
    required: ['$.ianaTimezone', '$.currencyCode'],
    selection: documents.SHOP,
    proof: 'none',
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
    ...paged,
    name: 'tender_transactions',
    schema: TenderTransaction,
    lateMs: days(10),
    required: ['$.processedAt', '$.amount.amount'],
    money: { amount: '$.amount.amount', currency: '$.amount.currencyCode' },
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
    required: ['$.issuedAt', '$.net.amount'],
    money: { amount: '$.net.amount', currency: '$.net.currencyCode' },
    within: 'shopifyPaymentsAccount',
    root: 'payouts',
    selection: documents.PAYOUT,
    // A payout changes from scheduled to paid without a change time: two weeks are read again.
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
    name: 'sales_reports',
    schema: SalesReport,
    required: ['$.day'],
    kind: 'report',
    unwrap: unwrapReport,
    key: ({ day }: { day?: unknown }) => String(day),
    sync: 'report',
    // Sales are reported on the day they happened, so a day changes only when an order is deleted, or backdated: five
    // weeks are read again, until a month after closing. It is one call for any number of days.
    lookbackMs: days(35),
    safetyLagMs: 0,
    maxWindowMs: days(366),
    proof: 'recounted',
    deletes: 'restated',
    cursor: { field: '$.day', unit: 'date' },
    scopes: [{ name: 'read_reports', without: "the shop's own sales report, which daily sales are compared with" }],
  },
];
