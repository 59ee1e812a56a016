import type { MagentoStore } from '../../world/records/stores.ts';
import type { World } from '../../world/world.ts';
import type { Declared } from '../declared.ts';
import { entriesOf, sourceCodeOf } from './catalogue.ts';
import { MAGENTO_SECRET, magentoRefusal, magentoTwin } from './twin.ts';

const EVERYTHING = Number.MAX_SAFE_INTEGER;
const ids = (of: (store: MagentoStore, asOf: number) => Iterable<string>) =>
  function* (world: World): Iterable<string> {
    if (world.stores) yield* of(world.stores.magento, world.asOf);
  };

const products = ids((store, asOf) =>
  entriesOf(store.products.page({ asOf, limit: EVERYTHING }), store.isVariable).map(({ id }) => id),
);

export const magento: Declared = {
  make: magentoTwin,
  refusal: magentoRefusal,
  secret: MAGENTO_SECRET,
  settings: (url) => ({ base_url: url }),
  truth: {
    orders: ids((store, asOf) => store.orders.ids(asOf)),
    invoices: ids((store, asOf) => store.invoices.ids(asOf)),
    credit_memos: ids((store, asOf) => store.refunds.ids(asOf)),
    shipments: ids((store, asOf) => store.parcels.ids(asOf)),
    customers: ids((store, asOf) => store.customers.ids(asOf)),
    products,
    source_items: ids((store, asOf) => {
      const codes = new Map(
        store.locations.page({ asOf, limit: EVERYTHING }).map((one) => [one.id, sourceCodeOf(one)] as const),
      );
      return store.inventoryLevels
        .page({ asOf, limit: EVERYTHING })
        .map(({ sku, locationId }) => `${sku}/${codes.get(locationId)}`);
    }),
    categories: ids((store, asOf) => store.categories.ids(asOf)),
    order_keys: ids((store, asOf) => store.orders.ids(asOf)),
    customer_keys: ids((store, asOf) => store.customers.ids(asOf)),
    product_keys: products,
    store_configs: () => ['1'],
  },
};
