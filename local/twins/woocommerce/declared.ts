import type { WooStore } from '../../world/records/stores.ts';
import type { World } from '../../world/world.ts';
import type { Declared } from '../declared.ts';
import { reportDays } from '../report-days.ts';
import { WOOCOMMERCE_SECRET, woocommerceRefusal, woocommerceTwin } from './twin.ts';

const ids = (of: (store: WooStore, asOf: number) => Iterable<string>) =>
  function* (world: World): Iterable<string> {
    if (world.stores) yield* of(world.stores.woocommerce, world.asOf);
  };

export const woocommerce: Declared = {
  make: woocommerceTwin,
  refusal: woocommerceRefusal,
  secret: WOOCOMMERCE_SECRET,
  settings: (url) => ({ base_url: url }),
  truth: {
    orders: ids((store, asOf) => store.orders.ids(asOf)),
    refunds: ids((store, asOf) => store.refunds.ids(asOf)),
    products: ids((store, asOf) => store.products.ids(asOf)),
    product_variations: ids((store, asOf) =>
      store.products
        .ids(asOf)
        .filter(store.isVariable)
        .flatMap((id) => store.products.get(id, asOf)!.variants.map((one) => one.id)),
    ),
    customers: ids((store, asOf) => store.customers.ids(asOf)),
    coupons: ids((store, asOf) => store.coupons.ids(asOf)),
    product_reviews: ids((store, asOf) => store.reviews.ids(asOf)),
    order_keys: ids((store, asOf) => store.orders.ids(asOf)),
    product_keys: ids((store, asOf) => store.products.ids(asOf)),
    shop: () => ['shop'],
    sales_reports: reportDays,
  },
};
