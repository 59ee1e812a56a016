// The world's customers, products, stock and locations in Shopify's format (Admin GraphQL 2026-07).

import type { InventoryLevel, Location, Product, Variant } from '../../world/records/catalogue.ts';
import type { Customer } from '../../world/records/customer.ts';
import type { Shop } from '../../world/records/shop.ts';
import { Connection, Resolver, type Wire } from './graphql.ts';
import { addressOf, decimal, gid, iso, isoOrNull } from './wire.ts';

export const customerOf = (customer: Customer): Wire => ({
  id: gid('Customer', customer.id),
  legacyResourceId: customer.id,
  createdAt: iso(customer.createdAt),
  updatedAt: iso(customer.updatedAt),
  firstName: customer.firstName ?? null,
  lastName: customer.lastName ?? null,
  state: customer.state,
  locale: customer.locale,
  note: customer.note ?? null,
  tags: customer.tags,
  defaultEmailAddress:
    customer.email === undefined
      ? null
      : {
          emailAddress: customer.email,
          marketingState: customer.emailConsent,
          marketingUpdatedAt: isoOrNull(customer.emailConsentAt),
        },
  defaultPhoneNumber:
    customer.phone === undefined ? null : { phoneNumber: customer.phone, marketingState: customer.smsConsent },
  defaultAddress: addressOf(customer.defaultAddress),
  metafields: Connection.of(
    customer.metafields.map((one, at) => ({
      id: gid('Metafield', `${customer.id}${at}`),
      namespace: one.namespace,
      key: one.key,
      type: one.type,
      value: one.value,
    })),
  ),
});

export const productOf = (product: Product): Wire => ({
  id: gid('Product', product.id),
  legacyResourceId: product.id,
  title: product.title,
  handle: product.handle,
  productType: product.productType,
  vendor: product.vendor,
  status: product.status,
  tags: product.tags,
  isGiftCard: product.isGiftCard,
  createdAt: iso(product.createdAt),
  updatedAt: iso(product.updatedAt),
});

export const variantOf = (product: Product, variant: Variant): Wire => ({
  id: gid('ProductVariant', variant.id),
  legacyResourceId: variant.id,
  title: variant.title,
  sku: variant.sku,
  barcode: variant.barcode ?? null,
  position: variant.position,
  price: decimal(variant.price),
  compareAtPrice: variant.compareAtPrice === undefined ? null : decimal(variant.compareAtPrice),
  taxable: variant.taxable,
  createdAt: iso(variant.createdAt),
  updatedAt: iso(variant.updatedAt),
  product: { id: gid('Product', product.id) },
  inventoryItem: { id: gid('InventoryItem', variant.inventoryItemId) },
});

/** @param levels of the item, computed only when a document selects them */
export const inventoryItemOf = (variant: Variant, currency: string, levels: () => readonly InventoryLevel[]): Wire => ({
  id: gid('InventoryItem', variant.inventoryItemId),
  legacyResourceId: variant.inventoryItemId,
  sku: variant.sku,
  tracked: variant.tracked,
  requiresShipping: variant.tracked,
  createdAt: iso(variant.createdAt),
  updatedAt: iso(variant.updatedAt),
  unitCost: variant.unitCost === undefined ? null : { amount: decimal(variant.unitCost), currencyCode: currency },
  inventoryLevels: Connection.later(() => levels().map(levelOf)),
});

const levelOf = (level: InventoryLevel): Wire => {
  const units: Readonly<Record<string, number>> = {
    on_hand: level.onHand,
    available: level.available,
    committed: level.committed,
    incoming: level.incoming,
  };
  return {
    id: `${gid('InventoryLevel', level.id)}?inventory_item_id=${level.inventoryItemId}`,
    updatedAt: iso(level.updatedAt),
    isActive: true,
    item: { id: gid('InventoryItem', level.inventoryItemId) },
    location: { id: gid('Location', level.locationId) },
    quantities: new Resolver(({ names }) =>
      (names as readonly string[]).map((name) => ({ name, quantity: units[name] ?? 0 })),
    ),
  };
};

export const locationOf = (location: Location): Wire => ({
  id: gid('Location', location.id),
  legacyResourceId: location.id,
  name: location.name,
  isActive: location.isActive,
  createdAt: iso(location.createdAt),
  updatedAt: iso(location.updatedAt),
  address: addressOf(location.address)!,
});

export const shopOf = (shop: Shop, start: number): Wire => ({
  id: gid('Shop', '1'),
  name: shop.name,
  myshopifyDomain: 'twin.myshopify.com',
  ianaTimezone: shop.timeZone,
  currencyCode: shop.currency,
  taxesIncluded: false,
  createdAt: iso(start),
  updatedAt: iso(start),
});
