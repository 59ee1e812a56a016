import { z } from 'zod';
import { Severity } from './quality.ts';

/** A tile file stays below this; a page with its tiles below `PAGE_BYTES`. */
export const TILE_BYTES = 20_000;
export const PAGE_BYTES = 250_000;

/**
 * How a number is to be read; the reader formats it. `share` is 0–1 and shown in per cent, `money` has the page's currency,
 * `score` is 0–100.
 */
export const Unit = z.enum(['money', 'count', 'share', 'ratio', 'days', 'score', 'seconds']);
export type Unit = z.infer<typeof Unit>;

/** A sentence in parts, so that no number is formatted before it is read. `low` and `high` make a range. */
export const Sentence = z.array(
  z.union([
    z.strictObject({ text: z.string(), strong: z.literal(true).optional() }),
    z.strictObject({
      value: z.number(),
      unit: Unit,
      high: z.number().optional(),
      signed: z.literal(true).optional(),
      strong: z.literal(true).optional(),
    }),
    z.strictObject({ date: z.string(), to: z.string().optional(), strong: z.literal(true).optional() }),
  ]),
);
export type Sentence = z.infer<typeof Sentence>;

/** `ready`, or what stands between the reader and the number. */
export const TileState = z.strictObject({
  kind: z.enum(['ready', 'provisional', 'immature', 'stale', 'untrusted', 'empty', 'hidden']),
  /** Why, in one sentence; empty when ready. */
  note: Sentence,
});
export type TileState = z.infer<typeof TileState>;

/** Where a number stands between the sources and this tile. */
export const LineageStep = z.strictObject({
  layer: z.enum(['source', 'raw', 'staging', 'intermediate', 'mart', 'metric', 'model', 'tile']),
  names: z.array(z.string()),
});
export type LineageStep = z.infer<typeof LineageStep>;

export const FailedCheck = z.strictObject({
  check: z.string(),
  table: z.string(),
  column: z.string().nullable(),
  severity: Severity,
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string(),
});
export type FailedCheck = z.infer<typeof FailedCheck>;

/** What every number carries. */
export const Trust = z.strictObject({
  as_of: z.string(),
  /** The newest day the marts below this number hold; null when they are empty or know no days. */
  newest: z.string().nullable(),
  /** Sources that were not read completely. */
  late: z.array(z.string()),
  /** 0–100 over the checks of these marts; null when none ran. */
  score: z.number().nullable(),
  checks: z.number().int(),
  failed: z.array(FailedCheck).max(10),
  marts: z.array(z.string()),
});
export type Trust = z.infer<typeof Trust>;

/** Half-open in days: `to` is the last day that counts. */
export const DayRange = z.strictObject({ from: z.string(), to: z.string() });
export type DayRange = z.infer<typeof DayRange>;

/** A figure of one period against one comparison. */
export const Figure = z.strictObject({
  value: z.number().nullable(),
  against: z.number().nullable(),
  /** Relative for amounts, a difference for shares. */
  change: z.number().nullable(),
  usual: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  verdict: z.enum(['above', 'below', 'inside', 'unknown']),
  /** Where the value will land when late records are in, in 80 of 100 cases. */
  final: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  /** What makes the value unusable: a limit of the metric that it breaks. */
  broken: z.string().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** `<period>/<comparison>`, or `now` for a figure that knows no period. */
const byView = <T extends z.ZodType>(schema: T) => z.record(z.string(), schema);

const KpiBody = z.strictObject({
  kind: z.literal('kpis'),
  items: z.array(
    z.strictObject({
      metric: z.string(),
      name: z.string(),
      unit: Unit,
      polarity: z.enum(['up', 'down', 'none']),
      views: byView(Figure),
      /** Values of 7-day steps, oldest first, the last one ending on the newest day. */
      spark: z.array(z.number().nullable()),
      note: z.string(),
    }),
  ),
});
export type KpiBody = z.infer<typeof KpiBody>;

/** One measure over time, beside the same weekdays a year before. */
const TrendBody = z.strictObject({
  kind: z.literal('trend'),
  unit: Unit,
  against: z.string().nullable(),
  weeks: z.array(
    z.strictObject({
      from: z.string(),
      /** Days of the week that are over; below 7 the week is partial. */
      days: z.number().int(),
      value: z.number().nullable(),
      against: z.number().nullable(),
    }),
  ),
  days: z.array(z.strictObject({ day: z.string(), value: z.number().nullable(), against: z.number().nullable() })),
});
export type TrendBody = z.infer<typeof TrendBody>;

const SplitBody = z.strictObject({
  kind: z.literal('split'),
  unit: Unit,
  names: z.tuple([z.string(), z.string()]),
  weeks: z.array(
    z.strictObject({ from: z.string(), days: z.number().int(), values: z.tuple([z.number(), z.number()]) }),
  ),
});
export type SplitBody = z.infer<typeof SplitBody>;

/** `start` plus all `parts` is exactly `end`. */
const Bridge = z.strictObject({
  start: z.number(),
  parts: z.array(z.strictObject({ name: z.string(), value: z.number() })),
  end: z.number(),
});
export type Bridge = z.infer<typeof Bridge>;
const BridgeBody = z.strictObject({
  kind: z.literal('bridge'),
  unit: Unit,
  views: byView(Bridge),
});
export type BridgeBody = z.infer<typeof BridgeBody>;

const CohortBody = z.strictObject({
  kind: z.literal('cohorts'),
  rows: z.array(
    z.strictObject({
      month: z.string(),
      customers: z.number().int(),
      /** From month 1 on; `open`: the month is not over. Missing at the end: not reached. */
      cells: z.array(z.strictObject({ rate: z.number().nullable(), open: z.literal(true).optional() })),
    }),
  ),
});
export type CohortBody = z.infer<typeof CohortBody>;

const Band = z.strictObject({ from: z.string(), low: z.number(), middle: z.number(), high: z.number() });
const ForecastBody = z.strictObject({
  kind: z.literal('forecast'),
  horizon_days: z.number().int(),
  level: z.number(),
  items: z.array(
    z.strictObject({
      product_key: z.string(),
      sku: z.string(),
      title: z.string(),
      model: z.string(),
      actual: z.array(z.strictObject({ from: z.string(), units: z.number() })),
      forecast: z.array(Band),
      total: z.strictObject({ low: z.number(), middle: z.number(), high: z.number() }),
      available: z.number().nullable(),
      /** Days until what is available is sold at the forecast's middle; null when it lasts or is not known. */
      runs_out_in: z.number().nullable(),
    }),
  ),
});
export type ForecastBody = z.infer<typeof ForecastBody>;

const ActionBody = z.strictObject({
  kind: z.literal('actions'),
  items: z.array(
    z.strictObject({
      severity: Severity,
      title: Sentence,
      text: Sentence,
      link: z.strictObject({ label: z.string(), to: z.string() }),
    }),
  ),
});
export type ActionBody = z.infer<typeof ActionBody>;

/** A cell is a number in the column's unit, a text, a list of texts, or missing. */
const Cell = z.union([z.number(), z.string(), z.boolean(), z.array(z.string()), z.null()]);
export type Cell = z.infer<typeof Cell>;
const TableBody = z.strictObject({
  kind: z.literal('table'),
  caption: z.string(),
  columns: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      /** How the cell is drawn; `bar` draws its number's share of `max` beside it. */
      as: z.enum(['text', 'key', 'number', 'bar', 'day', 'tags', 'flag', 'metric']),
      unit: Unit.optional(),
      max: z.number().optional(),
      /** Shown on phones too. */
      narrow: z.literal(true).optional(),
    }),
  ),
  rows: z.array(z.array(Cell)),
  sort: z.strictObject({ column: z.string(), descending: z.boolean() }).nullable(),
  /** Rows there are in all; the tile may hold fewer. */
  total: z.number().int(),
});
export type TableBody = z.infer<typeof TableBody>;

const ModelBody = z.strictObject({
  kind: z.literal('models'),
  items: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      model: z.string(),
      key: z.string(),
      promoted: z.boolean(),
      notice: z.string().nullable(),
      as_of: z.string(),
      rows: z.number().int(),
      features: z.number().int(),
      baseline: z.string(),
      measures: z.array(
        z.strictObject({
          name: z.string(),
          label: z.string(),
          better: z.enum(['up', 'down', 'none']),
          value: z.number(),
          baseline: z.number().nullable(),
        }),
      ),
    }),
  ),
});
export type ModelBody = z.infer<typeof ModelBody>;

const EmptyBody = z.strictObject({ kind: z.literal('empty'), title: z.string(), text: z.string() });
export type EmptyBody = z.infer<typeof EmptyBody>;

export const TileBody = z.discriminatedUnion('kind', [
  KpiBody,
  TrendBody,
  SplitBody,
  BridgeBody,
  CohortBody,
  ForecastBody,
  ActionBody,
  TableBody,
  ModelBody,
  EmptyBody,
]);
export type TileBody = z.infer<typeof TileBody>;

/** One tile as it is published: raw numbers with units, and all that is needed to trust them. */
export const Tile = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: z.string(),
  /** Grey words behind the title: unit, span or grain. */
  scope: z.string(),
  state: TileState,
  finding: Sentence,
  currency: z.string().nullable(),
  metrics: z.array(z.string()),
  /** How it is computed, in words. */
  about: z.string(),
  sql: z.string(),
  lineage: z.array(LineageStep),
  trust: Trust,
  body: TileBody,
});
export type Tile = z.infer<typeof Tile>;

export const Period = z.strictObject({ id: z.string(), label: z.string(), range: DayRange });
export const Comparison = z.strictObject({ id: z.string(), label: z.string() });
export type Comparison = z.infer<typeof Comparison>;

/** A page: its sentence, its key figures, and which tiles stand where. */
export const PageManifest = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  title: z.string(),
  as_of: z.string(),
  /** The last day that is over in the zone reports are cut in; figures end with it. */
  last_day: z.string(),
  currency: z.string().nullable(),
  /** Orders in other currencies; their amounts are in no number of the page. */
  other_currencies: z.array(z.strictObject({ currency: z.string(), orders: z.number().int() })),
  periods: z.array(Period),
  /** Comparisons that reach back far enough, by period; the first is the default. */
  comparisons: z.record(z.string(), z.array(Comparison)),
  lead: byView(Sentence),
  kpis: Tile.nullable(),
  tiles: z.array(z.strictObject({ tile: z.string(), title: z.string(), span: z.number().int().min(3).max(12) })),
});
export type PageManifest = z.infer<typeof PageManifest>;

/** Everything the drawer says about a metric. */
export const MetricCard = z.strictObject({
  version: z.literal(1),
  metric: z.string(),
  name: z.string(),
  about: z.string(),
  formula: z.string(),
  unit: Unit,
  kind: z.enum(['additive', 'semi-additive', 'ratio', 'non-additive']),
  date_basis: z.string(),
  polarity: z.enum(['up', 'down', 'none']),
  owner: z.string(),
  /** How others define it, and why the numbers differ. */
  differs: z.string(),
  file: z.string(),
  currency: z.string().nullable(),
  views: byView(
    z.strictObject({
      range: DayRange.nullable(),
      against_range: DayRange.nullable(),
      figure: Figure,
      /** The parts that sum to the value, or numerator and denominator. */
      parts: z.array(
        z.strictObject({ metric: z.string(), name: z.string(), unit: Unit, sign: z.number(), value: z.number() }),
      ),
      /** Names of `sql`. */
      sql: z.string(),
    }),
  ),
  /** Statements that give exactly the values shown, by period. */
  sql: z.record(z.string(), z.string()),
  lineage: z.array(LineageStep),
  trust: Trust,
  used_in: z.array(z.string()),
});
export type MetricCard = z.infer<typeof MetricCard>;
