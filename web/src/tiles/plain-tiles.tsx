import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { Middle } from '../tile/middle.tsx';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { KindProps } from './kind-props.ts';

export const EmptyTile = ({ tile, span }: KindProps<'empty'>) => (
  <TileFrame tile={tile} span={span} covers="">
    <Middle icon="overview" title={tile.body.title} text={tile.body.text} />
  </TileFrame>
);

export const HiddenTile = ({ tile, span }: { tile: Tile; span: number }) => (
  <TileFrame tile={tile} span={span} covers="">
    <Middle icon="lock" title="Hidden for your role" text="Ask the owner of this data for access." />
  </TileFrame>
);
