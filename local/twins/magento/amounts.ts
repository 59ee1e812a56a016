// The cost of an order in Magento's parts. Prices include tax: a row is given without and with it, the coupon reduces
// the gross price, and the tax share of that reduction is returned as "compensation", so that the parts sum to the
// amount paid.
import type { Order, OrderLine } from '../../world/records/order.ts';
import { sum } from './wire.ts';

/** Minor units of one currency. */
export interface LineAmounts {
  readonly row_total_incl_tax: number;
  readonly row_total: number;
  readonly discount_amount: number;
  readonly tax_amount: number;
  readonly discount_tax_compensation_amount: number;
}

export interface OrderAmounts {
  readonly lines: readonly LineAmounts[];
  readonly subtotal: number;
  readonly subtotal_incl_tax: number;
  readonly discount_amount: number;
  readonly discount_tax_compensation_amount: number;
  readonly shipping_amount: number;
  readonly shipping_incl_tax: number;
  readonly shipping_tax_amount: number;
  readonly tax_amount: number;
  readonly grand_total: number;
}

/** Exchange rate to the shop's currency; each part is converted separately, and sums add converted parts. */
export type Convert = (minor: number) => number;
export const asIs: Convert = (minor) => minor;
export const converter =
  ({ presentmentRate }: Order): Convert =>
  (minor) =>
    Math.round(minor * presentmentRate);

/** @param share of the line, for refunds */
function lineAmounts(line: OrderLine, order: Order, convert: Convert): LineAmounts {
  const isCode = (application: number) => order.discounts[application]?.kind === 'code';
  const reduced = sum(line.allocations.filter((one) => !isCode(one.application)).map((one) => one.amount));
  const coded = sum(line.allocations.filter((one) => isCode(one.application)).map((one) => one.amount));
  const rate = line.taxes[0]?.rate ?? 0;
  const whole = line.unitPrice * line.quantity - reduced;
  const taxBefore = convert(Math.round((whole * rate) / (1 + rate)));
  const tax = convert(line.taxes[0]?.amount ?? 0);
  return {
    row_total_incl_tax: convert(whole),
    row_total: convert(whole) - taxBefore,
    discount_amount: convert(coded),
    tax_amount: tax,
    discount_tax_compensation_amount: taxBefore - tax,
  };
}

export function orderAmounts(order: Order, convert: Convert): OrderAmounts {
  const lines = order.lines.map((line) => lineAmounts(line, order, convert));
  const [carriage] = order.shipping;
  const shipping = convert(carriage?.price ?? 0);
  const shippingTax = convert(carriage?.taxes[0]?.amount ?? 0);
  const total = (name: keyof LineAmounts) => sum(lines.map((one) => one[name]));
  return {
    lines,
    subtotal: total('row_total'),
    subtotal_incl_tax: total('row_total_incl_tax'),
    discount_amount: -total('discount_amount'),
    discount_tax_compensation_amount: total('discount_tax_compensation_amount'),
    shipping_amount: shipping - shippingTax,
    shipping_incl_tax: shipping,
    shipping_tax_amount: shippingTax,
    tax_amount: total('tax_amount') + shippingTax,
    grand_total: total('row_total_incl_tax') - total('discount_amount') + shipping,
  };
}
