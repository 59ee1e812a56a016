import type { PacingBody } from '../../../lambdas/contracts/tile/pacing.ts';
import { Scrolling } from '../elements/data-table.tsx';
import { Bullet } from '../elements/spark.tsx';
import { count, MISSING, share, short, signed } from '../format.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { KindProps } from './kind-props.ts';

type Item = PacingBody['items'][number];

const SHAPES: Readonly<Record<Item['shape'], string>> = {
  year_before: 'The days of the plan weigh what the same weekdays came to last year.',
  linear: 'The days of the plan weigh the same: last year’s month is not known.',
};

/** A chance is a whole per cent, and neither certain nor impossible. */
const chanceText = (chance: number | null): string =>
  chance === null ? MISSING : chance < 0.01 ? '< 1%' : chance > 0.99 ? '> 99%' : share(chance, 0);

/** How often earlier intervals held what came. */
function recordOf({ month_end: end }: Item): string {
  if (!end || end.held.of === 0) return MISSING;
  return `${count(end.held.inside)} of ${count(end.held.of)} held`;
}

/** The method of the forecasts, and which of them know the season. */
function methodOf(items: readonly Item[]): string {
  const seasonal = items.filter((item) => item.month_end?.method === 'recent_weeks_and_season');
  const of = seasonal.length === items.length ? '' : ` (${seasonal.map(({ name }) => name).join(', ')})`;
  const season = seasonal.length > 0 ? `, and the season of last year where it helped earlier forecasts${of}` : '';
  const isJudged = items.some((item) => item.month_end?.held.of);
  const record = isJudged ? ' The record is of earlier intervals, made in the same way.' : '';
  return `Days to come are forecast from the same weekdays of the last four weeks${season}.${record}`;
}

/** Planned figures of the month: so far, against the plan of these days, where it will end, and what is needed. */
export default function PacingTile({ tile, span }: KindProps<'pacing'>) {
  const { body, currency } = tile;
  const isOpen = body.days_left > 0;
  const heads = ['Figure', 'So far', 'Against plan to date', 'Month, and its plan', 'Plan'];
  if (isOpen) heads.push('Month’s end (80%)', 'Record', 'Chance', 'Needed per day', 'Lately per day');
  const cellsOf = (item: Item): string[] => {
    const text = (value: number | null) => short(value, item.unit, currency);
    const { low, high, middle } = item.month_end ?? { low: null, high: null, middle: null };
    const end = low === null ? text(middle) : `${text(low)}–${text(high)}`;
    return isOpen
      ? [
          text(item.target),
          end,
          recordOf(item),
          chanceText(item.chance),
          text(item.needed_per_day),
          text(item.recent_per_day),
        ]
      : [text(item.target)];
  };
  return (
    <TileFrame tile={tile} span={span} {...(isOpen ? { method: 'Forecast with its record' } : {})}>
      <Scrolling label={tile.title}>
        <table class="pacing">
          <caption class="vh">{tile.title}</caption>
          <thead>
            <tr>
              {heads.map((head, at) => (
                <th key={head} scope="col" class={at === 0 || at === 3 ? undefined : 'right'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.items.map((item) => (
              <tr key={item.metric} data-pace={item.metric}>
                <th scope="row">
                  <a href={`#metric/${item.metric}`}>{item.name}</a>
                </th>
                <td class="right">{short(item.to_date, item.unit, currency)}</td>
                <td class="right">
                  {signed(item.to_date - item.target_to_date, item.unit, currency)}{' '}
                  <small>of {short(item.target_to_date, item.unit, currency)}</small>
                </td>
                <td class="pacing-bullet">
                  <Bullet value={item.to_date} target={item.target} projected={bandOf(item)} />
                </td>
                {cellsOf(item).map((text, at) => (
                  <td key={heads[at + 4]} class="right">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <div class="legend">
        <span>
          <i class="swatch c1" />
          so far
        </span>
        <span>
          <i class="swatch tick" />
          plan of the month
        </span>
        {body.items.some((item) => bandOf(item)) && (
          <span>
            <i class="swatch s3 hatch" />
            where the month will end, 80% range
          </span>
        )}
      </div>
      <p class="note">
        {SHAPES[body.items[0]!.shape]} {isOpen && methodOf(body.items)}
      </p>
    </TileFrame>
  );
}

const bandOf = ({ month_end: end }: Item): { low: number; high: number } | null =>
  end && end.low !== null && end.high !== null ? { low: end.low, high: end.high } : null;
