// Code by kind of tile. A kind is loaded with its first tile.
import type { ComponentType } from 'preact';
import type { Tile, TileBody } from '../../../lambdas/contracts/tile/tile.ts';
import type { Drawing, KindProps } from './kind-props.ts';
import { EmptyTile, HiddenTile } from './plain-tiles.tsx';

type Load<K extends TileBody['kind']> = () => Promise<{ readonly default: ComponentType<KindProps<K>> }>;
/** Key figures are rendered in the page's head, and empty tiles need no code of their own. */
type LoadedKind = Exclude<TileBody['kind'], 'empty' | 'kpis'>;

const KINDS: { readonly [K in LoadedKind]: Load<K> } = {
  actions: () => import('./action-tile.tsx'),
  breakdown: () => import('./breakdown/breakdown-tile.tsx'),
  bridge: () => import('./bridge/bridge-tile.tsx'),
  cohorts: () => import('./cohort-tile.tsx'),
  forecast: () => import('./forecast-tile.tsx'),
  models: () => import('./model-tile.tsx'),
  pacing: () => import('./pacing-tile.tsx'),
  split: () => import('./split-tile.tsx'),
  table: () => import('./table/table-tile.tsx'),
  trend: () => import('./trend-tile.tsx'),
};

const loaded = new Map<string, Drawing>();

/** The renderer of a tile, if it is loaded already. */
export function knownDrawing({ state, body }: Tile): Drawing | undefined {
  // The file does not hold the number: there is nothing to render.
  if (state.kind === 'hidden') return HiddenTile;
  return body.kind === 'empty' ? (EmptyTile as Drawing) : loaded.get(body.kind);
}

/** @throws Error when the app is older than the kind */
export async function drawingOf(tile: Tile): Promise<Drawing> {
  const known = knownDrawing(tile);
  if (known) return known;
  const { kind } = tile.body;
  const load = Object.hasOwn(KINDS, kind) ? KINDS[kind as LoadedKind] : undefined;
  if (!load) throw new Error(`kind '${String(kind).slice(0, 40)}' is not known to this app`);
  const { default: Kind } = await load();
  loaded.set(kind, Kind as Drawing);
  return Kind as Drawing;
}
