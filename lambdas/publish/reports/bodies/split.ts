import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { SplitBody } from '../../../contracts/tile/series-bodies.ts';
import { valueSql } from '../../../sql/metrics/metric-sql.ts';
import { isoDay, mondayOf, range } from '../days.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { figure, say } from '../sentence.ts';
import { knownValue, mondays } from '../weeks.ts';

const WEEKS = 13;
/** Weeks on each side for a change in the share of first orders, and the required significance. */
const SIDE_WEEKS = 4;
const SURE = 1.96;

/** Empty unless the share of first orders changed significantly. */
function splitHeadline(whole: SplitBody['weeks']): Sentence {
  if (whole.length < 2 * SIDE_WEEKS) return [];
  const side = (some: SplitBody['weeks']) => {
    const repeat = some.reduce((total, { values }) => total + values[0], 0);
    const first = some.reduce((total, { values }) => total + values[1], 0);
    return { orders: first + repeat, share: first / (first + repeat) };
  };
  const [before, after] = [side(whole.slice(0, SIDE_WEEKS)), side(whole.slice(-SIDE_WEEKS))];
  const pooled = (before.share * before.orders + after.share * after.orders) / (before.orders + after.orders);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / before.orders + 1 / after.orders));
  if (!(Math.abs(after.share - before.share) > SURE * error)) return [];
  return [
    say('First orders are '),
    figure(after.share, 'share'),
    say(` of the last ${SIDE_WEEKS} whole weeks, `),
    figure(before.share, 'share'),
    say(` of the first ${SIDE_WEEKS} shown.`),
  ];
}

/** First and repeat orders by week: the first two metrics of the header; the third is the share of the second. */
export function drawSplit({ report: { header }, context }: Drawing): Drawn {
  const { lastDay, metrics, currency } = context;
  const [first, repeat, share] = header.metrics as [string, string, string];
  const weeks: SplitBody['weeks'] = mondays(context, WEEKS).map((monday) => {
    const last = Math.min(monday + 6, lastDay);
    const value = (metric: string) => knownValue(context, metric, monday, last) ?? 0;
    return { from: isoDay(monday), days: last - monday + 1, values: [value(repeat), value(first)] };
  });
  return {
    headline: splitHeadline(weeks.filter(({ days }) => days === 7)),
    sql: valueSql(metrics, metrics.metric(share), currency, range(mondayOf(lastDay), lastDay)),
    body:
      weeks.length === 0
        ? undefined
        : { kind: 'split', unit: 'count', names: ['Repeat orders', 'First orders'], weeks },
  };
}
