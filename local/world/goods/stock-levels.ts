// Where goods lie, and how many of them.
import { HORIZON, msOf, START_MS } from '../calendar/calendar.ts';
import type { SkuIds } from '../orders/pricing.ts';
import type { InventoryLevel, Location } from '../records/catalogue.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Simulation } from '../simulation.ts';
import { dayAt } from './sku-changes.ts';

const ITEM_BASE = 46_000_000_000;
const LOCATION_BASE = 70_000_000;
const SITES = [
  { name: 'Edison warehouse', city: 'Edison', provinceCode: 'NJ', zip: '08817' },
  { name: 'Reno warehouse', city: 'Reno', provinceCode: 'NV', zip: '89502' },
  { name: 'Memphis warehouse', city: 'Memphis', provinceCode: 'TN', zip: '38118' },
  { name: 'Toronto warehouse', city: 'Toronto', provinceCode: 'ON', zip: 'M9W 1P6' },
];

export const inventoryItemId = (sku: number): string => String(ITEM_BASE + sku);
export const locationId = (location: number): string => String(LOCATION_BASE + location);

export function locationsOf({ dimensions }: Simulation): Collection<Location> {
  return collectionOf<Location>({
    size: dimensions.locations,
    idOf: locationId,
    positionOf: (id) => Number(id) - LOCATION_BASE,
    timeOf: () => START_MS,
    render: (location) => {
      const { name, ...address } = SITES[location]!;
      return {
        id: locationId(location),
        name,
        isActive: true,
        address: { ...address, address1: '1 Depot Road', countryCode: location === 3 ? 'CA' : 'US' },
        createdAt: START_MS,
        updatedAt: START_MS,
      };
    },
  });
}

/** Book stock at the end of the last full day; what is sold and not yet shipped stands beside it as committed. */
export function levelsOf(simulation: Simulation, skuIds: SkuIds, committed: Int32Array): Collection<InventoryLevel> {
  const { fills, dimensions, plans } = simulation;
  const { locations } = dimensions;
  const stockAt = (position: number, day: number) => fills.stock[position * HORIZON + day]!;
  const idOf = (position: number) => String(ITEM_BASE * 10 + position);
  const timeOf = (position: number, asOf: number) => {
    const listed = Math.max(0, plans.catalogue.skus[Math.floor(position / locations)]!.launchDay);
    if (msOf(listed) > asOf) return undefined;
    for (let day = dayAt(asOf - 1); day > listed; day--)
      if (stockAt(position, day) !== stockAt(position, day - 1)) return msOf(day + 1) - 1000;
    return msOf(listed);
  };
  return collectionOf<InventoryLevel>({
    size: dimensions.skus * locations,
    idOf,
    positionOf: (id) => Number(id) - ITEM_BASE * 10,
    timeOf,
    render: (position, asOf) => {
      const sku = Math.floor(position / locations);
      const day = dayAt(asOf - 1);
      const available = stockAt(position, day);
      return {
        id: idOf(position),
        inventoryItemId: inventoryItemId(sku),
        variantId: skuIds.variantId(sku),
        sku: skuIds.code(sku),
        locationId: locationId(position % locations),
        onHand: available + committed[position]!,
        available,
        committed: committed[position]!,
        incoming: position % locations === 0 ? fills.incoming[sku * HORIZON + day]! : 0,
        updatedAt: timeOf(position, asOf)!,
      };
    },
  });
}
