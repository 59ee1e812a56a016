import type { Metrics } from '../model.ts';

/** From here on the daily error is a multiple of that of repeating last week's day. */
const MOST_MASE = 2;
/** A forecast of nothing misses all units: a WAPE of 1. */
const WAPE_OF_NOTHING = 1;

/** Warning against uses that the measures of a forecast do not support, or null. */
export function cautionOf({ wape_lead_time, mase }: Metrics): string | null {
  if (wape_lead_time !== undefined && wape_lead_time >= WAPE_OF_NOTHING)
    return `over 28 days the forecast misses ${Math.round(wape_lead_time * 100)} % of the units: no better than forecasting none, so order nothing by it`;
  if (mase !== undefined && mase >= MOST_MASE)
    return `the daily error is ${mase.toFixed(1)} times that of repeating the same day of last week (MASE): do not plan single days by it`;
  return null;
}
