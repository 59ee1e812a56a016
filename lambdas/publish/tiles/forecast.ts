import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { ForecastBody } from '../../contracts/tile/series-bodies.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { amount, literal, number, type Query, text } from './context.ts';
import { isoDay } from './days.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { figure, plain, plural, say } from './sentence.ts';

const SHOWN = 8;
const PAST_WEEKS = 12;

type Item = ForecastBody['items'][number];

const totalsSql = `select
    forecast.product_key,
    forecast.sku,
    max(coalesce(products.title, forecast.sku)) as title,
    max(coalesce(products.variant_title, '')) as variant_title,
    max(forecast.model_name) as model_name,
    max(forecast.horizon_day) as horizon_days,
    sum(forecast.units) as units,
    sum(forecast.units_p10) as units_low,
    sum(forecast.units_p90) as units_high
from marts.mart_demand_forecast as forecast
left join marts.dim_products as products on products.product_key = forecast.product_key
group by forecast.product_key, forecast.sku
order by units desc, forecast.product_key
limit ${SHOWN}`;

const listOf = (keys: readonly string[]) => keys.map(literal).join(', ');

async function readForecast(query: Query, keys: readonly string[]) {
  const rows = await query(`select
    product_key,
    floor((horizon_day - 1) / 7) as week,
    min(forecast_date) as from_date,
    count(*) as days_count,
    sum(units) as units,
    sum(units_p10) as units_low,
    sum(units_p90) as units_high
from marts.mart_demand_forecast
where product_key in (${listOf(keys)})
group by product_key, floor((horizon_day - 1) / 7)
order by product_key, week`);
  return Map.groupBy(
    rows.filter((row) => amount(row.days_count) === 7),
    (row) => text(row.product_key),
  );
}

async function readActual({ query, lastDay }: Facts, keys: readonly string[]) {
  const weeksAgo = `floor(datediff('day', lines.order_date, date ${literal(isoDay(lastDay))}) / 7)`;
  const rows = await query(`select
    lines.product_key,
    ${weeksAgo} as weeks_ago,
    sum(lines.quantity) as units
from marts.fct_order_lines as lines
join marts.fct_orders as orders on orders.order_key = lines.order_key
where orders.is_valid
    and lines.product_key in (${listOf(keys)})
    and lines.order_date > date ${literal(isoDay(lastDay - 7 * PAST_WEEKS))}
    and lines.order_date <= date ${literal(isoDay(lastDay))}
group by lines.product_key, ${weeksAgo}`);
  return new Map(rows.map((row) => [`${text(row.product_key)}/${amount(row.weeks_ago)}`, amount(row.units)]));
}

interface Stock {
  readonly available: number;
  readonly incoming: number;
}

/** Units over all locations in the newest snapshot; a product without a known number is missing. */
async function readStock({ query, rows }: Facts): Promise<ReadonlyMap<string, Stock>> {
  if (!rows.get('fct_inventory_snapshots')) return new Map();
  const found = await query(`select product_key, sum(available_units) as units, sum(incoming_units) as incoming
from marts.fct_inventory_snapshots
where snapshot_date = (select max(snapshot_date) from marts.fct_inventory_snapshots)
    and product_key is not null
group by product_key`);
  return new Map(
    found
      .filter((row) => number(row.units) !== null)
      .map((row) => [
        text(row.product_key),
        { available: amount(row.units), incoming: Math.max(0, amount(row.incoming)) },
      ]),
  );
}

/** Days until what is available and incoming is sold at the middle of the forecast, week by week. */
function runsOutIn(stock: Stock | undefined, weeks: Item['forecast']): number | null {
  if (!stock) return null;
  let left = Math.max(0, stock.available) + stock.incoming;
  for (const [at, { middle }] of weeks.entries()) {
    if (middle > 0 && left < middle) return Math.max(0, Math.floor(7 * at + (7 * Math.max(0, left)) / middle));
    left -= middle;
  }
  return null;
}

/** What the figures of the served forecast forbid. */
function caution({ context }: Facts): Sentence {
  const card = context.models.find(({ name }) => name === 'demand_forecast');
  if (!card) return [];
  const missed = card.metrics.wape_lead_time;
  return [
    ...(missed === undefined
      ? [say(' How much it misses has not been measured.')]
      : [say(' Over 28 days it has missed '), plain(missed, 'share'), say(' of the units.')]),
    ...(card.notice ? [say(` Note: ${card.notice}.`)] : []),
  ];
}

const rounded = (value: unknown) => Math.round(amount(value) * 10) / 10;

/** What the best sellers should sell next, with ranges, beside what they sold and what is in stock. */
export async function forecastTile(facts: Facts): Promise<Tile> {
  const { query, lastDay } = facts;
  const totals = facts.rows.get('mart_demand_forecast') ? await query(totalsSql) : [];
  const keys = totals.map((row) => text(row.product_key));
  const [weeks, actual, stock] =
    keys.length > 0
      ? [await readForecast(query, keys), await readActual(facts, keys), await readStock(facts)]
      : [new Map(), new Map<string, number>(), new Map<string, Stock>()];
  const items: Item[] = totals.map((row) => {
    const key = text(row.product_key);
    const forecast: Item['forecast'] = (weeks.get(key) ?? []).map((week: Record<string, unknown>) => ({
      from: text(week.from_date).slice(0, 10),
      low: rounded(week.units_low),
      middle: rounded(week.units),
      high: rounded(week.units_high),
    }));
    const variant = text(row.variant_title);
    return {
      product_key: key,
      sku: text(row.sku),
      title: variant && variant !== 'Default Title' ? `${text(row.title)}, ${variant}` : text(row.title),
      model: text(row.model_name),
      actual: Array.from({ length: PAST_WEEKS }, (_, at) => PAST_WEEKS - 1 - at).map((ago) => ({
        from: isoDay(lastDay - 7 * ago - 6),
        units: actual.get(`${key}/${ago}`) ?? 0,
      })),
      forecast,
      total: { low: rounded(row.units_low), middle: rounded(row.units), high: rounded(row.units_high) },
      available: stock.get(key)?.available ?? null,
      incoming: stock.get(key)?.incoming ?? null,
      runs_out_in: runsOutIn(stock.get(key), forecast),
    };
  });
  const horizon = number(totals[0]?.horizon_days) ?? 0;
  const short = items.filter(({ runs_out_in }) => runs_out_in !== null);
  const finding: Sentence =
    items.length === 0 || stock.size === 0
      ? []
      : short.length === 0
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
  return tileOf(facts, {
    name: 'overview_forecast',
    title: 'Demand of the best sellers',
    scope: items.length > 0 ? `80% range` : '',
    covers: items.length > 0 ? `next ${horizon} days` : '',
    finding: [...finding, ...caution(facts)],
    about:
      'Forecast of units by product and day, summed to weeks. The range of a sum adds the daily ranges, so it is wider than 80% of outcomes: days do not all miss to the same side.',
    sql: totalsSql,
    marts: ['mart_demand_forecast', 'fct_orders', 'fct_order_lines', 'fct_inventory_snapshots', 'dim_products'].filter(
      (mart) => facts.rows.has(mart),
    ),
    body:
      items.length === 0
        ? {
            kind: 'empty',
            title: 'No forecast yet',
            text: 'It appears once products have sold for some weeks and the model is switched on.',
          }
        : { kind: 'forecast', horizon_days: horizon, level: 0.8, items },
  });
}
