// What WooCommerce's REST API (wc/v3) sends, read loosely: money is text, a missing number an empty text, and every plugin adds
// fields of its own in `meta_data`, whose values are kept as tokens. https://woocommerce.github.io/woocommerce-rest-api-docs/
import { z } from 'zod';
import { pii, undeclared } from '../../engine/fields.ts';
import {
  amount,
  flag,
  ident,
  moment,
  phpList,
  phpObject,
  reference,
  label as wordOrNumber,
} from '../../engine/loose-fields.ts';

const time = () => moment().nullish();
const number = () => amount().nullish();
const yes = () => flag().nullish();
const word = () => z.string().nullish();
const text = () => pii('text').nullish();
/** A number some shops make a text of, with signs of their own in it. */
const label = () => wordOrNumber().nullish();
const ref = () => reference().nullish();
const refs = () => phpList(reference()).nullish();

const Meta = phpList(
  z.looseObject({
    id: ref(),
    key: word(),
    value: undeclared(),
    display_key: text(),
    display_value: undeclared(),
  }),
).nullish();

/** Addresses of the API itself: they hold ids and nothing else. */
const Link = z
  .array(
    z.looseObject({
      href: word(),
      embeddable: yes(),
      templated: yes(),
      name: word(),
      targetHints: z.looseObject({ allow: z.array(z.string()).nullish() }).nullish(),
    }),
  )
  .nullish();
const Links = z
  .looseObject({
    self: Link,
    collection: Link,
    up: Link,
    customer: Link,
    reviewer: Link,
    refunded_by: Link,
    email_templates: Link,
  })
  .nullish();

const Address = phpObject({
  first_name: pii('name').nullish(),
  last_name: pii('name').nullish(),
  company: pii('company').nullish(),
  address_1: pii('street').nullish(),
  address_2: pii('street').nullish(),
  city: word(),
  state: word(),
  postcode: pii('postcode').nullish(),
  country: word(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
}).nullish();

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

/** Fees are named by whoever adds them by hand. */
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

const CouponLine = z.looseObject({
  id: ref(),
  code: label(),
  discount: number(),
  discount_tax: number(),
  discount_type: word(),
  nominal_amount: number(),
  free_shipping: yes(),
  meta_data: Meta,
});

/** `order_key` and what is made of it open an order to whoever holds them. */
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
  date_created: time(),
  date_created_gmt: time(),
  date_modified: time(),
  date_modified_gmt: time(),
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
  line_items: z.array(LineItem).nullish(),
  tax_lines: z.array(TaxLine).nullish(),
  shipping_lines: z.array(ShippingLine).nullish(),
  fee_lines: z.array(FeeLine).nullish(),
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
  line_items: z.array(LineItem).nullish(),
  tax_lines: z.array(TaxLine).nullish(),
  shipping_lines: z.array(ShippingLine).nullish(),
  fee_lines: z.array(FeeLine).nullish(),
  _links: Links,
  _parent_id: ref(),
});

const Dimensions = phpObject({ length: number(), width: number(), height: number() }).nullish();
const Term = z.looseObject({ id: ref(), name: label(), slug: label(), option: label() });
/** A flag, and for a variation that follows its product the word `parent`. */
const managed = () => z.union([flag(), z.literal('parent')]).nullish();

const Saleable = {
  type: word(),
  manage_stock: managed(),
  stock_quantity: number(),
  stock_status: word(),
  id: ident(),
  parent_id: ref(),
  name: word(),
  slug: word(),
  permalink: text(),
  date_created: time(),
  date_created_gmt: time(),
  date_modified: time(),
  date_modified_gmt: time(),
  status: word(),
  description: text(),
  sku: label(),
  global_unique_id: label(),
  price: number(),
  regular_price: number(),
  sale_price: number(),
  cost_of_goods_sold: undeclared(),
  date_on_sale_from: time(),
  date_on_sale_from_gmt: time(),
  date_on_sale_to: time(),
  date_on_sale_to_gmt: time(),
  on_sale: yes(),
  purchasable: yes(),
  virtual: yes(),
  downloadable: yes(),
  downloads: undeclared(),
  download_limit: number(),
  download_expiry: number(),
  tax_status: word(),
  tax_class: word(),
  backorders: word(),
  backorders_allowed: yes(),
  backordered: yes(),
  low_stock_amount: number(),
  weight: number(),
  dimensions: Dimensions,
  shipping_class: word(),
  shipping_class_id: ref(),
  menu_order: number(),
  meta_data: Meta,
  _links: Links,
};

export const Product = z.looseObject({
  ...Saleable,
  featured: yes(),
  catalog_visibility: word(),
  short_description: text(),
  price_html: text(),
  total_sales: number(),
  external_url: text(),
  button_text: text(),
  sold_individually: yes(),
  shipping_required: yes(),
  shipping_taxable: yes(),
  reviews_allowed: yes(),
  average_rating: number(),
  rating_count: number(),
  post_password: text(),
  related_ids: refs(),
  upsell_ids: refs(),
  cross_sell_ids: refs(),
  purchase_note: text(),
  categories: z.array(Term).nullish(),
  tags: z.array(Term).nullish(),
  brands: z.array(Term).nullish(),
  images: undeclared(),
  attributes: phpList(
    z.looseObject({
      id: ref(),
      name: label(),
      slug: label(),
      position: number(),
      visible: yes(),
      variation: yes(),
      options: phpList(wordOrNumber()).nullish(),
    }),
  ).nullish(),
  default_attributes: phpList(Term).nullish(),
  variations: refs(),
  grouped_products: refs(),
  has_options: yes(),
});

export const ProductVariation = z.looseObject({
  ...Saleable,
  image: undeclared(),
  attributes: phpList(Term).nullish(),
  _parent_id: ref(),
});

export const Customer = z.looseObject({
  id: ident(),
  date_created: time(),
  date_created_gmt: time(),
  date_modified: time(),
  date_modified_gmt: time(),
  email: pii('email').nullish(),
  first_name: pii('name').nullish(),
  last_name: pii('name').nullish(),
  role: word(),
  username: pii('name').nullish(),
  billing: Address,
  shipping: Address,
  is_paying_customer: yes(),
  orders_count: number(),
  total_spent: number(),
  avatar_url: text(), // made of the e-mail's hash
  meta_data: Meta,
  _links: Links,
});

export const Coupon = z.looseObject({
  id: ident(),
  code: label(),
  amount: number(),
  status: word(),
  date_created: time(),
  date_created_gmt: time(),
  date_modified: time(),
  date_modified_gmt: time(),
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
  // An id of an account, or the e-mail of a guest.
  used_by: z.array(pii('text')).nullish(),
  meta_data: Meta,
  _links: Links,
});

export const ProductReview = z.looseObject({
  id: ident(),
  date_created: time(),
  date_created_gmt: time(),
  product_id: ref(),
  product_name: word(),
  product_permalink: text(),
  status: word(),
  reviewer: pii('name').nullish(),
  reviewer_email: pii('email').nullish(),
  review: text(),
  rating: number(),
  verified: yes(),
  reviewer_avatar_urls: undeclared(),
  _links: Links,
});

/** What WordPress says of itself: the zone in which the shop cuts its days. */
export const Shop = z.looseObject({
  name: z.string(),
  description: text(),
  url: word(),
  home: word(),
  gmt_offset: number(),
  timezone_string: word(),
});

/** Of a sweep that asks who is there and nothing else. */
export const Key = z.looseObject({ id: ident() });
