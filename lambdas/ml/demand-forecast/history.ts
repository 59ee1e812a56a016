import type { Candidate } from '../../ports/warehouse.ts';
import { ColumnHash, NumberColumn } from '../feature-columns.ts';
import type { Features } from '../model.ts';
import { dayNumber } from './retail-calendar.ts';

/** Units of one product on every day from its first sale, days that are over only. */
export interface Demand {
  readonly productKey: string;
  readonly sku: string;
  /** Day number (since 1970) of `units[0]`. */
  readonly first: number;
  readonly units: Float64Array;
}

/** `features.ftr_demand_forecast` as series, best seller first in the order of their keys. */
export interface DemandHistory extends Features {
  readonly series: readonly Demand[];
  /** First day to forecast: the day of as_of. */
  readonly today: number;
  /** The day after the last one known; a shop west of UTC knows a day less. */
  readonly end: number;
}

export async function readHistory(candidate: Candidate, asOf: string): Promise<DemandHistory> {
  const found = new Map<string, { sku: string; first: number; units: NumberColumn<Float64Array> }>();
  let rows = 0;
  const selection = {
    columns: ['product_key', 'sku', 'sales_date', 'units'],
    where: { is_complete: true },
    order: ['product_key', 'sales_date'],
  };
  for await (const batch of candidate.streamRows('features.ftr_demand_forecast', selection)) {
    for (const row of batch) {
      const key = String(row.product_key);
      let one = found.get(key);
      if (!one) {
        one = { sku: String(row.sku), first: dayNumber(String(row.sales_date)), units: new NumberColumn(Float64Array) };
        found.set(key, one);
      }
      one.units.push(Number(row.units));
      rows++;
    }
  }
  const series = Array.from(found, ([productKey, { sku, first, units }]) => ({
    productKey,
    sku,
    first,
    units: units.values,
  }));
  const today = dayNumber(asOf.slice(0, 10));
  const end = Math.max(...series.map(({ first, units }) => first + units.length), Number.NEGATIVE_INFINITY);
  const hash = new ColumnHash().text([asOf]);
  for (const { productKey, sku, first, units } of series)
    hash.text([`${productKey} ${sku} ${first} ${units.join(' ')}`]);
  return { hash: hash.digest(), rows, asOf, series, today, end };
}

/** The history known before day `origin`; products not sold yet are left out. */
export const before = (series: readonly Demand[], origin: number): Demand[] =>
  series
    .filter(({ first }) => first < origin)
    .map((one) => ({ ...one, units: one.units.subarray(0, origin - one.first) }));

/** Units sold on `count` days from `origin`. */
export const after = ({ first, units }: Demand, origin: number, count: number): Float64Array =>
  units.subarray(origin - first, origin - first + count);
