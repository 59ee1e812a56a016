import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { middle, type TileParts, tileFrame } from '../tile-frame.ts';
import type { View } from '../view.ts';
import { actionTile } from './action-tile.ts';
import { bridgeTile } from './bridge-tile.ts';
import { cohortTile } from './cohort-tile.ts';
import { forecastTile } from './forecast-tile.ts';
import { modelTile } from './model-tile.ts';
import { splitTile } from './split-tile.ts';
import { tableTile } from './table/table-tile.ts';
import { trendTile } from './trend-tile.ts';

function partsOf(tile: Tile, view: View): TileParts {
  const { body } = tile;
  // The number is not in the file at all: there is nothing to draw.
  if (tile.state.kind === 'hidden')
    return { body: middle('lock', 'Hidden for your role', 'Ask the owner of this data for access.') };
  switch (body.kind) {
    case 'trend':
      return trendTile(tile, body, view);
    case 'split':
      return splitTile(tile, body);
    case 'bridge':
      return bridgeTile(tile, body, view);
    case 'cohorts':
      return cohortTile(body);
    case 'forecast':
      return forecastTile(tile, body);
    case 'actions':
      return actionTile(tile, body);
    case 'table':
      return tableTile(tile, body);
    case 'models':
      return modelTile(body);
    case 'empty':
      return { body: middle('overview', body.title, body.text) };
    case 'kpis':
      return { body: null };
  }
}

/** A tile of any kind, in its frame. */
export const tileView = (tile: Tile, span: number, view: View): HTMLElement =>
  tileFrame(tile, span, partsOf(tile, view));
