import type { Bridge } from '../../contracts/tile/figure-bodies.ts';
import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { SplitBody, TrendBody } from '../../contracts/tile/series-bodies.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { valueSql } from '../../sql/metrics/metric-sql.ts';
import { isoDay, mondayOf, range } from './days.ts';
import { type Facts, viewsOf, YEAR } from './facts.ts';
import { tileOf } from './frame.ts';
import { netSalesBridge } from './net-sales-story.ts';
import { figure, plain, say } from './sentence.ts';

const MART = ['mart_daily_sales'];
const WEEKS = 53;
const SPLIT_WEEKS = 13;
const DAYS = 28;
/** Fewer weeks with a year before them are no comparison. */
const LEAST_COMPARED = 4;
/** Weeks on each side when the share of first orders is said to have moved, and how sure that must be. */
const SIDE_WEEKS = 4;
const SURE = 1.96;

/** Mondays of the weeks that have begun, oldest first, none before the first sale. */
function mondays({ firstDay, lastDay }: Facts, count: number): number[] {
  if (firstDay === undefined) return [];
  const last = mondayOf(lastDay);
  const first = Math.max(last - 7 * (count - 1), mondayOf(firstDay));
  return Array.from({ length: (last - first) / 7 + 1 }, (_, at) => first + 7 * at);
}

/** Null before the history begins: no sales known is not the same as none made. */
const known = ({ cube, firstDay }: Facts, metric: string, from: number, to: number): number | null =>
  firstDay === undefined || to < firstDay ? null : cube.over(metric, from, to);

function trendFinding(facts: Facts, weeks: TrendBody['weeks']): Sentence {
  const whole = weeks
    .filter(({ days, value, against }) => days === 7 && value !== null && against !== null)
    .slice(-DAYS / 2);
  if (whole.length >= 4) {
    const below = whole.filter(({ value, against }) => value! < against!).length;
    const above = whole.length - below;
    const [count, word] = below > above ? [below, 'Below'] : [above, 'Above'];
    return [
      say(`${word} the year before in `),
      figure(count, 'count'),
      say(' of '),
      plain(whole.length, 'count'),
      say(' whole weeks.'),
    ];
  }
  const best = weeks.filter(({ days }) => days === 7).sort((a, b) => (b.value ?? 0) - (a.value ?? 0))[0];
  if (!best || facts.firstDay === undefined) return [];
  return [
    say('Best week: from '),
    { date: best.from, strong: true },
    say(' with '),
    figure(best.value ?? 0, 'money'),
    say('.'),
  ];
}

/** Net sales by week and by day beside the same weekdays of the year before. */
export function trendTile(facts: Facts): Tile {
  const { lastDay } = facts;
  const weeks = mondays(facts, WEEKS).map((monday) => {
    const last = Math.min(monday + 6, lastDay);
    return {
      from: isoDay(monday),
      days: last - monday + 1,
      value: known(facts, 'net_sales', monday, last),
      against:
        monday + 6 - YEAR < (facts.firstDay ?? 0) ? null : known(facts, 'net_sales', monday - YEAR, monday + 6 - YEAR),
    };
  });
  const days = Array.from({ length: DAYS }, (_, at) => lastDay - DAYS + 1 + at).map((day) => ({
    day: isoDay(day),
    value: known(facts, 'net_sales', day, day),
    against: known(facts, 'net_sales', day - YEAR, day - YEAR),
  }));
  const compared = weeks.filter(({ against }) => against !== null).length >= LEAST_COMPARED;
  return tileOf(facts, {
    name: 'overview_net_sales',
    title: 'Net sales over time',
    finding: trendFinding(facts, weeks),
    metrics: ['net_sales'],
    about:
      'Net sales by ISO week, beside the week 52 weeks earlier, so that weekdays meet weekdays. A week that is not over is drawn apart and never joined to the line.',
    sql: valueSql(
      facts.cube.catalogue,
      facts.cube.metric('net_sales'),
      facts.currency,
      range(mondayOf(lastDay), lastDay),
    ),
    marts: MART,
    body:
      weeks.length === 0
        ? noSales
        : {
            kind: 'trend',
            unit: 'money',
            against: compared ? '52 weeks before' : null,
            weeks: compared ? weeks : weeks.map((week) => ({ ...week, against: null })),
            days: compared ? days : days.map((one) => ({ ...one, against: null })),
          },
  });
}

const noSales = { kind: 'empty', title: 'No sales yet', text: 'Connect a shop, or wait for the first order.' } as const;

/** Silent unless the share of first orders moved by more than chance. */
function splitFinding(whole: SplitBody['weeks']): Sentence {
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

/** First and repeat orders by week. */
export function splitTile(facts: Facts): Tile {
  const weeks: SplitBody['weeks'] = mondays(facts, SPLIT_WEEKS).map((monday) => {
    const last = Math.min(monday + 6, facts.lastDay);
    const value = (metric: string) => known(facts, metric, monday, last) ?? 0;
    return {
      from: isoDay(monday),
      days: last - monday + 1,
      values: [value('returning_customer_orders'), value('new_customer_orders')],
    };
  });
  const finding = splitFinding(weeks.filter(({ days }) => days === 7));
  return tileOf(facts, {
    name: 'overview_new_returning',
    title: 'New and returning customers',
    scope: 'orders by week',
    covers: `last ${SPLIT_WEEKS} weeks`,
    finding,
    metrics: ['new_customer_orders', 'returning_customer_orders', 'returning_order_share'],
    about:
      'An order is new when it is the first valid order of the person, over all shops and addresses. The share above a bar is that of first orders.',
    sql: valueSql(
      facts.cube.catalogue,
      facts.cube.metric('returning_order_share'),
      facts.currency,
      range(mondayOf(facts.lastDay), facts.lastDay),
    ),
    marts: MART,
    body:
      weeks.length === 0 ? noSales : { kind: 'split', unit: 'count', names: ['Repeat orders', 'First orders'], weeks },
  });
}

/** What changed net sales, as parts that sum exactly. */
export function bridgeTile(facts: Facts): Tile {
  const views: Record<string, Bridge> = {};
  for (const view of viewsOf(facts)) {
    const bridge = netSalesBridge(facts, view);
    if (bridge) views[view.key] = bridge;
  }
  return tileOf(facts, {
    name: 'overview_bridge',
    title: 'What changed net sales',
    metrics: ['net_sales', 'orders', 'gross_sales', 'discounts', 'returns'],
    about:
      'Net sales are orders × gross sales per order × the share left after discounts × the share left after returns. The change is split over these four by logarithmic means, which leaves no rest.',
    sql: valueSql(facts.cube.catalogue, facts.cube.metric('net_sales'), facts.currency, facts.periods[0]!.range),
    marts: MART,
    body:
      Object.keys(views).length === 0
        ? {
            kind: 'empty',
            title: 'Nothing to compare with yet',
            text: 'This needs sales in two periods of the same length.',
          }
        : { kind: 'bridge', unit: 'money', views },
  });
}
