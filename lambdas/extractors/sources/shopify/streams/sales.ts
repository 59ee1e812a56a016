// Orders, checkouts, drafts and fulfillments.
import { days } from '../../../engine/source.ts';
import * as documents from '../documents.ts';
import { AbandonedCheckout, DraftOrder } from '../schema/checkouts.ts';
import { Fulfillment } from '../schema/fulfillments.ts';
import { Journey } from '../schema/journeys.ts';
import { Order } from '../schema/orders.ts';
import { OrderAgreements } from '../schema/refunds.ts';
import { incremental, paged, type ShopifyStream } from '../stream.ts';

/** In the shop's currency, which is the one that counts. */
const shopMoney = (path: string) => [`${path}.shopMoney.amount`];

export const sales: readonly ShopifyStream[] = [
  {
    ...incremental,
    name: 'orders',
    schema: Order,
    required: [
      ...['$.processedAt', '$.createdAt', '$.currencyCode'],
      ...shopMoney('$.totalPriceSet'),
      '$.lineItems.nodes[].quantity',
      ...shopMoney('$.lineItems.nodes[].originalUnitPriceSet'),
      ...shopMoney('$.lineItems.nodes[].originalTotalSet'),
      ...shopMoney('$.lineItems.nodes[].discountAllocations[].allocatedAmountSet'),
      ...shopMoney('$.lineItems.nodes[].taxLines[].priceSet'),
      ...shopMoney('$.shippingLines.nodes[].originalPriceSet'),
      ...shopMoney('$.shippingLines.nodes[].discountedPriceSet'),
      ...shopMoney('$.shippingLines.nodes[].taxLines[].priceSet'),
      ...['$.refunds[].createdAt', '$.refunds[].processedAt'],
      '$.refunds[].refundLineItems.nodes[].quantity',
      ...shopMoney('$.refunds[].refundLineItems.nodes[].subtotalSet'),
      ...shopMoney('$.refunds[].refundLineItems.nodes[].totalTaxSet'),
      ...shopMoney('$.refunds[].refundShippingLines.nodes[].subtotalAmountSet'),
      ...shopMoney('$.refunds[].refundShippingLines.nodes[].taxAmountSet'),
      ...shopMoney('$.refunds[].orderAdjustments.nodes[].amountSet'),
      ...shopMoney('$.refunds[].orderAdjustments.nodes[].taxAmountSet'),
    ],
    money: { amount: '$.totalPriceSet.shopMoney.amount', currency: '$.currencyCode' },
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
    completion: 'refunds',
  },
  {
    ...incremental,
    name: 'abandoned_checkouts',
    schema: AbandonedCheckout,
    required: ['$.createdAt'],
    money: { amount: '$.totalPriceSet.shopMoney.amount', currency: '$.totalPriceSet.shopMoney.currencyCode' },
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
    required: ['$.createdAt'],
    money: { amount: '$.totalPriceSet.shopMoney.amount', currency: '$.currencyCode' },
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
    completion: 'visits',
    sortKey: 'UPDATED_AT',
    count: 'ordersCount',
    // An order does not change when its journey becomes known, hours later: two days are read again.
    lookbackMs: days(2),
    scopes: [{ name: 'read_orders', without: 'ways to a purchase' }],
    pageSize: 30,
  },
  {
    ...paged,
    name: 'order_agreements',
    schema: OrderAgreements,
    required: ['$.agreements.nodes[].happenedAt', '$.agreements.nodes[].sales.nodes[].lineItem.id'],
    root: 'orders',
    selection: 'id updatedAt edited returnStatus',
    completion: 'agreements',
    sortKey: 'UPDATED_AT',
    count: 'ordersCount',
    scopes: [{ name: 'read_orders', without: 'the days on which lines joined an order' }],
    pageSize: 250,
  },
];
