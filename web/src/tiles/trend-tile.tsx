import { useState } from 'preact/hooks';
import { Chart } from '../chart/chart.tsx';
import { dayYear, MISSING, sentenceText, short } from '../format.ts';
import { usePage } from '../page-context.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { View } from '../view.ts';
import type { KindProps } from './kind-props.ts';
import { stepsOf, useTrend, YEAR } from './use-trend.ts';

type Grain = 'day' | 'week';
/** Own days up to this many are drawn by day, unless somebody asks for weeks. */
const MOST_DAYS = 62;
const GRAINS: readonly (readonly [Grain, string])[] = [
  ['day', 'Day'],
  ['week', 'Week'],
];

/** The days shown, unless they are those of the period. */
function coversOf(grain: Grain, { period }: View, days: number, steps: number): string {
  if (!period) return '';
  if (grain === 'day') return period === `${days / 7}w` ? '' : `last ${days} days`;
  return period === YEAR ? '' : `last ${steps} weeks`;
}

export default function TrendTile({ tile, span }: KindProps<'trend'>) {
  const { view } = usePage();
  const [picked, setGrain] = useState<Grain>();
  const { currency } = tile;
  const { body, isReading, isFailed } = useTrend(tile, view);
  const steps = view.period ? stepsOf(view) : body.weeks.length;
  const grain = picked ?? (view.period || body.days.length > MOST_DAYS ? 'week' : 'day');
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
      tile={view.isPublished ? tile : { ...tile, headline: [], body }}
      span={span}
      followsFilters
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
      {isReading && <p class="note">Reading the days …</p>}
      {isFailed && <p class="note">The days could not be read: these are of all orders.</p>}
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
        {grain === 'week' && body.weeks.some(({ days }) => days < 7) && (
          <span>
            <i class="swatch hatch" />
            {view.period ? 'week not over' : 'less than a week'}
          </span>
        )}
      </div>
      <Chart
        label={`Net sales by ${grain}. ${sentenceText(tile.headline, currency)}`}
        of={`${grain} ${steps} ${tile.trust.as_of} ${view.isPublished ? '' : JSON.stringify(body.days)}`}
        draw={(charts, element, read) => charts.drawTrend(element, { body, grain, steps, currency }, read)}
      />
    </TileFrame>
  );
}
