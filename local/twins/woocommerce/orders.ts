// Orders and refunds in WooCommerce's format. Prices include tax, and yet every amount of a line is net, with the tax
// beside it.

import type { Address } from '../../world/records/customer.ts';
import type { Refund } from '../../world/records/documents.ts';
import type { Order, OrderLine } from '../../world/records/order.ts';
import type { Paper } from '../../world/records/stores.ts';
import { decimal, type Fields, SITE, type SiteTime } from './wire.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const NONE = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
};

/** API path of the records. */
export const linksOf = (...path: readonly (string | number)[]): Fields => ({
  self: [{ href: `${SITE}/wp-json/wc/v3/${path.join('/')}` }],
  collection: [{ href: `${SITE}/wp-json/wc/v3/${path.slice(0, -1).join('/')}` }],
});

export function addressOf(address: Address | undefined, phone: string | undefined): Fields {
  if (!address) return { ...NONE, phone: phone ?? '' };
  return {
    first_name: address.firstName ?? '',
    last_name: address.lastName ?? '',
    company: address.company ?? '',
    address_1: address.address1 ?? '',
    address_2: '',
    city: address.city ?? '',
    state: address.provinceCode ?? '',
    postcode: address.zip ?? '',
    country: address.countryCode,
    phone: address.phone ?? phone ?? '',
  };
}

/**
 * A line's price after the shop's own reductions, its cost after the coupon, and the tax in each; minor units with tax.
 */
function amountsOf(line: OrderLine, order: Order) {
  const isCode = (application: number) => order.discounts[application]?.kind === 'code';
  const reduced = sum(line.allocations.filter((one) => !isCode(one.application)).map((one) => one.amount));
  const coded = sum(line.allocations.filter((one) => isCode(one.application)).map((one) => one.amount));
  const before = line.unitPrice * line.quantity - reduced;
  const [tax] = line.taxes;
  const rate = tax?.rate ?? 0;
  const taxBefore = Math.round((before * rate) / (1 + rate));
  return { before, taxBefore, after: before - coded, taxAfter: tax?.amount ?? 0 };
}

/** Product data of a line. */
export interface Shelf {
  /** True if the product is sold as one of several variations. */
  isVariable(productId: string): boolean;
  stockOf(variantId: string): number;
}

const variationOf = (line: OrderLine, shelf: Shelf): number =>
  shelf.isVariable(line.productId!) ? Number(line.variantId) : 0;

function lineOf(line: OrderLine, order: Order, shelf: Shelf): Fields {
  const { before, taxBefore, after, taxAfter } = amountsOf(line, order);
  return {
    id: Number(line.id),
    name: line.title,
    product_id: Number(line.productId),
    variation_id: variationOf(line, shelf),
    quantity: line.quantity,
    tax_class: '',
    subtotal: decimal(before - taxBefore),
    subtotal_tax: decimal(taxBefore),
    total: decimal(after - taxAfter),
    total_tax: decimal(taxAfter),
    taxes: [{ id: 1, total: decimal(taxAfter), subtotal: decimal(taxBefore) }],
    meta_data: [],
    sku: line.sku ?? '',
    price: (after - taxAfter) / line.quantity / 100,
    image: { id: '', src: '' },
    parent_name: null,
  };
}

const rateLine = (id: number, order: Order, goods: number, shipping: number): Fields => {
  const rate = order.lines[0]?.taxes[0]?.rate ?? 0;
  return {
    id,
    rate_code: `${order.billingAddress?.countryCode ?? ''}-VAT-1`,
    rate_id: 1,
    label: 'VAT',
    compound: false,
    tax_total: decimal(goods),
    shipping_tax_total: decimal(shipping),
    rate_percent: Math.round(rate * 10_000) / 100,
    meta_data: [],
  };
};

export function statusOf(order: Order): string {
  if (order.transactions.length === 0) return 'pending';
  if (order.financialStatus === 'VOIDED') return 'failed';
  if (order.financialStatus === 'REFUNDED') return 'refunded';
  return order.fulfillmentStatus === 'FULFILLED' ? 'completed' : 'processing';
}

/** Amounts of a whole order, minor units; refunds are never taken off. */
export function totalsOf(order: Order) {
  const amounts = order.lines.map((line) => amountsOf(line, order));
  const [carriage] = order.shipping;
  const carriageTax = carriage?.taxes[0]?.amount ?? 0;
  return {
    /** With tax and shipping. */
    total: sum(amounts.map((one) => one.after)) + (carriage?.price ?? 0),
    goodsTax: sum(amounts.map((one) => one.taxAfter)),
    /** Without its tax. */
    carriage: (carriage?.price ?? 0) - carriageTax,
    carriageTax,
    /** By the coupon, without tax. */
    coded: sum(amounts.map((one) => one.before - one.taxBefore - (one.after - one.taxAfter))),
    codedTax: sum(amounts.map((one) => one.taxBefore - one.taxAfter)),
  };
}

/** The coupon an order used, as the shop writes it. */
export const couponCodeOf = (order: Order): string | undefined =>
  order.discounts.find((one) => one.kind === 'code')?.title.toLowerCase();

export function orderOf(order: Order, time: SiteTime, shelf: Shelf): Fields {
  const { total, goodsTax, carriage, carriageTax, coded, codedTax } = totalsOf(order);
  const status = statusOf(order);
  const paidAt = order.transactions.find((one) => one.kind === 'SALE' && one.status === 'SUCCESS')?.processedAt;
  const shippedAt = status === 'completed' ? Math.max(...order.fulfillments.map((one) => one.createdAt)) : undefined;
  const code = order.discounts.find((one) => one.kind === 'code');
  const shown = order.presentmentCurrency === order.currency ? undefined : order.presentmentCurrency;
  const key = `wc_order_${Buffer.from(order.id).toString('base64url')}`;
  const billing = addressOf(order.billingAddress, order.phone);
  return {
    id: Number(order.id),
    parent_id: 0,
    status,
    currency: order.currency,
    version: '10.3.5',
    prices_include_tax: true,
    ...time.both('date_created', order.createdAt),
    ...time.both('date_modified', order.updatedAt),
    discount_total: decimal(coded),
    discount_tax: decimal(codedTax),
    shipping_total: decimal(carriage),
    shipping_tax: decimal(carriageTax),
    cart_tax: decimal(goodsTax),
    total: decimal(total),
    total_tax: decimal(goodsTax + carriageTax),
    customer_id: Number(order.customerId ?? 0),
    order_key: key,
    billing: { ...billing, email: order.email ?? '' },
    shipping: billing,
    payment_method: status === 'pending' ? '' : 'stripe',
    payment_method_title: status === 'pending' ? '' : 'Credit card',
    transaction_id: paidAt === undefined ? '' : `pi_${order.id}`,
    customer_ip_address: order.clientIp ?? '',
    customer_user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
    created_via: 'checkout',
    customer_note: order.note ?? '',
    ...time.both('date_completed', shippedAt),
    ...time.both('date_paid', paidAt),
    cart_hash: '',
    number: order.id,
    meta_data: [
      ...order.customAttributes.map(({ key: name, value }, at) => ({ id: at + 1, key: name, value })),
      ...(shown === undefined
        ? []
        : [
            { id: 101, key: '_shown_currency', value: shown },
            { id: 102, key: '_shown_currency_rate', value: order.presentmentRate },
          ]),
    ],
    line_items: order.lines.map((line) => lineOf(line, order, shelf)),
    tax_lines: [rateLine(Number(`${order.id}91`), order, goodsTax, carriageTax)],
    shipping_lines: order.shipping.map((one) => ({
      id: Number(one.id),
      method_title: one.title,
      method_id: one.price === 0 ? 'free_shipping' : 'flat_rate',
      instance_id: one.code === 'express' ? '2' : '1',
      total: decimal(one.price - carriageTax),
      total_tax: decimal(carriageTax),
      taxes: carriageTax > 0 ? [{ id: 1, total: decimal(carriageTax), subtotal: '' }] : [],
      tax_status: 'taxable',
      meta_data: [],
    })),
    fee_lines: [],
    coupon_lines: code
      ? [
          {
            id: Number(`${order.id}92`),
            code: couponCodeOf(order),
            discount: decimal(coded),
            discount_tax: decimal(codedTax),
            meta_data: [],
            discount_type: 'percent',
            nominal_amount: code.value,
            free_shipping: false,
          },
        ]
      : [],
    refunds: order.refunds.map((refund) => ({
      id: Number(refund.id),
      reason: refund.note ?? '',
      total: `-${decimal(refund.amount)}`,
    })),
    payment_url: `${SITE}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${key}`,
    is_editable: status === 'pending',
    needs_payment: status === 'pending' || status === 'failed',
    needs_processing: true,
    currency_symbol: '€',
    _links: {
      ...linksOf('orders', order.id),
      ...(order.customerId === undefined
        ? {}
        : { customer: [{ href: `${SITE}/wp-json/wc/v3/customers/${order.customerId}` }] }),
    },
  };
}

/** A refund is an order below its order, with all amounts negative, except its own `amount`. */
export function refundOf({ id, at, order, part }: Paper<Refund>, time: SiteTime, shelf: Shelf): Fields {
  const goods = part.lines.map((back) => {
    const line = order.lines.find((one) => one.id === back.lineId)!;
    const net = decimal(back.subtotal - back.tax);
    return {
      id: Number(`${id}${back.lineId.slice(-2)}`),
      name: line.title,
      product_id: Number(line.productId),
      variation_id: variationOf(line, shelf),
      quantity: -back.quantity,
      tax_class: '',
      subtotal: `-${net}`,
      subtotal_tax: `-${decimal(back.tax)}`,
      total: `-${net}`,
      total_tax: `-${decimal(back.tax)}`,
      taxes: [{ id: 1, total: `-${decimal(back.tax)}`, subtotal: `-${decimal(back.tax)}` }],
      meta_data: [{ id: 1, key: '_refunded_item_id', value: back.lineId }],
      sku: line.sku ?? '',
      price: (back.subtotal - back.tax) / back.quantity / 100,
      image: { id: '', src: '' },
      parent_name: null,
    };
  });
  const taxes = [sum(part.lines.map((one) => one.tax)), sum(part.shipping.map((one) => one.tax))] as const;
  return {
    id: Number(id),
    parent_id: Number(order.id),
    ...time.both('date_created', at),
    amount: decimal(part.amount),
    reason: part.note ?? '',
    refunded_by: 1,
    refunded_payment: true,
    meta_data: [],
    line_items: goods,
    shipping_lines: part.shipping.map((one) => ({
      id: Number(`${id}90`),
      method_title: order.shipping[0]?.title ?? '',
      method_id: 'flat_rate',
      instance_id: '1',
      total: `-${decimal(one.subtotal - one.tax)}`,
      total_tax: `-${decimal(one.tax)}`,
      taxes: [{ id: 1, total: `-${decimal(one.tax)}`, subtotal: '' }],
      tax_status: 'taxable',
      meta_data: [{ id: 1, key: '_refunded_item_id', value: one.shippingLineId }],
    })),
    tax_lines:
      taxes[0] + taxes[1] > 0
        ? [
            {
              ...rateLine(Number(`${id}91`), order, 0, 0),
              tax_total: `-${decimal(taxes[0])}`,
              shipping_tax_total: `-${decimal(taxes[1])}`,
            },
          ]
        : [],
    fee_lines: [],
    _links: {
      ...linksOf('orders', order.id, 'refunds', id),
      up: [{ href: `${SITE}/wp-json/wc/v3/orders/${order.id}` }],
      refunded_by: [{ href: `${SITE}/wp-json/wp/v2/users/1`, embeddable: true }],
    },
  };
}
