import type { DayRange } from '../../contracts/tile/figure.ts';
import type { Comparison } from '../../contracts/tile/page.ts';
import { readCatalogue } from '../../sql/metrics/catalogue.ts';
import { amount, number, type Query, type TileContext, text } from './context.ts';
import { Cube } from './cube.ts';
import { dayNumber, range, yearOf } from './days.ts';

/** Marts this slice reads, and the day that says how new they are. */
const NEWEST: Readonly<Record<string, string | null>> = {
  dim_customers: null,
  dim_products: null,
  fct_orders: 'order_date',
  fct_order_lines: 'order_date',
  fct_sales: 'event_date',
  fct_inventory_snapshots: 'snapshot_date',
  fct_email_events: 'event_date',
  mart_customer_rfm: 'last_order_date',
  mart_cohorts: null,
  mart_daily_sales: 'sales_date',
  mart_customer_churn: null,
  mart_demand_forecast: null,
};

export interface PeriodOption {
  readonly id: string;
  readonly label: string;
  readonly days: number;
  readonly range: DayRange;
}

/** What holds for all tiles of one version. */
export interface Facts {
  readonly query: Query;
  readonly context: TileContext;
  readonly cube: Cube;
  /** The last day that is over. */
  readonly lastDay: number;
  /** First day with sales; undefined when nothing was ever sold. */
  readonly firstDay: number | undefined;
  readonly currency: string | null;
  readonly otherCurrencies: readonly { readonly currency: string; readonly orders: number }[];
  /** Rows by mart; a mart that does not exist is missing. */
  readonly rows: ReadonlyMap<string, number>;
  readonly newest: ReadonlyMap<string, string>;
  readonly periods: readonly PeriodOption[];
  readonly comparisons: Readonly<Record<string, readonly Comparison[]>>;
}

const LENGTHS = [
  { id: '4w', label: 'Last 4 weeks', days: 28 },
  { id: '13w', label: 'Last 13 weeks', days: 91 },
  { id: '52w', label: 'Last 52 weeks', days: 364 },
];
/** The same weekdays a year before. */
export const YEAR = 364;

async function readMarts(query: Query, held: ReadonlySet<string>) {
  const found = await query(
    "select lower(table_name) as name from information_schema.tables where lower(table_schema) = 'marts'",
  );
  const names = found.map((row) => text(row.name)).filter((name) => name in NEWEST && !held.has(name));
  if (names.length === 0) return { rows: new Map<string, number>(), newest: new Map<string, string>() };
  const parts = names.map((name) => {
    const day = NEWEST[name] ? `max(${NEWEST[name]})` : 'cast(null as date)';
    return `select '${name}' as name, count(*) as row_count, ${day} as newest from marts.${name}`;
  });
  const facts = await query(`${parts.join('\nunion all\n')}\norder by name`);
  return {
    rows: new Map(facts.map((row) => [text(row.name), amount(row.row_count)])),
    newest: new Map(
      facts.filter((row) => row.newest !== null).map((row) => [text(row.name), text(row.newest).slice(0, 10)]),
    ),
  };
}

/**
 * The day that is not over in the zone reports are cut in, and the currency they are in. Without a shop the day of `as_of` in UTC,
 * and no currency.
 */
async function readToday(query: Query, asOf: string): Promise<{ today: number; currency: string | null }> {
  const [there] = await query(
    "select count(*) as tables from information_schema.tables where lower(table_schema) = 'intermediate' and lower(table_name) = 'int_today'",
  );
  const [row] = amount(there?.tables) > 0 ? await query('select today, currency from intermediate.int_today') : [];
  return row
    ? { today: dayNumber(text(row.today)), currency: row.currency === null ? null : text(row.currency) }
    : { today: dayNumber(asOf), currency: null };
}

/** Most orders first. */
async function readCurrencies(query: Query, marts: ReadonlyMap<string, number>) {
  if (!marts.has('fct_orders')) return [];
  const rows = await query(
    'select currency, count(*) as orders from marts.fct_orders where is_valid and currency is not null group by currency order by orders desc, currency',
  );
  return rows.map((row) => ({ currency: text(row.currency), orders: number(row.orders) ?? 0 }));
}

/** Weeks of two calendar years are named by both: those from October 2024 on are not 2025. */
function yearBefore(days: DayRange): Comparison {
  const [first, last] = [yearOf(dayNumber(days.from)), yearOf(dayNumber(days.to))];
  const name = first === last ? `${last}` : `${first}–${String(last).slice(-2)}`;
  return { id: 'year', label: `same weeks ${name}`, short: name, range: days };
}

/** Comparisons whose days all lie inside the history, most telling first. */
function comparisonsOf(days: number, firstDay: number | undefined, lastDay: number): Comparison[] {
  const reaches = (shift: number) => firstDay !== undefined && lastDay - days + 1 - shift >= firstDay;
  return [
    ...(reaches(YEAR) ? [yearBefore(range(lastDay - days + 1 - YEAR, lastDay - YEAR))] : []),
    ...(reaches(days) && days !== YEAR
      ? [
          {
            id: 'previous',
            label: `${days / 7} weeks before`,
            short: 'before',
            range: range(lastDay - 2 * days + 1, lastDay - days),
          },
        ]
      : []),
  ];
}

export const shiftOf = (comparison: string, days: number): number => (comparison === 'year' ? YEAR : days);

export async function readFacts(query: Query, context: TileContext): Promise<Facts> {
  const { rows, newest } = await readMarts(query, context.held ?? new Set());
  const { today, currency: reporting } = await readToday(query, context.asOf);
  const currencies = await readCurrencies(query, rows);
  // All amounts are in the reporting currency, as far as anything was sold in it.
  const primary = currencies.find((one) => one.currency === reporting) ?? currencies[0];
  const others = currencies.filter((one) => one !== primary);
  const lastDay = today - 1;
  const currency = primary?.currency ?? null;
  const cube = new Cube(readCatalogue(context.metricsFolder), query, new Set(rows.keys()), currency, lastDay);
  await cube.load();
  const firstDay = cube.span('orders')?.first;
  return {
    query,
    context,
    cube,
    lastDay,
    firstDay,
    currency,
    otherCurrencies: others,
    rows,
    newest,
    periods: LENGTHS.map((length) => ({ ...length, range: range(lastDay - length.days + 1, lastDay) })),
    comparisons: Object.fromEntries(LENGTHS.map(({ id, days }) => [id, comparisonsOf(days, firstDay, lastDay)])),
  };
}

export interface View {
  readonly key: string;
  readonly period: PeriodOption;
  readonly comparison: Comparison | undefined;
  readonly against: DayRange | null;
}

/** Every period with each of its comparisons; with `none` when nothing reaches back. */
export function viewsOf(facts: Facts): View[] {
  return facts.periods.flatMap((period): View[] => {
    const from = facts.lastDay - period.days + 1;
    const options = facts.comparisons[period.id] ?? [];
    if (options.length === 0) return [{ key: `${period.id}/none`, period, comparison: undefined, against: null }];
    return options.map((comparison) => {
      const shift = shiftOf(comparison.id, period.days);
      return {
        key: `${period.id}/${comparison.id}`,
        period,
        comparison,
        against: range(from - shift, facts.lastDay - shift),
      };
    });
  });
}
