// Products, collections and metafields.
import { z } from 'zod';
import { instant } from '../../../engine/fields.ts';
import { amount, label } from '../../../engine/loose-fields.ts';
import { Count, gid, gidOf, Metafield, nodes, Ref } from './fields.ts';
import { StockRef } from './inventory.ts';

export const ProductRef = z.looseObject({
  id: gid(),
  title: z.string().nullish(),
  handle: z.string().nullish(),
  vendor: z.string().nullish(),
  productType: z.string().nullish(),
  status: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
});
const Options = z.array(z.looseObject({ name: z.string().nullish(), value: z.string().nullish() })).nullish();
export const VariantRef = z.looseObject({
  id: gid(),
  title: z.string().nullish(),
  displayName: z.string().nullish(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  selectedOptions: Options,
  product: ProductRef.nullish(),
});

export const ProductVariant = z.looseObject({
  id: gidOf('ProductVariant'),
  legacyResourceId: label().nullish(),
  title: z.string().nullish(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  position: z.number().int().nullish(),
  price: amount().nullish(),
  compareAtPrice: amount().nullish(),
  taxable: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  displayName: z.string().nullish(),
  inventoryPolicy: z.string().nullish(),
  inventoryQuantity: z.number().int().nullish(),
  selectedOptions: Options,
  product: ProductRef.nullish(),
  inventoryItem: StockRef,
});

export const Product = z.looseObject({
  id: gidOf('Product'),
  legacyResourceId: label().nullish(),
  title: z.string().nullish(),
  handle: z.string().nullish(),
  productType: z.string().nullish(),
  vendor: z.string().nullish(),
  status: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  isGiftCard: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  publishedAt: instant().nullish(),
  category: z
    .looseObject({ id: z.string().nullish(), name: z.string().nullish(), fullName: z.string().nullish() })
    .nullish(),
  options: z
    .array(z.looseObject({ id: gid().nullish(), name: z.string().nullish(), values: z.array(z.string()).nullish() }))
    .nullish(),
  variants: nodes(ProductVariant),
  collections: nodes(z.looseObject({ id: gid(), title: z.string().nullish(), handle: z.string().nullish() })),
});

export const Collection = z.looseObject({
  id: gidOf('Collection'),
  legacyResourceId: label().nullish(),
  title: z.string().nullish(),
  handle: z.string().nullish(),
  sortOrder: z.string().nullish(),
  updatedAt: instant().nullish(),
  productsCount: Count.nullish(),
  products: nodes(Ref),
});

export const ProductMetafield = z.looseObject({
  id: gidOf('Metafield'),
  legacyResourceId: label().nullish(),
  ...Metafield,
  ownerType: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  owner: Ref.nullish(),
});
