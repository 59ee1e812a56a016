import { amount, literal, number, text } from './context.ts';
import { isoDay } from './days.ts';
import type { Facts } from './facts.ts';

/** Days that stock has to last: the horizon of the forecast, within which what is ordered today is taken to arrive. */
export const LEAD_DAYS = 28;
/** A unit is expected from so much on. */
const LEAST_EXPECTED = 0.5;

/** What stock means for one product that is on sale. */
export type CoverState = 'at zero' | 'runs out' | 'covered by incoming' | 'lasts';

export interface Cover {
  readonly productKey: string;
  readonly sku: string;
  readonly title: string;
  readonly state: CoverState;
  /** Units that can be sold now, over all locations; below zero when more was promised than there is. */
  readonly available: number;
  /** Units on their way, whose day of arrival nobody tells. */
  readonly incoming: number;
  /** Units expected in the next `LEAD_DAYS` days. */
  readonly expected: number;
  /** Says what is expected: the forecast that is served, or the last 28 days. */
  readonly from: 'forecast' | 'last 28 days';
  /** Units to order: expected, less available, less incoming; never below zero. */
  readonly missing: number;
  /** `missing` at list price. */
  readonly worth: number;
}

export interface StockCover {
  /** Worst first: at zero, then what runs out, each by the money that is missing. */
  readonly products: readonly Cover[];
  /** Products on sale whose stock the newest reading does not have. */
  readonly unknown: number;
}

/** Reads alike on Snowflake and DuckDB. The largest order of the 28 days counts for no more than the others and ten units. */
export const coverSql = (lastDay: number) => `with
stock as (
    select product_key, max(sku) as sku, sum(available_units) as available, sum(incoming_units) as incoming
    from marts.fct_inventory_snapshots
    where snapshot_date = (select max(snapshot_date) from marts.fct_inventory_snapshots)
        and product_key is not null
    group by product_key
),
orders_of_product as (
    select lines.product_key, lines.order_key, sum(lines.quantity) as units
    from marts.fct_order_lines as lines
    join marts.fct_orders as orders on orders.order_key = lines.order_key
    where orders.is_valid
        and lines.order_date > date ${literal(isoDay(lastDay - LEAD_DAYS))}
        and lines.order_date <= date ${literal(isoDay(lastDay))}
    group by lines.product_key, lines.order_key
),
sold as (
    select product_key, least(sum(units), 2 * (sum(units) - max(units)) + 10) as units
    from orders_of_product
    group by product_key
)
select
    products.product_key,
    coalesce(products.sku, stock.sku, products.product_key) as sku,
    coalesce(products.title, products.sku, products.product_key) as title,
    coalesce(products.variant_title, '') as variant_title,
    products.price_amount,
    stock.available,
    stock.incoming,
    sold.units as sold_units
from marts.dim_products as products
left join stock on stock.product_key = products.product_key
left join sold on sold.product_key = products.product_key
where not products.is_deleted
    and not products.is_gift_card
    and lower(coalesce(products.status, 'active')) = 'active'
order by products.product_key`;

const forecastSql = `select product_key, sum(units) as units
from marts.mart_demand_forecast
where horizon_day <= ${LEAD_DAYS}
group by product_key`;

function stateOf(available: number, incoming: number, expected: number): CoverState {
  if (available <= 0) return 'at zero';
  if (expected < LEAST_EXPECTED || available >= expected) return 'lasts';
  return available + incoming >= expected ? 'covered by incoming' : 'runs out';
}

const URGENCY: readonly CoverState[] = ['at zero', 'runs out', 'covered by incoming', 'lasts'];

/** Every product on sale beside what is in stock, on its way and expected to be sold; null when stock or products are not known. */
export async function readStockCover({ query, rows, lastDay }: Facts): Promise<StockCover | null> {
  const [isFilled, isThere] = [(mart: string) => rows.get(mart), (mart: string) => rows.has(mart)];
  if (!['fct_inventory_snapshots', 'dim_products'].every(isFilled)) return null;
  if (!['fct_orders', 'fct_order_lines'].every(isThere)) return null;
  const forecast = new Map(
    rows.get('mart_demand_forecast')
      ? (await query(forecastSql)).map((row) => [text(row.product_key), amount(row.units)])
      : [],
  );
  const found = await query(coverSql(lastDay));
  const known = found.filter((row) => number(row.available) !== null);
  const products = known.map((row): Cover => {
    const productKey = text(row.product_key);
    const said = forecast.get(productKey);
    const [available, incoming, expected] = [
      amount(row.available),
      Math.max(0, amount(row.incoming)),
      said ?? amount(row.sold_units),
    ];
    const short = expected - Math.max(0, available) - incoming;
    const missing = short >= LEAST_EXPECTED ? short : 0;
    const variant = text(row.variant_title);
    return {
      productKey,
      sku: text(row.sku),
      title: variant && variant !== 'Default Title' ? `${text(row.title)}, ${variant}` : text(row.title),
      state: stateOf(available, incoming, expected),
      available,
      incoming,
      expected,
      from: said === undefined ? 'last 28 days' : 'forecast',
      missing,
      worth: missing * amount(row.price_amount),
    };
  });
  products.sort(
    (a, b) =>
      URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
      b.worth - a.worth ||
      b.expected - a.expected ||
      (a.productKey < b.productKey ? -1 : 1),
  );
  return { products, unknown: found.length - known.length };
}
