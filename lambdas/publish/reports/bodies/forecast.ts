import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { ForecastBody } from '../../../contracts/tile/series-bodies.ts';
import type { Row } from '../../../ports/warehouse.ts';
import { isoDay } from '../days.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import type { ReportContext } from '../report-context.ts';
import { figure, plain, plural, say } from '../sentence.ts';
import { productTitle } from '../stock-cover.ts';
import { amount, number, text } from '../values.ts';

type Item = ForecastBody['items'][number];

interface Stock {
  readonly available: number;
  readonly incoming: number;
}

/** Units over all locations in the newest snapshot; a product without a known number is missing. */
const stockOf = (rows: readonly Row[]): ReadonlyMap<string, Stock> =>
  new Map(
    rows
      .filter((row) => number(row.available) !== null)
      .map((row) => [
        text(row.product_key),
        { available: amount(row.available), incoming: Math.max(0, amount(row.incoming)) },
      ]),
  );

/** Days until available and incoming stock sells out at the median forecast, week by week. */
function runsOutIn(stock: Stock | undefined, weeks: Item['forecast']): number | null {
  if (!stock) return null;
  let left = Math.max(0, stock.available) + stock.incoming;
  for (const [at, { middle }] of weeks.entries()) {
    if (left < middle) return Math.floor(7 * at + (7 * left) / middle);
    left -= middle;
  }
  return null;
}

/** Why the served forecast must not be shown, by its figures. */
function caution({ published }: ReportContext): Sentence {
  const card = published.models.find(({ name }) => name === 'demand_forecast');
  if (!card) return [];
  const missed = card.metrics.wape_lead_time;
  return [
    ...(missed === undefined
      ? [say(' Its error has not been measured.')]
      : [say(' Its error over 28 days was '), plain(missed, 'share'), say(' of the units.')]),
    ...(card.notice ? [say(` Note: ${card.notice}.`)] : []),
  ];
}

const rounded = (value: unknown) => Math.round(amount(value) * 10) / 10;

interface Beside {
  readonly weeks: ReadonlyMap<string, readonly Row[]>;
  /** Units sold by `<product>/<weeks ago>`. */
  readonly sold: ReadonlyMap<string, number>;
  readonly stock: ReadonlyMap<string, Stock>;
  readonly lastDay: number;
  /** Weeks of history shown beside the forecast. */
  readonly pastWeeks: number;
}

function itemOf(row: Row, { weeks, sold, stock, lastDay, pastWeeks }: Beside): Item {
  const key = text(row.product_key);
  const forecast = (weeks.get(key) ?? []).map((week) => ({
    from: text(week.from_date).slice(0, 10),
    low: rounded(week.units_low),
    middle: rounded(week.units),
    high: rounded(week.units_high),
  }));
  return {
    product_key: key,
    sku: text(row.sku),
    title: productTitle(row),
    model: text(row.model_name),
    actual: Array.from({ length: pastWeeks }, (_, at) => pastWeeks - 1 - at).map((ago) => ({
      from: isoDay(lastDay - 7 * ago - 6),
      units: sold.get(`${key}/${ago}`) ?? 0,
    })),
    forecast,
    total: { low: rounded(row.units_low), middle: rounded(row.units), high: rounded(row.units_high) },
    available: stock.get(key)?.available ?? null,
    incoming: stock.get(key)?.incoming ?? null,
    runs_out_in: runsOutIn(stock.get(key), forecast),
  };
}

function headlineOf(items: readonly Item[], horizon: number): Sentence {
  const short = items.filter(({ runs_out_in }) => runs_out_in !== null);
  return short.length === 0
    ? [
        say('With incoming units all of them last for the next '),
        plain(horizon, 'count'),
        say(' days at the expected demand.'),
      ]
    : [
        figure(short.length, 'count'),
        say(` of ${items.length} best sellers ${plural(short.length, 'runs', 'run')} out within `),
        plain(horizon, 'count'),
        say(' days at the expected demand, incoming units counted.'),
      ];
}

/** Forecast sales of the best sellers, with ranges, beside past sales and stock. */
export function drawForecast({ rows, used, context }: Drawing): Drawn {
  const stock = stockOf(used('stock_by_product'));
  const beside: Beside = {
    weeks: Map.groupBy(used('forecast_weeks'), (row) => text(row.product_key)),
    sold: new Map(
      used('forecast_history').map((row) => [`${text(row.product_key)}/${amount(row.weeks_ago)}`, amount(row.units)]),
    ),
    stock,
    lastDay: context.lastDay,
    pastWeeks: context.published.library.reports.queries.get('forecast_history')!.header.parameters.weeks!,
  };
  const items = rows.map((row) => itemOf(row, beside));
  const horizon = amount(rows[0]?.horizon_days);
  return {
    scope: items.length > 0 ? '80% range' : '',
    covers: items.length > 0 ? `next ${horizon} days` : '',
    headline: [...(items.length === 0 || stock.size === 0 ? [] : headlineOf(items, horizon)), ...caution(context)],
    body: items.length === 0 ? undefined : { kind: 'forecast', horizon_days: horizon, level: 0.8, items },
  };
}
