// Coupon codes.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { number, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { Dates, Links, label, Meta, refs } from './fields.ts';

export const Coupon = z.looseObject({
  id: ident(),
  code: label(),
  amount: number(),
  status: word(),
  ...Dates,
  discount_type: word(),
  description: text(),
  date_expires: time(),
  date_expires_gmt: time(),
  usage_count: number(),
  individual_use: yes(),
  product_ids: refs(),
  excluded_product_ids: refs(),
  usage_limit: number(),
  usage_limit_per_user: number(),
  limit_usage_to_x_items: number(),
  free_shipping: yes(),
  product_categories: refs(),
  excluded_product_categories: refs(),
  exclude_sale_items: yes(),
  minimum_amount: number(),
  maximum_amount: number(),
  email_restrictions: z.array(pii('email')).nullish(),
  // An account's id, or a guest's e-mail.
  used_by: z.array(pii('text')).nullish(),
  meta_data: Meta,
  _links: Links,
});
