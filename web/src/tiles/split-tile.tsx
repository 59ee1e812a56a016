import { Chart } from '../chart/chart.tsx';
import { count, dayYear, MISSING, sentenceText, share } from '../format.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { KindProps } from './kind-props.ts';

export default function SplitTile({ tile, span }: KindProps<'split'>) {
  const { body } = tile;
  const [lower, upper] = body.names;
  const rows = body.weeks.map(({ from, days, values: [repeat, first] }) => [
    `${dayYear(from)}${days < 7 ? `, ${days} of 7 days` : ''}`,
    count(first),
    count(repeat),
    first + repeat > 0 ? share(first / (first + repeat), 1) : MISSING,
  ]);
  return (
    <TileFrame
      tile={tile}
      span={span}
      table={{ caption: 'Orders by week', heads: ['Week from', upper, lower, 'Share of first'], rows: rows.reverse() }}
    >
      <div class="legend">
        <span>
          <i class="swatch c2" />
          {upper} (share above bar)
        </span>
        <span>
          <i class="swatch c1" />
          {lower}
        </span>
        {body.weeks.some(({ days }) => days < 7) && (
          <span>
            <i class="swatch hatch" />
            week not over
          </span>
        )}
      </div>
      <Chart
        label={`${upper} and ${lower} by week. ${sentenceText(tile.headline, tile.currency)}`}
        of={body}
        draw={(charts, element, read) => charts.drawSplit(element, body, read)}
        low
      />
    </TileFrame>
  );
}
