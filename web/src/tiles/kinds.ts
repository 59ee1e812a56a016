// Which code draws which kind of tile. A kind is loaded with the first tile of it.
import type { ComponentType } from 'preact';
import type { Tile, TileBody } from '../../../lambdas/contracts/tile/tile.ts';
import type { Drawing, KindProps } from './kind-props.ts';
import { EmptyTile, HiddenTile } from './plain-tiles.tsx';

type Load<K extends TileBody['kind']> = () => Promise<{ readonly default: ComponentType<KindProps<K>> }>;
/** Key figures stand in a page's head, and what is empty needs no code of its own. */
type LoadedKind = Exclude<TileBody['kind'], 'empty' | 'kpis'>;

const KINDS: { readonly [K in LoadedKind]: Load<K> } = {
  actions: () => import('./action-tile.tsx'),
  bridge: () => import('./bridge-tile.tsx'),
  cohorts: () => import('./cohort-tile.tsx'),
  forecast: () => import('./forecast-tile.tsx'),
  models: () => import('./model-tile.tsx'),
  split: () => import('./split-tile.tsx'),
  table: () => import('./table/table-tile.tsx'),
  trend: () => import('./trend-tile.tsx'),
};

const loaded = new Map<string, Drawing>();

/** What draws a tile, when it is there already. */
export function knownDrawing({ state, body }: Tile): Drawing | undefined {
  // The number is not in the file at all: there is nothing to draw.
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
