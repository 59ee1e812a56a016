import type { MlModel } from '../model.ts';
import { expSmoothing, movingAverage, naiveForecast, prophetForecast } from './algorithms.ts';
import { HORIZON, originsOf } from './backtest.ts';
import { cautionOf } from './caution.ts';
import { type DemandHistory, readHistory } from './history.ts';
import { DEMAND_MEASURES } from './measures.ts';
import { WASM_FILES } from './wasm.ts';

/** How many units of the best sellers will be ordered each day? See docs/decisions/0021-demand-forecast.md. */
export const demandForecast: MlModel<DemandHistory> = {
  name: 'demand_forecast',
  title: 'Demand forecast',
  task: 'series',
  table: 'mart_demand_forecast',
  measures: DEMAND_MEASURES,
  codeVersion: 'demand_forecast-2',
  seed: 1,
  bundle: { files: Object.values(WASM_FILES) },
  features: ['units'],
  primaryMetric: [
    { metric: 'wape_lead_time', better: 'lower' },
    // Of a few units a day nearly all is chance: a hundredth of it decides nothing.
    { metric: 'wape', better: 'lower', within: 0.01 },
  ],
  thresholds: { horizon_days: HORIZON },
  read: readHistory,
  insufficientData: (data) => {
    if (data.series.length === 0) return 'no product has a day of sales, so there is nothing to forecast';
    if (originsOf(data).length === 0)
      return 'the history is too short for six rolling origins of 28 days, so the average of the last 28 days serves';
    return null;
  },
  caution: cautionOf,
  baselines: [movingAverage, expSmoothing, naiveForecast],
  challenger: prophetForecast,
};
