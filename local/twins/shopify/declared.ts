import type { Collection } from '../../world/records/collection.ts';
import type { Front } from '../../world/records/front.ts';
import type { World } from '../../world/world.ts';
import type { Declared } from '../declared.ts';
import { reportDays } from '../report-days.ts';
import { collectionsOf, eventsOf, metafieldsOf, tendersOf } from './front.ts';
import { SHOPIFY_SECRET, shopifyRefusal, shopifyTwin } from './twin.ts';
import { gid } from './wire.ts';

const ids =
  (type: string, of: (world: World) => Collection<unknown>) =>
  (world: World): string[] =>
    of(world)
      .ids(world.asOf)
      .map((id) => gid(type, id));

const front =
  (type: string, of: (front: Front) => Collection<unknown>) =>
  ({ stores, asOf }: World): string[] =>
    stores
      ? of(stores.front)
          .ids(asOf)
          .map((id) => gid(type, id))
      : [];

const EVERYTHING = Number.MAX_SAFE_INTEGER;
const orders = ({ shop, asOf }: World) => shop.orders.page({ asOf, limit: EVERYTHING });
const products = ({ shop, asOf }: World) => shop.products.page({ asOf, limit: EVERYTHING });

const variants = ({ shop, asOf }: World) =>
  shop.products.ids(asOf).flatMap((id) => shop.products.get(id, asOf)?.variants ?? []);

export const shopify: Declared = {
  make: shopifyTwin,
  refusal: shopifyRefusal,
  secret: SHOPIFY_SECRET,
  settings: (url) => ({ shop: 'twin.myshopify.com', base_url: url }),
  truth: {
    shop: () => [gid('Shop', '1')],
    orders: ids('Order', ({ shop }) => shop.orders),
    customers: ids('Customer', ({ shop }) => shop.customers),
    products: ids('Product', ({ shop }) => shop.products),
    product_variants: (world) => variants(world).map(({ id }) => gid('ProductVariant', id)),
    inventory_items: (world) => variants(world).map(({ inventoryItemId }) => gid('InventoryItem', inventoryItemId)),
    inventory_levels: ({ shop, asOf }) =>
      shop.inventoryLevels
        .page({ asOf, limit: Number.MAX_SAFE_INTEGER })
        .map(({ id, inventoryItemId }) => `${gid('InventoryLevel', id)}?inventory_item_id=${inventoryItemId}`),
    locations: ids('Location', ({ shop }) => shop.locations),
    abandoned_checkouts: front('AbandonedCheckout', ({ checkouts }) => checkouts),
    draft_orders: front('DraftOrder', ({ drafts }) => drafts),
    payouts: front('ShopifyPaymentsPayout', ({ payouts }) => payouts),
    discount_nodes: front('DiscountNode', ({ discounts }) => discounts),
    discount_codes: ({ stores, asOf }) =>
      (stores?.front.discounts.page({ asOf, limit: EVERYTHING }) ?? []).flatMap(({ codes }) =>
        codes.map(({ id }) => gid('DiscountRedeemCode', id)),
      ),
    order_agreements: ids('Order', ({ shop }) => shop.orders),
    journey_moments: ids('Order', ({ shop }) => shop.orders),
    fulfillments: (world) =>
      orders(world).flatMap((order) => order.fulfillments.map(({ id }) => gid('Fulfillment', id))),
    tender_transactions: (world) =>
      orders(world)
        .flatMap(tendersOf)
        .map(({ id }) => gid('TenderTransaction', id)),
    metafields: (world) =>
      products(world)
        .flatMap(metafieldsOf)
        .map(({ id }) => String(id)),
    collections: (world) => collectionsOf(products(world)).map(({ id }) => gid('Collection', id)),
    sales_reports: reportDays,
    events: (world) => eventsOf(products(world)).map(({ id }) => gid('BasicEvent', id)),
  },
};
