// Products, customers, coupons and reviews in WooCommerce's format.
import { createHash } from 'node:crypto';
import type { Product, Variant } from '../../world/records/catalogue.ts';
import type { Customer } from '../../world/records/customer.ts';
import type { Coupon, Review } from '../../world/records/stores.ts';
import { addressOf, linksOf, type Shelf } from './orders.ts';
import { decimal, type Fields, SITE, type SiteTime } from './wire.ts';

/** The shop says 0 where nobody entered a cost. */
const costOf = (unitCost: number | undefined): Fields => {
  const value = unitCost === undefined ? null : unitCost / 100;
  return { values: [{ defined_value: value, effective_value: value ?? 0 }], total_value: value ?? 0 };
};

/** Common fields of products and variations. A reduced price has the original one beside it. */
function saleOf(variant: Variant, shelf: Shelf, time: SiteTime): Fields {
  const stock = shelf.stockOf(variant.id);
  const isReduced = variant.compareAtPrice !== undefined;
  return {
    sku: variant.sku,
    global_unique_id: variant.barcode ?? '',
    price: decimal(variant.price),
    regular_price: decimal(variant.compareAtPrice ?? variant.price),
    sale_price: isReduced ? decimal(variant.price) : '',
    cost_of_goods_sold: costOf(variant.unitCost),
    ...time.both('date_on_sale_from', undefined),
    ...time.both('date_on_sale_to', undefined),
    on_sale: isReduced,
    manage_stock: true,
    stock_quantity: stock,
    stock_status: stock > 0 ? 'instock' : 'outofstock',
  };
}

const common = {
  description: '',
  purchasable: true,
  virtual: false,
  downloadable: false,
  downloads: [],
  download_limit: -1,
  download_expiry: -1,
  tax_status: 'taxable',
  tax_class: '',
  backorders: 'no',
  backorders_allowed: false,
  backordered: false,
  low_stock_amount: null,
  weight: '',
  dimensions: { length: '', width: '', height: '' },
  shipping_class: '',
  shipping_class_id: 0,
  meta_data: [],
};

export function productOf(product: Product, time: SiteTime, shelf: Shelf): Fields {
  const [first] = product.variants;
  const isVariable = shelf.isVariable(product.id);
  const lowest = Math.min(...product.variants.map((one) => one.price));
  return {
    ...common,
    ...saleOf(first!, shelf, time),
    ...(isVariable
      ? {
          sku: '',
          global_unique_id: '',
          price: decimal(lowest),
          regular_price: '',
          sale_price: '',
          cost_of_goods_sold: costOf(undefined),
          manage_stock: false,
          stock_quantity: null,
          stock_status: product.variants.some((one) => shelf.stockOf(one.id) > 0) ? 'instock' : 'outofstock',
        }
      : {}),
    id: Number(product.id),
    name: product.title,
    slug: product.handle,
    permalink: `${SITE}/product/${product.handle}/`,
    ...time.both('date_created', product.createdAt),
    ...time.both('date_modified', product.updatedAt),
    type: isVariable ? 'variable' : 'simple',
    status: product.status === 'ACTIVE' ? 'publish' : 'private',
    featured: false,
    catalog_visibility: 'visible',
    short_description: '',
    total_sales: 0,
    external_url: '',
    button_text: '',
    sold_individually: false,
    shipping_required: true,
    shipping_taxable: true,
    reviews_allowed: true,
    average_rating: '0.00',
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: 0,
    purchase_note: '',
    categories: [{ id: 1 + product.productType.length, name: product.productType, slug: product.productType }],
    brands: [{ id: 1, name: product.vendor, slug: product.vendor.replaceAll(' ', '-') }],
    tags: [],
    images: [],
    attributes: isVariable
      ? [
          {
            id: 1,
            name: 'Size',
            slug: 'pa_size',
            position: 0,
            visible: true,
            variation: true,
            options: product.variants.map((one) => one.title),
          },
        ]
      : [],
    default_attributes: [],
    variations: isVariable ? product.variants.map((one) => Number(one.id)) : [],
    grouped_products: [],
    menu_order: 0,
    price_html: `<span class="woocommerce-Price-amount amount">${decimal(lowest)}</span>`,
    related_ids: [],
    has_options: isVariable,
    post_password: '',
    _links: linksOf('products', product.id),
  };
}

export function variationOf(variant: Variant, product: Product, time: SiteTime, shelf: Shelf): Fields {
  return {
    ...common,
    ...saleOf(variant, shelf, time),
    cost_of_goods_sold: { ...costOf(variant.unitCost), defined_value_is_additive: false },
    id: Number(variant.id),
    type: 'variation',
    ...time.both('date_created', variant.createdAt),
    ...time.both('date_modified', variant.updatedAt),
    permalink: `${SITE}/product/${product.handle}/?attribute_pa_size=${encodeURIComponent(variant.title)}`,
    status: 'publish',
    image: null,
    attributes: [{ id: 1, name: 'Size', slug: 'pa_size', option: variant.title }],
    menu_order: variant.position,
    name: variant.title,
    parent_id: Number(product.id),
    _links: {
      ...linksOf('products', product.id, 'variations', variant.id),
      up: [{ href: `${SITE}/wp-json/wc/v3/products/${product.id}` }],
    },
  };
}

const gravatar = (email: string, size: number) =>
  `https://secure.gravatar.com/avatar/${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}?s=${size}&d=mm&r=g`;

export function customerOf(customer: Customer, time: SiteTime): Fields {
  const { email = '', firstName = '', lastName = '' } = customer;
  const address = addressOf(customer.defaultAddress, customer.phone);
  return {
    id: Number(customer.id),
    ...time.both('date_created', customer.createdAt),
    ...time.both('date_modified', customer.updatedAt),
    email,
    first_name: firstName,
    last_name: lastName,
    role: 'customer',
    username: email.split('@')[0] ?? '',
    billing: { ...address, email },
    shipping: address,
    is_paying_customer: true,
    avatar_url: gravatar(email, 96),
    meta_data: customer.metafields.map(({ key, value }, at) => ({ id: at + 1, key, value })),
    _links: linksOf('customers', customer.id),
  };
}

export const couponOf = (coupon: Coupon, time: SiteTime): Fields => ({
  id: Number(coupon.id),
  code: coupon.code,
  amount: decimal(coupon.percent * 100),
  status: 'publish',
  ...time.both('date_created', coupon.createdAt),
  ...time.both('date_modified', coupon.updatedAt),
  discount_type: 'percent',
  description: '',
  ...time.both('date_expires', undefined),
  usage_count: coupon.used,
  individual_use: true,
  product_ids: [],
  excluded_product_ids: [],
  usage_limit: null,
  usage_limit_per_user: null,
  limit_usage_to_x_items: null,
  free_shipping: false,
  product_categories: [],
  excluded_product_categories: [],
  exclude_sale_items: false,
  minimum_amount: '0.00',
  maximum_amount: '0.00',
  email_restrictions: [],
  used_by: [],
  meta_data: [],
  _links: linksOf('coupons', coupon.id),
});

export const reviewOf = (review: Review, time: SiteTime, product: string): Fields => ({
  id: Number(review.id),
  ...time.both('date_created', review.createdAt),
  product_id: Number(review.productId),
  product_name: product,
  product_permalink: `${SITE}/?p=${review.productId}`,
  status: review.isApproved ? 'approved' : 'hold',
  reviewer: review.reviewer,
  reviewer_email: review.email,
  review: `<p>${review.text}</p>\n`,
  rating: review.rating,
  verified: review.isBuyer,
  reviewer_avatar_urls: Object.fromEntries([24, 48, 96].map((size) => [size, gravatar(review.email, size)])),
  _links: {
    ...linksOf('products', 'reviews', review.id),
    up: [{ href: `${SITE}/wp-json/wc/v3/products/${review.productId}` }],
  },
});
