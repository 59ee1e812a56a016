// Parts of an order or a refund.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { phpList } from '../../../engine/loose-fields.ts';
import { number, ref, text, word, yes } from '../../../engine/optional-fields.ts';
import { label, Meta } from './fields.ts';

const LineTaxes = phpList(z.looseObject({ id: ref(), total: number(), subtotal: number() })).nullish();

const LineItem = z.looseObject({
  id: ref(),
  name: label(),
  product_id: ref(),
  variation_id: ref(),
  quantity: number(),
  tax_class: word(),
  subtotal: number(),
  subtotal_tax: number(),
  total: number(),
  total_tax: number(),
  taxes: LineTaxes,
  meta_data: Meta,
  sku: label(),
  global_unique_id: label(),
  price: number(),
  image: undeclared(),
  parent_name: word(),
  _refunded_item_id: ref(),
});

const TaxLine = z.looseObject({
  id: ref(),
  rate_code: label(),
  rate_id: label(),
  label: word(),
  compound: yes(),
  tax_total: number(),
  shipping_tax_total: number(),
  rate_percent: number(),
  meta_data: Meta,
});

const ShippingLine = z.looseObject({
  id: ref(),
  method_title: word(),
  method_id: word(),
  instance_id: label(),
  total: number(),
  total_tax: number(),
  tax_status: word(),
  taxes: LineTaxes,
  meta_data: Meta,
  _refunded_item_id: ref(),
});

/** Fees have free names. */
const FeeLine = z.looseObject({
  id: ref(),
  name: text(),
  tax_class: word(),
  tax_status: word(),
  amount: number(),
  total: number(),
  total_tax: number(),
  taxes: LineTaxes,
  meta_data: Meta,
});

/** Charged on an order, and refunded on a refund. */
export const Lines = {
  line_items: z.array(LineItem).nullish(),
  tax_lines: z.array(TaxLine).nullish(),
  shipping_lines: z.array(ShippingLine).nullish(),
  fee_lines: z.array(FeeLine).nullish(),
};

export const CouponLine = z.looseObject({
  id: ref(),
  code: label(),
  discount: number(),
  discount_tax: number(),
  discount_type: word(),
  nominal_amount: number(),
  free_shipping: yes(),
  meta_data: Meta,
});
