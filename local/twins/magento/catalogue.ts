// Products, stock, categories, customers and the shop itself in Magento's format.

import type { InventoryLevel, Location, Product, Variant } from '../../world/records/catalogue.ts';
import type { Customer } from '../../world/records/customer.ts';
import type { Category, MagentoStore } from '../../world/records/stores.ts';
import { type Fields, units, utc } from './wire.ts';

/** A product of the list: a simple product, or the parent of its sizes. */
export interface Entry {
  readonly id: string;
  readonly updatedAt: number;
  readonly product: Product;
  readonly variant?: Variant;
}

/** All products ordered by id: parents have the lower ones. */
export function entriesOf(products: readonly Product[], isVariable: (id: string) => boolean): Entry[] {
  return products
    .flatMap((product): Entry[] => [
      ...(isVariable(product.id) ? [{ id: product.id, updatedAt: product.updatedAt, product }] : []),
      ...product.variants.map((variant) => ({ id: variant.id, updatedAt: variant.updatedAt, product, variant })),
    ])
    .sort((a, b) => Number(a.id) - Number(b.id));
}

const attribute = (attribute_code: string, value: string): Fields => ({ attribute_code, value });

export function productOf({ id, product, variant, updatedAt }: Entry, isVariable: boolean, categoryId: string): Fields {
  const isParent = variant === undefined;
  return {
    id: Number(id),
    sku: isParent ? product.handle : variant.sku,
    name: isParent || !isVariable ? product.title : `${product.title}-${variant.title}`,
    attribute_set_id: 4,
    price: isParent ? 0 : units(variant.compareAtPrice ?? variant.price),
    status: product.status === 'ACTIVE' ? 1 : 2,
    visibility: isParent || !isVariable ? 4 : 1,
    type_id: isParent ? 'configurable' : 'simple',
    created_at: utc(isParent ? product.createdAt : variant.createdAt),
    updated_at: utc(updatedAt),
    ...(isParent ? {} : { weight: 1 }),
    extension_attributes: {
      website_ids: [1],
      category_links: [{ position: 0, category_id: categoryId }],
      ...(isParent ? { configurable_product_links: product.variants.map((one) => Number(one.id)) } : {}),
    },
    product_links: [],
    options: [],
    media_gallery_entries: [],
    tier_prices: [],
    custom_attributes: [
      attribute('url_key', product.handle),
      attribute('tax_class_id', '2'),
      attribute('manufacturer', product.vendor),
      ...(isParent || variant.compareAtPrice === undefined
        ? []
        : [attribute('special_price', units(variant.price).toFixed(6))]),
      ...(isParent || variant.unitCost === undefined ? [] : [attribute('cost', units(variant.unitCost).toFixed(6))]),
    ],
  };
}

export const sourceCodeOf = (location: Location): string => location.name.toLowerCase().replaceAll(' ', '_');

/** Stock on hand, including sold but unshipped units. */
export const sourceItemOf = ({ sku, onHand }: InventoryLevel, sourceCode: string): Fields => ({
  sku,
  source_code: sourceCode,
  quantity: onHand,
  status: onHand > 0 ? 1 : 0,
});

export const categoryOf = (category: Category, children: readonly string[]): Fields => ({
  id: Number(category.id),
  parent_id: Number(category.parentId ?? 0),
  name: category.name,
  is_active: true,
  position: Number(category.id),
  level: category.level,
  children: children.join(','),
  created_at: utc(category.createdAt),
  updated_at: utc(category.updatedAt),
  path: ['1', '2', category.id]
    .slice(0, category.level)
    .concat(category.level < 2 ? [category.id] : [])
    .join('/'),
  available_sort_by: [],
  include_in_menu: category.level > 0,
  custom_attributes: [attribute('url_key', category.name.toLowerCase())],
});

export function customerOf(customer: Customer): Fields {
  const { id, firstName = '', lastName = '', defaultAddress: address } = customer;
  const birthday = customer.metafields.find(({ key }) => key === 'birthday')?.value;
  return {
    id: Number(id),
    group_id: 1,
    default_billing: id,
    default_shipping: id,
    created_at: utc(customer.createdAt),
    updated_at: utc(customer.updatedAt),
    created_in: 'Default Store View',
    ...(birthday === undefined ? {} : { dob: birthday }),
    email: customer.email ?? '',
    firstname: firstName,
    lastname: lastName,
    store_id: 1,
    website_id: 1,
    addresses: address
      ? [
          {
            id: Number(id),
            customer_id: Number(id),
            region: { region_code: address.provinceCode ?? '', region: address.provinceCode ?? '', region_id: 0 },
            region_id: 0,
            country_id: address.countryCode,
            street: address.address1 === undefined ? [] : [address.address1],
            ...(address.company === undefined ? {} : { company: address.company }),
            telephone: address.phone ?? '',
            postcode: address.zip ?? '',
            city: address.city ?? '',
            firstname: address.firstName ?? '',
            lastname: address.lastName ?? '',
            default_shipping: true,
            default_billing: true,
          },
        ]
      : [],
    disable_auto_group_change: 0,
    extension_attributes: { is_subscribed: customer.emailConsent === 'SUBSCRIBED' },
    custom_attributes: customer.note === undefined ? [] : [attribute('about', customer.note)],
  };
}

const SITE = 'https://shop.example/';

export const storeConfigOf = ({ currency, timeZone }: MagentoStore): Fields => ({
  id: 1,
  code: 'default',
  website_id: 1,
  locale: 'en_GB',
  base_currency_code: currency,
  default_display_currency_code: currency,
  timezone: timeZone,
  weight_unit: 'kgs',
  base_url: SITE,
  base_link_url: SITE,
  base_static_url: `${SITE}static/`,
  base_media_url: `${SITE}media/`,
  secure_base_url: SITE,
  secure_base_link_url: SITE,
  secure_base_static_url: `${SITE}static/`,
  secure_base_media_url: `${SITE}media/`,
});
