import { z } from 'zod';
import { BreakdownBody } from './breakdown.ts';
import { byView, DayRange } from './figure.ts';
import { Sentence } from './sentence.ts';
import { Tile } from './tile.ts';

/** Maximum size in bytes of a page with its tiles. */
export const PAGE_BYTES = 250_000;

const Period = z.strictObject({ id: z.string(), label: z.string(), range: DayRange });
export const Comparison = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Suffix of a figure's label: `2025`, `2024–25`, `before`. */
  short: z.string(),
  /** The days of the comparison. */
  range: DayRange,
});
export type Comparison = z.infer<typeof Comparison>;

/** The breakdown on the page: what its figures can be filtered by, and added up over. */
const Sums = z.strictObject({
  tile: z.string(),
  first_day: z.string(),
  dimensions: BreakdownBody.shape.dimensions,
});
export type Sums = z.infer<typeof Sums>;

/** A page: its sentence, its key figures, and the position of its tiles. */
export const PageManifest = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  title: z.string(),
  as_of: z.string(),
  /** The last complete day in the reporting time zone; figures end with it. */
  last_day: z.string(),
  currency: z.string().nullable(),
  /** Orders in other currencies with their net sales, each in its own; no number of the page includes them. */
  other_currencies: z.array(z.strictObject({ currency: z.string(), orders: z.number().int(), net_sales: z.number() })),
  periods: z.array(Period),
  /** Comparisons with enough history, by period; the first is the default. */
  comparisons: z.record(z.string(), z.array(Comparison)),
  lead: byView(Sentence),
  kpis: Tile.nullable(),
  /** Null on a page without a breakdown: it has the published periods only. */
  sums: Sums.nullable(),
  tiles: z.array(z.strictObject({ tile: z.string(), title: z.string(), span: z.number().int().min(3).max(12) })),
});
export type PageManifest = z.infer<typeof PageManifest>;
