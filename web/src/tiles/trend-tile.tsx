import { useState } from 'preact/hooks';
import { Chart } from '../chart/chart.tsx';
import { dayYear, MISSING, sentenceText, short } from '../format.ts';
import { usePage } from '../page-context.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { View } from '../view.ts';
import type { KindProps } from './kind-props.ts';

type Grain = 'day' | 'week';
const GRAINS: readonly (readonly [Grain, string])[] = [
  ['day', 'Day'],
  ['week', 'Week'],
];
const YEAR = '52w';

/** Long periods need the whole year; shorter ones half of it. */
const stepsOf = ({ period }: View) => (period === YEAR ? 53 : 26);

/** The days shown, unless they are those of the period. */
function coversOf(grain: Grain, { period }: View, days: number, steps: number): string {
  if (grain === 'day') return period === `${days / 7}w` ? '' : `last ${days} days`;
  return period === YEAR ? '' : `last ${steps} weeks`;
}

export default function TrendTile({ tile, span }: KindProps<'trend'>) {
  const { view } = usePage();
  const [grain, setGrain] = useState<Grain>('week');
  const { body, currency } = tile;
  const steps = stepsOf(view);
  const money = (value: number | null) => (value === null ? MISSING : short(value, body.unit, currency));
  const rows =
    grain === 'day'
      ? body.days.map(({ day, value, baseline }) => [dayYear(day), money(value), money(baseline)])
      : body.weeks
          .slice(-steps)
          .map(({ from, days, value, baseline }) => [
            `${dayYear(from)}${days < 7 ? `, ${days} of 7 days` : ''}`,
            money(value),
            money(baseline),
          ]);
  return (
    <TileFrame
      tile={tile}
      span={span}
      covers={coversOf(grain, view, body.days.length, Math.min(steps, body.weeks.length))}
      control={
        // biome-ignore lint/a11y/useSemanticElements: a fieldset looks different in every browser
        <div class="segmented" role="group" aria-label="Grain">
          {GRAINS.map(([one, label]) => (
            <button type="button" aria-pressed={one === grain} onClick={() => setGrain(one)}>
              {label}
            </button>
          ))}
        </div>
      }
      table={{
        caption: `Net sales by ${grain}`,
        heads: [grain === 'day' ? 'Day' : 'Week from', 'Net sales', body.baseline ?? 'Year before'],
        rows: rows.reverse(),
      }}
    >
      <div class="legend">
        <span>
          <i class="swatch line c1" />
          Net sales
        </span>
        {body.baseline && (
          <span>
            <i class="swatch line c0" />
            {body.baseline}
          </span>
        )}
        {body.weeks.some(({ days }) => days < 7) && (
          <span>
            <i class="swatch hatch" />
            week not over
          </span>
        )}
      </div>
      <Chart
        label={`Net sales by ${grain}. ${sentenceText(tile.headline, currency)}`}
        of={`${grain} ${steps} ${tile.trust.as_of}`}
        draw={(charts, element, read) => charts.drawTrend(element, { body, grain, steps, currency }, read)}
      />
    </TileFrame>
  );
}
