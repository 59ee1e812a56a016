import type { DayRange } from '../../contracts/tile/figure.ts';
import type { Comparison } from '../../contracts/tile/page.ts';
import type { Extent, Row } from '../../ports/warehouse.ts';
import { compileReport } from '../../sql/reports/compile-report.ts';
import type { Query } from '../../sql/reports/report-file.ts';
import { refsOf } from '../../sql/reports/reports.ts';
import { dayNumber, isoDay, range, yearOf } from './days.ts';
import { MetricStore } from './metric-store.ts';
import type { Reader, TileContext } from './tile-context.ts';
import { amount, number, text } from './values.ts';

interface PeriodOption {
  readonly id: string;
  readonly label: string;
  readonly days: number;
  readonly range: DayRange;
}

/** Context common to all tiles of one version. */
export interface ReportContext {
  readonly published: TileContext;
  readonly metrics: MetricStore;
  /** The last complete day. */
  readonly lastDay: number;
  /** First day with sales; undefined when nothing was ever sold. */
  readonly firstDay: number | undefined;
  readonly currency: string | null;
  /** True if it is the currency of the reports: amounts of all shops are converted to it. */
  readonly isReported: boolean;
  readonly otherCurrencies: readonly {
    readonly currency: string;
    readonly orders: number;
    readonly net_sales: number;
  }[];
  /** Newest day by mart; missing for a mart that does not exist or is held back. */
  readonly extents: ReadonlyMap<string, Extent>;
  readonly periods: readonly PeriodOption[];
  readonly comparisons: Readonly<Record<string, readonly Comparison[]>>;
  /** The statement of a query of `sql/reports/`. */
  readonly statement: (query: Query) => string;
  /** Its rows, queried once; undefined when a table it needs is missing or, where the header says so, empty. */
  readonly ask: (query: string) => Promise<readonly Row[] | undefined>;
}

const LENGTHS = [
  { id: '4w', label: 'Last 4 weeks', days: 28 },
  { id: '13w', label: 'Last 13 weeks', days: 91 },
  { id: '52w', label: 'Last 52 weeks', days: 364 },
];
/** The month of the last day, as far as it has come. */
export const MONTH = 'month';
const lengthsUntil = (lastDay: number) => [
  ...LENGTHS,
  { id: MONTH, label: 'This month', days: Number(isoDay(lastDay).slice(8)) },
];
/** The same weekdays a year before. */
export const YEAR = 364;

/** A span of two calendar years is named by both: the weeks from October 2024 on are not just "2025". */
function yearBefore(days: DayRange): Comparison {
  const [first, last] = [yearOf(dayNumber(days.from)), yearOf(dayNumber(days.to))];
  const name = first === last ? `${last}` : `${first}–${String(last).slice(-2)}`;
  return { id: 'year', label: `same weeks ${name}`, short: name, range: days };
}

/** Comparisons whose days all lie inside the history, the most informative first. */
function comparisonsOf(days: number, firstDay: number | undefined, lastDay: number): Comparison[] {
  const reaches = (shift: number) => firstDay !== undefined && lastDay - days + 1 - shift >= firstDay;
  return [
    ...(reaches(YEAR) ? [yearBefore(range(lastDay - days + 1 - YEAR, lastDay - YEAR))] : []),
    ...(reaches(days) && days !== YEAR
      ? [
          {
            id: 'previous',
            label: days % 7 === 0 ? `${days / 7} weeks before` : `${days} days before`,
            short: 'before',
            range: range(lastDay - 2 * days + 1, lastDay - days),
          },
        ]
      : []),
  ];
}

export const shiftOf = (comparison: string, days: number): number => (comparison === 'year' ? YEAR : days);

/** Runs queries of `sql/reports/`, each once. */
function asker(
  reader: Reader,
  { library }: TileContext,
  tables: ReadonlySet<string>,
  extents: ReportContext['extents'],
  settled: () => { readonly lastDay: number; readonly currency: string | null },
) {
  const statement = (query: Query) => {
    const { lastDay, currency } = settled();
    return compileReport(query, { library, spelling: reader.spelling, lastDay: isoDay(lastDay), currency, tables });
  };
  const isMissing = ({ header }: Query, name: string) =>
    !header.optional.includes(name) && !tables.has(library.models.get(name)!.table);
  const isEmpty = (name: string) => (extents.get(name)?.rows ?? 0) === 0;
  const asked = new Map<string, Promise<readonly Row[] | undefined>>();
  const askOnce = async (query: Query) =>
    refsOf(query, library.reports.queries).some((name) => isMissing(query, name)) || query.header.filled.some(isEmpty)
      ? undefined
      : reader.query(statement(query));
  const ask = (name: string) => {
    if (!asked.has(name)) asked.set(name, askOnce(library.reports.queries.get(name)!));
    return asked.get(name)!;
  };
  return { statement, ask };
}

export async function readReportContext(reader: Reader, context: TileContext): Promise<ReportContext> {
  const marts = [...context.library.models.values()].filter(
    ({ layer, name }) => layer === 'marts' && !context.held?.has(name),
  );
  const shown = new Set(marts.map(({ table }) => table));
  const there = await reader.tables();
  const tables = new Set([...there].filter((table) => !table.startsWith('marts.') || shown.has(table)));
  const known = marts.filter(({ table }) => tables.has(table));
  const byTable = await reader.extents(known.map(({ table, header }) => ({ table, date: header.date })));
  const extents = new Map(
    known.map(({ name, table }) => {
      const { rows, newest } = byTable.get(table)!;
      return [name, { rows, newest: newest?.slice(0, 10) ?? null }];
    }),
  );

  let lastDay = dayNumber(context.asOf) - 1;
  let currency: string | null = null;
  const { statement, ask } = asker(reader, context, tables, extents, () => ({ lastDay, currency }));
  // Default without a shop: the day of `as_of` in UTC, and no currency.
  const [today] = (await ask('today')) ?? [];
  if (today) lastDay = dayNumber(text(today.today)) - 1;
  const sold = currenciesSold((await ask('currencies')) ?? []);
  currency = sold.currency;

  const { metrics: own, reportedMetrics } = context.library;
  const catalogue = sold.isReported ? reportedMetrics : own;
  const metrics = new MetricStore(catalogue, reader, new Set(extents.keys()), currency, lastDay);
  await metrics.load();
  const firstDay = metrics.span('orders')?.first;
  return {
    published: context,
    metrics,
    lastDay,
    firstDay,
    currency,
    isReported: sold.isReported,
    otherCurrencies: sold.others,
    extents,
    statement,
    ask,
    periods: lengthsUntil(lastDay).map((length) => ({ ...length, range: range(lastDay - length.days + 1, lastDay) })),
    comparisons: Object.fromEntries(
      lengthsUntil(lastDay).map(({ id, days }) => [id, comparisonsOf(days, firstDay, lastDay)]),
    ),
  };
}

/**
 * The currency of the page: that of the reports where anything has a rate to it, else the one of most orders. The others
 * are those of orders that no figure has.
 */
function currenciesSold(rows: readonly Row[]) {
  const all = rows.map((row) => ({
    currency: text(row.currency),
    orders: (number(row.orders) ?? 0) - (number(row.rated_orders) ?? 0),
    net_sales: amount(row.unrated_net_sales),
  }));
  const reported = rows.find((row) => number(row.rated_orders))?.reporting_currency;
  const currency = reported ? text(reported) : (all[0]?.currency ?? null);
  const others = all.filter((one) => one.orders > 0 && (reported || one.currency !== currency));
  return { currency, isReported: Boolean(reported), others };
}

export interface View {
  readonly key: string;
  readonly period: PeriodOption;
  readonly comparison: Comparison | undefined;
  readonly baseline: DayRange | null;
}

/** Every period with each of its comparisons; `none` when no comparison has enough history. */
export function viewsOf(report: ReportContext): View[] {
  return report.periods.flatMap((period): View[] => {
    const from = report.lastDay - period.days + 1;
    const options = report.comparisons[period.id] ?? [];
    if (options.length === 0) return [{ key: `${period.id}/none`, period, comparison: undefined, baseline: null }];
    return options.map((comparison) => {
      const shift = shiftOf(comparison.id, period.days);
      return {
        key: `${period.id}/${comparison.id}`,
        period,
        comparison,
        baseline: range(from - shift, report.lastDay - shift),
      };
    });
  });
}
