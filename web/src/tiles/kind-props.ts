import type { ComponentType } from 'preact';
import type { Tile, TileBody } from '../../../lambdas/contracts/tile/tile.ts';

export interface KindProps<K extends TileBody['kind'] = TileBody['kind']> {
  readonly tile: Tile & { readonly body: Extract<TileBody, { kind: K }> };
  readonly span: number;
}
export type Drawing = ComponentType<{ tile: Tile; span: number }>;
