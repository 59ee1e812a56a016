import type { Metrics } from '../model.ts';
import { after, before, type Demand, type DemandHistory } from './history.ts';
import type { Forecast } from './pooled-prophet.ts';

export const HORIZON = 28;
const ORIGINS = 6;
/** Days known before the first origin, and of a product before it is measured. */
const LEAST_KNOWN = 56;
const LEAST_SOLD = 28;
const WEEK = 7;

/** Forecasts of the products known at an origin, one each. */
export type Forecaster = (known: readonly Demand[], origin: number) => Promise<readonly Forecast[]>;

/**
 * Six moments from which the next 28 days are forecast and then looked up: 28 days apart when the history allows it, else 14
 * or 7, the last one 28 days before its end. Empty when even that is not possible.
 */
export function originsOf({ series, end }: Pick<DemandHistory, 'series' | 'end'>): number[] {
  if (series.length === 0) return [];
  const start = Math.min(...series.map(({ first }) => first));
  const room = end - HORIZON - LEAST_KNOWN - start;
  const step = [28, 14, 7].find((days) => days * (ORIGINS - 1) <= room);
  if (step === undefined) return [];
  return Array.from({ length: ORIGINS }, (_, at) => end - HORIZON - step * (ORIGINS - 1 - at));
}

/**
 * Rolling origins: each forecast knows only what was known at its origin.
 *
 * @returns `wape_lead_time` = Σ |forecast of the horizon − units of the horizon| ÷ Σ units: what an order for one lead time misses
 *   by, days that make up for each other not counted; `wape` = Σ |error| ÷ Σ units; `mase` = Σ |error| ÷ Σ in-sample error of the seasonal naive forecast; `bias` =
 *   Σ (forecast − units) ÷ Σ units; `coverage` = share of days inside [P10, P90]; `origins`, `series`. Empty when there is nothing
 *   to measure
 */
export async function backtest(history: DemandHistory, forecaster: Forecaster): Promise<Metrics> {
  const origins = originsOf(history);
  const sum = { error: 0, leadError: 0, miss: 0, units: 0, scale: 0, inside: 0, days: 0, series: 0 };
  for (const origin of origins) {
    const known = before(history.series, origin).filter(({ units }) => units.length >= LEAST_SOLD);
    if (known.length === 0) continue;
    const forecasts = await forecaster(known, origin);
    known.forEach((one, at) => {
      const actual = after(history.series.find(({ productKey }) => productKey === one.productKey)!, origin, HORIZON);
      const { units, low, high } = forecasts[at]!;
      sum.series++;
      sum.scale += actual.length * weeklyError(one.units);
      const ahead = units.subarray(0, actual.length);
      sum.leadError += Math.abs(totalOf(ahead) - totalOf(actual));
      actual.forEach((real, day) => {
        sum.error += Math.abs(units[day]! - real);
        sum.miss += units[day]! - real;
        sum.units += real;
        sum.inside += low[day]! <= real && real <= high[day]! ? 1 : 0;
        sum.days++;
      });
    });
  }
  if (sum.units === 0) return {};
  return {
    wape_lead_time: sum.leadError / sum.units,
    wape: sum.error / sum.units,
    ...(sum.scale > 0 ? { mase: sum.error / sum.scale } : {}),
    bias: sum.miss / sum.units,
    coverage: sum.inside / sum.days,
    origins: origins.length,
    horizon_days: HORIZON,
    series: sum.series,
  };
}

const totalOf = (values: Float64Array) => values.reduce((total, one) => total + one, 0);

/** Mean error of last week's same day within the known history: the scale of MASE. */
function weeklyError(units: Float64Array): number {
  let sum = 0;
  for (let at = WEEK; at < units.length; at++) sum += Math.abs(units[at]! - units[at - WEEK]!);
  return units.length > WEEK ? sum / (units.length - WEEK) : 0;
}
