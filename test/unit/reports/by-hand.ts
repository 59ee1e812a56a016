// Bodies of tiles drawn from rows written by hand, without a warehouse.
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import type { CheckResult } from '../../../lambdas/contracts/quality.ts';
import type { Sentence } from '../../../lambdas/contracts/tile/sentence.ts';
import type { Row } from '../../../lambdas/ports/warehouse.ts';
import type { Drawing } from '../../../lambdas/publish/reports/drawing.ts';
import type { ReportContext } from '../../../lambdas/publish/reports/report-context.ts';
import { library } from '../../helpers/library.ts';

/** 2024-10-04, a Friday: the week that has begun has five days. */
export const LAST_DAY = 20_000;
const PUBLISHED = { library, degraded: [], checks: [], models: [], asOf: '2026-10-01T00:00:00Z' };

export const contextOf = (more: Partial<ReportContext> = {}, published = {}): ReportContext =>
  ({
    published: { ...PUBLISHED, ...published },
    ask: async () => undefined,
    extents: new Map(),
    lastDay: LAST_DAY,
    firstDay: 19_000,
    currency: 'EUR',
    periods: [],
    comparisons: {},
    ...more,
  }) as unknown as ReportContext;

/** @param over a metric over days, both ends among them */
export const metricsOf = (
  over: (metric: string, from: number, to: number) => number | null,
  more: object = {},
): ReportContext['metrics'] =>
  ({
    catalogue: library.metrics,
    spelling: duckdbSpelling,
    has: () => true,
    metric: (name: string) => library.metrics.get(name),
    span: () => undefined,
    value: async () => null,
    over,
    ...more,
  }) as unknown as ReportContext['metrics'];

export const extentsOf = (rows: Readonly<Record<string, number>>): ReportContext['extents'] =>
  new Map(Object.entries(rows).map(([name, count]) => [name, { rows: count, newest: null }]));

/** @param used rows of the queries that the report uses: the same of each, or by name */
export const drawing = (
  name: string,
  rows: readonly Row[],
  context: ReportContext = contextOf(),
  used: readonly Row[] | Readonly<Record<string, readonly Row[]>> = [],
): Drawing => ({
  report: library.reports.reports.find((one) => one.name === name)!,
  rows,
  isAsked: true,
  used: (query) => (Array.isArray(used) ? used : ((used as Record<string, readonly Row[]>)[query] ?? [])),
  context,
});

export const words = (sentence: Sentence = []): string =>
  sentence.map((part) => ('text' in part ? part.text : 'value' in part ? part.value : part.date)).join('');

export const checkOf = (
  outcome: CheckResult['outcome'],
  severity: CheckResult['severity'],
  table = 'marts.fct_orders',
): CheckResult =>
  ({
    check: 'not_null',
    family: 'not_null',
    table,
    column: 'a',
    severity,
    outcome,
    value: 1,
    threshold: 0,
    unit: 'rows',
  }) as CheckResult;
