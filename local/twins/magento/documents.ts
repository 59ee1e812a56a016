// Invoices, credit memos and shipments in Magento's format.

import type { Fulfillment, Refund } from '../../world/records/documents.ts';
import type { Order } from '../../world/records/order.ts';
import type { Invoice, Paper } from '../../world/records/stores.ts';
import { asIs, type Convert, converter, type LineAmounts, orderAmounts } from './amounts.ts';
import { childIdOf, currenciesOf, itemIdOf, type Shelf } from './orders.ts';
import { both, type Fields, sum, utc } from './wire.ts';

const headOf = ({ id, at, order }: Paper<unknown>): Fields => ({
  entity_id: Number(id),
  increment_id: id.slice(-9).padStart(9, '0'),
  order_id: Number(order.id),
  created_at: utc(at),
  updated_at: utc(at),
  store_id: 1,
  billing_address_id: Number(`${order.id}1`),
  shipping_address_id: Number(`${order.id}2`),
  email_sent: 1,
});

interface Row {
  readonly lineId: string;
  readonly quantity: number;
  readonly shown: LineAmounts;
  readonly books: LineAmounts;
}

/** A document's items: the priced one, and for configurable products the simple one below it. */
function rowsOf(paper: Paper<unknown>, rows: readonly Row[], shelf: Shelf): Fields[] {
  return rows.flatMap(({ lineId, quantity, shown, books }) => {
    const line = paper.order.lines.find((one) => one.id === lineId)!;
    const named = (amounts: LineAmounts) => ({
      ...amounts,
      price: Math.round(amounts.row_total / quantity),
      price_incl_tax: Math.round(amounts.row_total_incl_tax / quantity),
    });
    const common = { parent_id: Number(paper.id), sku: line.sku!, name: line.title, qty: quantity };
    const id = Number(`${paper.id}${lineId.slice(-2)}`);
    const isVariable = shelf.isVariable(line.productId!);
    const sold = {
      ...common,
      ...both(named(shown), named(books)),
      entity_id: id,
      order_item_id: itemIdOf(lineId),
      product_id: Number(isVariable ? line.productId : line.variantId),
      base_cost: 0,
    };
    if (!isVariable) return [sold];
    const child = {
      ...common,
      entity_id: id * 10,
      order_item_id: childIdOf(lineId),
      product_id: Number(line.variantId),
      price: 0,
      base_price: 0,
      base_cost: 0,
    };
    return [sold, child];
  });
}

export function invoiceOf(paper: Paper<Invoice>, shelf: Shelf): Fields {
  const { order } = paper;
  const [shown, books] = [orderAmounts(order, converter(order)), orderAmounts(order, asIs)];
  const totals = ({ lines: _, ...amounts }: typeof shown) => amounts;
  const rows = order.lines.map((line, at) => ({
    lineId: line.id,
    quantity: line.quantity,
    shown: shown.lines[at]!,
    books: books.lines[at]!,
  }));
  return {
    ...headOf(paper),
    ...currenciesOf(order),
    ...both(totals(shown), totals(books)),
    total_qty: sum(order.lines.map((one) => one.quantity)),
    state: 2,
    transaction_id: `t${order.id}`,
    items: rowsOf(paper, rows, shelf),
    comments: [],
  };
}

/** Refunds by line: the coupon was deducted before, so the row has the amount paid. */
function backRow(back: Refund['lines'][number], convert: Convert): LineAmounts {
  const whole = convert(back.subtotal);
  const tax = convert(back.tax);
  return {
    row_total_incl_tax: whole,
    row_total: whole - tax,
    discount_amount: 0,
    tax_amount: tax,
    discount_tax_compensation_amount: 0,
  };
}

function memoAmounts(part: Refund, convert: Convert) {
  const rows = part.lines.map((one) => backRow(one, convert));
  const shipping = sum(part.shipping.map((one) => convert(one.subtotal)));
  const shippingTax = sum(part.shipping.map((one) => convert(one.tax)));
  const adjustment = sum(part.adjustments.map((one) => convert(one.amount)));
  const total = (name: keyof LineAmounts) => sum(rows.map((one) => one[name]));
  return {
    subtotal: total('row_total'),
    subtotal_incl_tax: total('row_total_incl_tax'),
    discount_amount: 0,
    discount_tax_compensation_amount: 0,
    shipping_amount: shipping - shippingTax,
    shipping_incl_tax: shipping,
    shipping_tax_amount: shippingTax,
    tax_amount: total('tax_amount') + shippingTax,
    adjustment,
    adjustment_positive: adjustment,
    adjustment_negative: 0,
    grand_total: total('row_total_incl_tax') + shipping + adjustment,
  };
}

export function creditMemoOf(paper: Paper<Refund>, shelf: Shelf): Fields {
  const { order, part } = paper;
  const convert = converter(order);
  const rows = part.lines.map((back) => ({
    lineId: back.lineId,
    quantity: back.quantity,
    shown: backRow(back, convert),
    books: backRow(back, asIs),
  }));
  return {
    ...headOf(paper),
    ...currenciesOf(order),
    ...both(memoAmounts(part, convert), memoAmounts(part, asIs)),
    state: 2,
    invoice_id: Number(`${order.id}20`),
    items: rowsOf(paper, rows, shelf),
    comments:
      part.note === undefined
        ? []
        : [
            {
              entity_id: Number(`${paper.id}5`),
              parent_id: Number(paper.id),
              created_at: utc(paper.at),
              comment: part.note,
              is_customer_notified: 0,
              is_visible_on_front: 0,
            },
          ],
  };
}

export function shipmentOf(paper: Paper<Fulfillment>): Fields {
  const { order, part } = paper;
  const head = headOf(paper);
  const lineOf = (lineId: string): Order['lines'][number] => order.lines.find((one) => one.id === lineId)!;
  return {
    ...head,
    ...(order.customerId === undefined ? {} : { customer_id: Number(order.customerId) }),
    total_qty: sum(part.lines.map((one) => one.quantity)),
    packages: [],
    items: part.lines.map(({ lineId, quantity }) => ({
      entity_id: Number(`${paper.id}${lineId.slice(-2)}`),
      parent_id: Number(paper.id),
      order_item_id: itemIdOf(lineId),
      product_id: Number(lineOf(lineId).variantId),
      sku: lineOf(lineId).sku!,
      name: lineOf(lineId).title,
      qty: quantity,
    })),
    tracks: [
      {
        entity_id: Number(`${paper.id}7`),
        parent_id: Number(paper.id),
        order_id: Number(order.id),
        created_at: utc(paper.at),
        updated_at: utc(paper.at),
        track_number: `RM${paper.id}GB`,
        title: 'Royal Mail',
        carrier_code: 'custom',
        description: '',
        qty: sum(part.lines.map((one) => one.quantity)),
        weight: 0,
      },
    ],
    comments: [],
  };
}
