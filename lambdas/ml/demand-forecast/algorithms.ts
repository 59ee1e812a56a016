import { z } from 'zod';
import type { Value } from '../../ports/warehouse.ts';
import type { Algorithm, Metrics } from '../model.ts';
import { backtest, HORIZON } from './backtest.ts';
import type { DemandHistory } from './history.ts';
import { ALPHA, AVERAGE_DAYS, exponentialLevel, lastDaysLevel, levelForecast } from './level-forecast.ts';
import { naiveWeek } from './naive-week.ts';
import { type Forecast, forecast, PARAMETERS } from './pooled-prophet.ts';
import { withProphet } from './prophet-pool.ts';
import { dateText } from './retail-calendar.ts';

const Numbers = z.array(z.number());
/** A forecast is its own model file: what was said, from which data, by which settings. */
const ForecastFile = z.object({
  kind: z.string(),
  as_of: z.string(),
  data_hash: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  products: z.array(z.object({ product_key: z.string(), units: Numbers, low: Numbers, high: Numbers })),
});

type ForecastAll = (data: DemandHistory) => Promise<readonly Forecast[]>;

/** Settings are the code's, so what a file would forecast today is what a new one forecasts. */
function algorithm(
  [kind, label]: readonly [kind: string, label: string],
  parameters: Readonly<Record<string, unknown>>,
  forecastAll: ForecastAll,
  measureAll: (data: DemandHistory) => Promise<Metrics>,
): Algorithm<DemandHistory> {
  const measured = new WeakMap<DemandHistory, Promise<Metrics>>();
  return {
    kind,
    label,
    parameters,
    fit: async (data) => {
      const forecasts = await forecastAll(data);
      const products = data.series.map(({ productKey }, at) => {
        const { units, low, high } = forecasts[at]!;
        return { product_key: productKey, units: rounded(units), low: rounded(low), high: rounded(high) };
      });
      const file = { kind, as_of: data.asOf, data_hash: data.hash, parameters, products };
      return `${JSON.stringify(ForecastFile.parse(file))}\n`;
    },
    measure: (_, data) => {
      const known = measured.get(data) ?? measureAll(data);
      measured.set(data, known);
      return known;
    },
    score: async (file, data, modelKey) => {
      const said = ForecastFile.parse(JSON.parse(file));
      // A file of other data knows its settings only: the forecast is made again.
      const products =
        said.data_hash === data.hash
          ? new Map(said.products.map((one) => [one.product_key, one]))
          : new Map((await forecastAll(data)).map((one, at) => [data.series[at]!.productKey, one]));
      return data.series.flatMap(({ productKey, sku }) => {
        const { units, low, high } = products.get(productKey)!;
        return Array.from({ length: HORIZON }, (_, day): readonly Value[] => [
          productKey,
          sku,
          dateText(data.today + day),
          day + 1,
          round(units[day]!),
          round(low[day]!),
          round(high[day]!),
          kind,
          modelKey,
        ]);
      });
    },
  };
}

const round = (value: number) => Math.round(value * 1e4) / 1e4;
const rounded = (values: Float64Array) => Array.from(values, round);

/** The same level on every day ahead, made anew from what each origin knew. */
const levelAlgorithm = (
  kind: readonly [kind: string, label: string],
  parameters: Readonly<Record<string, unknown>>,
  levelOf: (units: Float64Array) => number,
) =>
  algorithm(
    kind,
    parameters,
    async (data) => data.series.map((one) => levelForecast(one, levelOf(one.units), HORIZON)),
    (data) => backtest(data, async (known) => known.map((one) => levelForecast(one, levelOf(one.units), HORIZON))),
  );

export const movingAverage = levelAlgorithm(
  ['moving_average', 'average of the last 28 days'],
  { days: AVERAGE_DAYS },
  lastDaysLevel,
);
export const expSmoothing = levelAlgorithm(
  ['exponential_smoothing', 'exponential smoothing'],
  { alpha: ALPHA },
  exponentialLevel,
);

export const naiveForecast = algorithm(
  ['seasonal_naive', 'last weeks repeated'],
  { season_days: 7 },
  async (data) => data.series.map((one) => naiveWeek(one, data.today, HORIZON)),
  (data) => backtest(data, async (known, origin) => known.map((one) => naiveWeek(one, origin, HORIZON))),
);

export const prophetForecast = algorithm(
  ['pooled_prophet', 'Prophet, pooled'],
  PARAMETERS,
  (data) => withProphet((fitAll) => forecast(data.series, data.end, data.today, HORIZON, fitAll)),
  (data) =>
    withProphet((fitAll) => backtest(data, (known, origin) => forecast(known, origin, origin, HORIZON, fitAll))),
);
