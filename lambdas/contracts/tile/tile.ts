import { z } from 'zod';
import { BreakdownBody } from './breakdown.ts';
import { ActionBody, EmptyBody, ModelBody } from './card-bodies.ts';
import { BridgeBody, KpiBody } from './figure-bodies.ts';
import { PacingBody } from './pacing.ts';
import { Sentence } from './sentence.ts';
import { ForecastBody, SplitBody, TrendBody } from './series-bodies.ts';
import { CohortBody, TableBody } from './table-bodies.ts';
import { LineageStep, Trust } from './trust.ts';

/** Maximum size of a tile file in bytes. */
export const TILE_BYTES = 20_000;

/** `ready`, or the reason why there is no number. */
const TileState = z.strictObject({
  kind: z.enum(['ready', 'provisional', 'immature', 'stale', 'untrusted', 'empty', 'hidden']),
  /** The reason in one sentence; empty when ready. */
  note: Sentence,
});

export const TileBody = z.discriminatedUnion('kind', [
  KpiBody,
  TrendBody,
  SplitBody,
  BridgeBody,
  CohortBody,
  ForecastBody,
  PacingBody,
  ActionBody,
  TableBody,
  BreakdownBody,
  ModelBody,
  EmptyBody,
]);
export type TileBody = z.infer<typeof TileBody>;

/** One published tile: raw numbers with units, and everything needed to trust them. */
export const Tile = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: z.string(),
  /** Grey text behind the title: unit, span or grain. */
  scope: z.string(),
  /** The fixed days or moment it shows; empty when it follows the page's period. */
  covers: z.string(),
  state: TileState,
  headline: Sentence,
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
