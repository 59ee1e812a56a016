import type { Collection } from '../../../local/world/records/collection.ts';
import type { World } from '../../../local/world/world.ts';

const nothing = <T>(): Collection<T> => ({ page: () => [], count: () => 0, get: () => undefined, ids: () => [] });

/** A shop on the day before its first order. */
export const emptyWorld: World = {
  kind: 'replay',
  seed: 'empty',
  start: Date.UTC(2026, 8, 1),
  asOf: Date.UTC(2026, 9, 1),
  shop: {
    name: 'Empty',
    currency: 'USD',
    timeZone: 'UTC',
    orders: nothing(),
    customers: nothing(),
    products: nothing(),
    inventoryLevels: nothing(),
    locations: nothing(),
    orderOfRefund: () => undefined,
  },
  mail: { profiles: nothing(), events: nothing(), campaigns: nothing(), metrics: nothing() },
  notRepresentable: [],
};
