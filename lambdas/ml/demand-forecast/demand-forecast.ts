import type { Column } from '../../ports/warehouse.ts';
import type { MlModel } from '../model.ts';
import { expSmoothing, movingAverage, naiveForecast, prophetForecast } from './algorithms.ts';
import { HORIZON, originsOf } from './backtest.ts';
import { cautionOf } from './caution.ts';
import { type DemandHistory, readHistory } from './history.ts';

const FORECAST_COLUMNS: readonly Column[] = [
  { name: 'product_key', type: 'varchar' },
  { name: 'sku', type: 'varchar' },
  { name: 'forecast_date', type: 'date' },
  { name: 'horizon_day', type: 'bigint' },
  { name: 'units', type: 'double' },
  { name: 'units_p10', type: 'double' },
  { name: 'units_p90', type: 'double' },
  { name: 'model_name', type: 'varchar' },
  { name: 'model_key', type: 'varchar' },
];

/** How many units of the best sellers will be ordered each day? See docs/decisions/0021-demand-forecast.md. */
export const demandForecast: MlModel<DemandHistory> = {
  name: 'demand_forecast',
  table: 'marts.mart_demand_forecast',
  columns: FORECAST_COLUMNS,
  codeVersion: 'demand_forecast-2',
  seed: 1,
  features: ['units'],
  decidedBy: [
    { metric: 'wape_lead_time', better: 'lower' },
    // Of a few units a day nearly all is chance: a hundredth of it decides nothing.
    { metric: 'wape', better: 'lower', within: 0.01 },
  ],
  thresholds: { horizon_days: HORIZON },
  read: readHistory,
  tooLittle: (data) => {
    if (data.series.length === 0) return 'no product has a day of sales, so there is nothing to forecast';
    if (originsOf(data).length === 0)
      return 'the history is too short for six rolling origins of 28 days, so the average of the last 28 days serves';
    return null;
  },
  caution: cautionOf,
  baselines: [movingAverage, expSmoothing, naiveForecast],
  challenger: prophetForecast,
};
