// The catalogue as a shop lists it: products with variants, prices and costs that change, stock by location.
import type { SkuIds } from '../orders/pricing.ts';
import type { InventoryLevel, Location, Product } from '../records/catalogue.ts';
import type { Collection } from '../records/collection.ts';
import type { Terms } from '../shops/shop-profile.ts';
import type { Simulation } from '../simulation.ts';
import { productsOf, removalsOf } from './products.ts';
import { groupSkus, skuIdsOf } from './sku-ids.ts';
import { levelsOf, locationsOf } from './stock-levels.ts';

export interface Assortment {
  readonly skuIds: SkuIds;
  /** The goods of a product, by its place; gift cards have none. */
  readonly groups: readonly (readonly number[])[];
  /** When a product leaves the catalogue, by its place; infinite while it stays. */
  removedAt(product: number): number;
  readonly products: Collection<Product>;
  readonly locations: Collection<Location>;
  levels(committed: Int32Array): Collection<InventoryLevel>;
}

export function makeAssortment(simulation: Simulation, terms: Terms): Assortment {
  const grouped = groupSkus(simulation);
  const skuIds = skuIdsOf(simulation, grouped, terms);
  const removedAt = removalsOf(simulation, grouped, terms);
  return {
    skuIds,
    groups: grouped.groups,
    removedAt,
    products: productsOf(simulation, grouped, skuIds, removedAt, terms),
    locations: locationsOf(simulation),
    levels: (committed) => levelsOf(simulation, skuIds, committed),
  };
}
