// Orders and their refunds.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { number, ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { Address } from './customers.ts';
import { Dates, Links, label, Meta } from './fields.ts';
import { CouponLine, Lines } from './lines.ts';

/** `order_key` and its derivatives grant access to an order. */
export const Order = z.looseObject({
  id: ident(),
  parent_id: ref(),
  number: label(),
  order_key: text(),
  created_via: word(),
  version: word(),
  status: word(),
  currency: word(),
  currency_symbol: word(),
  prices_include_tax: yes(),
  ...Dates,
  date_completed: time(),
  date_completed_gmt: time(),
  date_paid: time(),
  date_paid_gmt: time(),
  discount_total: number(),
  discount_tax: number(),
  shipping_total: number(),
  shipping_tax: number(),
  cart_tax: number(),
  total: number(),
  total_tax: number(),
  customer_id: ref(),
  customer_ip_address: pii('ip').nullish(),
  customer_user_agent: pii('agent').nullish(),
  customer_note: text(),
  billing: Address,
  shipping: Address,
  payment_method: word(),
  payment_method_title: text(),
  transaction_id: text(),
  cart_hash: word(),
  new_order_email_sent: yes(),
  meta_data: Meta,
  ...Lines,
  coupon_lines: z.array(CouponLine).nullish(),
  refunds: z.array(z.looseObject({ id: ref(), reason: text(), total: number() })).nullish(),
  payment_url: text(),
  is_editable: yes(),
  needs_payment: yes(),
  needs_processing: yes(),
  set_paid: yes(),
  _links: Links,
});

export const Refund = z.looseObject({
  id: ident(),
  parent_id: ref(),
  date_created: time(),
  date_created_gmt: time(),
  amount: number(),
  reason: text(),
  refunded_by: ref(),
  refunded_payment: yes(),
  meta_data: Meta,
  ...Lines,
  _links: Links,
  _parent_id: ref(),
});
