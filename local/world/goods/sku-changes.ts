// When something about an SKU changed last.
import { DAY_MS, HORIZON, msOf, START_MS } from '../calendar/calendar.ts';
import type { Simulation } from '../simulation.ts';

export const dayAt = (asOf: number) => Math.min(HORIZON - 1, Math.max(0, Math.floor((asOf - START_MS) / DAY_MS)));
/** A change at midnight shows after that moment, not at it: a reader's windows are half-open too. */
export const listDay = (asOf: number) => dayAt(asOf - 1);

/** When a SKU's record changed last: listed, repriced, promoted, costed, ended. */
export function changesOf({ plans }: Simulation): (sku: number, asOf: number) => number {
  const { catalogue } = plans;
  return (sku, asOf) => {
    const { launchDay, endDay } = catalogue.skus[sku]!;
    const first = Math.max(0, launchDay);
    for (let day = listDay(asOf); day > first; day--) {
      const at = sku * HORIZON + day;
      const same =
        catalogue.listPrice[at] === catalogue.listPrice[at - 1] &&
        catalogue.promotion[at] === catalogue.promotion[at - 1] &&
        catalogue.unitCost[at] === catalogue.unitCost[at - 1] &&
        day !== endDay;
      if (!same) return msOf(day);
    }
    return msOf(first);
  };
}

/** When the units of a SKU in all places together last became more or fewer. */
export function stockMovesOf({ fills, dimensions, plans }: Simulation): (sku: number, asOf: number) => number {
  const { locations } = dimensions;
  const unitsOn = (sku: number, day: number) => {
    let units = 0;
    for (let place = 0; place < locations; place++) units += fills.stock[(sku * locations + place) * HORIZON + day]!;
    return units;
  };
  return (sku, asOf) => {
    const first = Math.max(0, plans.catalogue.skus[sku]!.launchDay);
    for (let day = dayAt(asOf) - 1; day > first; day--)
      if (unitsOn(sku, day) !== unitsOn(sku, day - 1)) return msOf(day + 1) - 1000;
    return msOf(first);
  };
}
