import { z } from 'zod';
import { byView, DayRange } from './figure.ts';
import { Sentence } from './sentence.ts';
import { Tile } from './tile.ts';

/** A page with its tiles stays below this many bytes. */
export const PAGE_BYTES = 250_000;

const Period = z.strictObject({ id: z.string(), label: z.string(), range: DayRange });
export const Comparison = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Behind a figure: `2025`, `2024–25`, `before`. */
  short: z.string(),
  /** The days compared with. */
  range: DayRange,
});
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
