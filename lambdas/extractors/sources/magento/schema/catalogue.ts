// Products, their stock, and their categories.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { ident, label, phpObject, reference } from '../../../engine/loose-fields.ts';
import { number, ref, time, word, yes } from '../../../engine/optional-fields.ts';
import { GoodsAttributes } from './fields.ts';

export const Product = z.looseObject({
  id: ident(),
  sku: label(),
  name: word(),
  attribute_set_id: ref(),
  price: number(),
  status: number(),
  visibility: number(),
  type_id: word(),
  created_at: time(),
  updated_at: time(),
  weight: number(),
  extension_attributes: phpObject({
    website_ids: z.array(reference()).nullish(),
    category_links: z
      .array(z.looseObject({ position: number(), category_id: ref(), extension_attributes: undeclared() }))
      .nullish(),
    stock_item: phpObject({
      item_id: ref(),
      product_id: ref(),
      stock_id: ref(),
      qty: number(),
      is_in_stock: yes(),
      manage_stock: yes(),
      backorders: number(),
    }).nullish(),
    configurable_product_links: z.array(reference()).nullish(),
    configurable_product_options: undeclared(),
    bundle_product_options: undeclared(),
    downloadable_product_links: undeclared(),
    downloadable_product_samples: undeclared(),
    giftcard_amounts: undeclared(),
    discounts: undeclared(),
  }).nullish(),
  product_links: z
    .array(
      z.looseObject({
        sku: label().nullish(),
        link_type: word(),
        linked_product_sku: label().nullish(),
        linked_product_type: word(),
        position: number(),
      }),
    )
    .nullish(),
  options: undeclared(),
  media_gallery_entries: undeclared(),
  tier_prices: z
    .array(
      z.looseObject({ customer_group_id: ref(), qty: number(), value: number(), extension_attributes: undeclared() }),
    )
    .nullish(),
  custom_attributes: GoodsAttributes,
});

export const SourceItem = z.looseObject({
  sku: label(),
  source_code: z.string(),
  quantity: number(),
  status: number(),
  extension_attributes: undeclared(),
});

const branch = {
  id: ident(),
  parent_id: ref(),
  name: word(),
  is_active: yes(),
  position: number(),
  level: number(),
  product_count: number(),
};
/** The whole tree in one answer, for exports that nest it; no shop nests deeper than this. */
const branches = (depth: number): z.ZodType =>
  z.array(z.looseObject(depth === 0 ? branch : { ...branch, children_data: branches(depth - 1) })).nullish();

export const Category = z.looseObject({
  ...branch,
  children_data: branches(5),
  children: word(),
  path: word(),
  created_at: time(),
  updated_at: time(),
  available_sort_by: z.array(z.string()).nullish(),
  include_in_menu: yes(),
  custom_attributes: GoodsAttributes,
  extension_attributes: undeclared(),
});
export const ProductKey = z.looseObject({ id: ident(), sku: word() });
