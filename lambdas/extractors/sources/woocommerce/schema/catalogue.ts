// Products and their variations.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { flag, ident, phpList, phpObject, label as wordOrNumber } from '../../../engine/loose-fields.ts';
import { number, ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { Dates, Links, label, Meta, refs } from './fields.ts';

const Dimensions = phpObject({ length: number(), width: number(), height: number() }).nullish();
const Term = z.looseObject({ id: ref(), name: label(), slug: label(), option: label() });
/** A flag, or for a variation that inherits from its product the word `parent`. */
const managed = () => z.union([flag(), z.literal('parent')]).nullish();

/** Since 9.5, where the shop has switched it on; what a variation has from its product is in the total. */
const CostOfGoods = phpObject({
  values: phpList(z.looseObject({ defined_value: number(), effective_value: number() })).nullish(),
  defined_value_is_additive: yes(),
  total_value: number(),
}).nullish();

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
  ...Dates,
  status: word(),
  description: text(),
  sku: label(),
  global_unique_id: label(),
  price: number(),
  regular_price: number(),
  sale_price: number(),
  cost_of_goods_sold: CostOfGoods,
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
