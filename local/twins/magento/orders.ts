// Orders in Magento's format: UTC times, two currencies, and for configurable products a parent item with the price and
// a child with the product.
import type { Address } from '../../world/records/customer.ts';
import type { Order, OrderLine } from '../../world/records/order.ts';
import { asIs, converter, type LineAmounts, orderAmounts } from './amounts.ts';
import { both, type Fields, sum, units, utc } from './wire.ts';

/** Product data of an item. */
export interface Shelf {
  /** True if the product is sold as one of several sizes. */
  isVariable(productId: string): boolean;
}

export const currenciesOf = (order: Order): Fields => ({
  base_currency_code: order.currency,
  global_currency_code: order.currency,
  store_currency_code: order.currency,
  order_currency_code: order.presentmentCurrency,
  base_to_global_rate: 1,
  base_to_order_rate: order.presentmentRate,
  store_to_base_rate: 0,
  store_to_order_rate: 0,
});

function addressOf(address: Address | undefined, email: string | undefined, type: string, order: Order): Fields {
  return {
    address_type: type,
    entity_id: Number(`${order.id}${type === 'billing' ? 1 : 2}`),
    parent_id: Number(order.id),
    email: email ?? '',
    firstname: address?.firstName ?? '',
    lastname: address?.lastName ?? '',
    ...(address?.company === undefined ? {} : { company: address.company }),
    street: address?.address1 === undefined ? [] : [address.address1],
    city: address?.city ?? '',
    region: address?.provinceCode ?? '',
    region_code: address?.provinceCode ?? '',
    postcode: address?.zip ?? '',
    country_id: address?.countryCode ?? '',
    telephone: address?.phone ?? '',
  };
}

/** Returned units of a line, and their value without tax. */
function backOf(line: OrderLine, order: Order) {
  const back = order.refunds.flatMap((refund) => refund.lines).filter((one) => one.lineId === line.id);
  return {
    quantity: sum(back.map((one) => one.quantity)),
    net: sum(back.map((one) => one.subtotal - one.tax)),
    tax: sum(back.map((one) => one.tax)),
  };
}

export const itemIdOf = (lineId: string): number => Number(lineId);
export const childIdOf = (lineId: string): number => Number(`${lineId}1`);

function itemsOf(line: OrderLine, at: number, order: Order, shelf: Shelf, isPaid: boolean): Fields[] {
  const convert = converter(order);
  const [seen, books] = [convert, asIs].map((one) => ({ of: one, amounts: orderAmounts(order, one).lines[at]! })) as [
    { of: typeof convert; amounts: LineAmounts },
    { of: typeof convert; amounts: LineAmounts },
  ];
  const back = backOf(line, order);
  const shipped = sum(
    order.fulfillments.flatMap((parcel) =>
      parcel.lines.filter((one) => one.lineId === line.id).map((one) => one.quantity),
    ),
  );
  const each = (minor: number) => Math.round(minor / line.quantity);
  const named = ({ amounts, of }: typeof seen) => ({
    ...amounts,
    price: each(amounts.row_total),
    price_incl_tax: each(amounts.row_total_incl_tax),
    original_price: of(line.unitPrice),
    amount_refunded: of(back.net),
    tax_refunded: of(back.tax),
    row_invoiced: isPaid ? amounts.row_total : 0,
    tax_invoiced: isPaid ? amounts.tax_amount : 0,
  });
  const isVariable = shelf.isVariable(line.productId!);
  const quantities = {
    qty_ordered: line.quantity,
    qty_invoiced: isPaid ? line.quantity : 0,
    qty_shipped: shipped,
    qty_refunded: back.quantity,
    qty_canceled: isPaid || order.transactions.length === 0 ? 0 : line.quantity,
  };
  const common = {
    order_id: Number(order.id),
    store_id: 1,
    sku: line.sku!,
    created_at: utc(order.createdAt),
    updated_at: utc(order.updatedAt),
    is_virtual: 0,
    is_qty_decimal: 0,
    free_shipping: 0,
    no_discount: 0,
    ...quantities,
  };
  const goods = { product_id: Number(line.variantId), product_type: 'simple', name: line.title };
  const sold: Fields = {
    ...common,
    ...goods,
    ...(isVariable ? { product_id: Number(line.productId), product_type: 'configurable' } : {}),
    item_id: itemIdOf(line.id),
    ...both(named(seen), named(books)),
    tax_percent: Math.round((line.taxes[0]?.rate ?? 0) * 10_000) / 100,
    discount_percent: order.discounts.find((one) => one.kind === 'code')?.value ?? 0,
  };
  if (!isVariable) return [sold];
  const nothing = { price: 0, row_total: 0, tax_amount: 0, discount_amount: 0, original_price: 0 };
  return [
    sold,
    {
      ...common,
      ...goods,
      ...both(nothing, nothing),
      item_id: childIdOf(line.id),
      parent_item_id: itemIdOf(line.id),
      parent_item: sold,
    },
  ];
}

function stateOf(order: Order): { readonly state: string; readonly status: string } {
  const both_ = (word: string) => ({ state: word, status: word });
  if (order.transactions.length === 0) return { state: 'new', status: 'pending' };
  if (order.financialStatus === 'VOIDED') return both_('canceled');
  if (order.financialStatus === 'REFUNDED') return both_('closed');
  return both_(order.fulfillmentStatus === 'FULFILLED' ? 'complete' : 'processing');
}

export function orderOf(order: Order, shelf: Shelf): Fields {
  const convert = converter(order);
  const [shown, books] = [orderAmounts(order, convert), orderAmounts(order, asIs)];
  const { state, status } = stateOf(order);
  const moved = (kind: string) =>
    sum(order.transactions.filter((one) => one.kind === kind && one.status === 'SUCCESS').map((one) => one.amount));
  const isPaid = moved('SALE') > 0;
  const items = order.lines.flatMap((line, at) => itemsOf(line, at, order, shelf, isPaid));
  const totals = ({ lines: _, ...amounts }: typeof shown, of: typeof convert) => ({
    ...amounts,
    total_paid: isPaid ? amounts.grand_total : 0,
    total_invoiced: isPaid ? amounts.grand_total : 0,
    total_due: isPaid || state === 'canceled' ? 0 : amounts.grand_total,
    total_refunded: of(moved('REFUND')),
    total_canceled: state === 'canceled' ? amounts.grand_total : 0,
  });
  const code = order.discounts.find((one) => one.kind === 'code');
  const address = order.billingAddress;
  const carriage = ['shipping_amount', 'shipping_incl_tax', 'shipping_tax_amount'] as const;
  return {
    entity_id: Number(order.id),
    increment_id: order.name.replace(/\D/g, '').padStart(9, '0'),
    created_at: utc(order.createdAt),
    updated_at: utc(order.updatedAt),
    state,
    status,
    store_id: 1,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    ...currenciesOf(order),
    ...both(totals(shown, convert), totals(books, asIs)),
    base_total_qty_ordered: sum(order.lines.map((one) => one.quantity)),
    total_qty_ordered: sum(order.lines.map((one) => one.quantity)),
    total_item_count: order.lines.length,
    ...(code
      ? { coupon_code: code.title, discount_description: code.title, applied_rule_ids: String(code.value) }
      : {}),
    shipping_description: `Carriage - ${order.shipping[0]?.title ?? ''}`,
    customer_email: order.email ?? '',
    customer_firstname: address?.firstName ?? '',
    customer_lastname: address?.lastName ?? '',
    customer_group_id: order.customerId === undefined ? 0 : 1,
    customer_is_guest: order.customerId === undefined ? 1 : 0,
    ...(order.customerId === undefined ? {} : { customer_id: Number(order.customerId) }),
    customer_note_notify: 1,
    ...(order.note === undefined ? {} : { customer_note: order.note }),
    remote_ip: order.clientIp ?? '',
    protect_code: Buffer.from(order.id).toString('hex'),
    quote_id: Number(order.id.slice(-6)),
    billing_address_id: Number(`${order.id}1`),
    is_virtual: 0,
    email_sent: 1,
    weight: order.lines.length,
    items,
    billing_address: addressOf(address, order.email, 'billing', order),
    payment: {
      entity_id: Number(`${order.id}3`),
      parent_id: Number(order.id),
      account_status: null,
      additional_information: ['Credit Card'],
      cc_last4: '1111',
      method: 'braintree',
      ...both({ amount_ordered: shown.grand_total }, { amount_ordered: books.grand_total }),
      ...(isPaid
        ? {
            ...both({ amount_paid: shown.grand_total }, { amount_paid: books.grand_total }),
            last_trans_id: `t${order.id}`,
          }
        : {}),
    },
    status_histories: [],
    extension_attributes: {
      shipping_assignments: [
        {
          shipping: {
            address: addressOf(order.shippingAddress, order.email, 'shipping', order),
            method: `tablerate_${order.shipping[0]?.code ?? ''}`,
            total: Object.fromEntries(
              carriage.flatMap((name) => [
                [name, units(shown[name])],
                [`base_${name}`, units(books[name])],
              ]),
            ),
          },
          items,
        },
      ],
    },
  };
}
