// Empty shops: data of twins whose world has none.

import type { Collection } from '../world/records/collection.ts';
import { collectionOf } from '../world/records/collection-of.ts';
import type { MagentoStore, Store, WooStore } from '../world/records/stores.ts';

const none = <T>(): Collection<T> =>
  collectionOf<T>({
    size: 0,
    idOf: String,
    positionOf: () => -1,
    timeOf: () => undefined,
    render: () => {
      throw new RangeError('an empty collection has no records');
    },
  });

const empty = (name: string, currency: string, timeZone: string): Store => ({
  name,
  currency,
  timeZone,
  orders: none(),
  orderOfRefund: () => undefined,
  customers: none(),
  products: none(),
  inventoryLevels: none(),
  locations: none(),
  refunds: none(),
  parcels: none(),
  unitsOf: () => 0,
  isVariable: () => false,
});

export const EMPTY_WOO: WooStore = {
  ...empty('Empty shop', 'EUR', 'Europe/Berlin'),
  bin: none(),
  reviews: none(),
  coupons: none(),
};

export const EMPTY_MAGENTO: MagentoStore = {
  ...empty('Empty shop', 'GBP', 'Europe/London'),
  invoices: none(),
  categories: none(),
};
