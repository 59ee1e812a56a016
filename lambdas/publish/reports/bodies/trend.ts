import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { TrendBody } from '../../../contracts/tile/series-bodies.ts';
import { valueSql } from '../../../sql/metrics/metric-sql.ts';
import { isoDay, mondayOf, range } from '../days.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { type ReportContext, YEAR } from '../report-context.ts';
import { figure, plain, say } from '../sentence.ts';
import { knownValue, mondays } from '../weeks.ts';

const WEEKS = 53;
const DAYS = 28;
/** With fewer weeks that have a year before them there is no comparison. */
const LEAST_COMPARED = 4;

function trendHeadline({ firstDay }: ReportContext, unit: TrendBody['unit'], weeks: TrendBody['weeks']): Sentence {
  const whole = weeks
    .filter(({ days, value, baseline }) => days === 7 && value !== null && baseline !== null)
    .slice(-DAYS / 2);
  if (whole.length >= 4) {
    const below = whole.filter(({ value, baseline }) => value! < baseline!).length;
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
  if (!best || firstDay === undefined) return [];
  return [
    say('Best week: from '),
    { date: best.from, strong: true },
    say(' with '),
    figure(best.value ?? 0, unit),
    say('.'),
  ];
}

/** The first metric by week and by day, with the same weekdays a year before. */
export function drawTrend({ report: { header }, context }: Drawing): Drawn {
  const { lastDay, metrics, currency } = context;
  const metric = metrics.metric(header.metrics[0]!);
  const value = (from: number, to: number) => knownValue(context, metric.metric, from, to);
  const weeks = mondays(context, WEEKS).map((monday) => {
    const last = Math.min(monday + 6, lastDay);
    return {
      from: isoDay(monday),
      days: last - monday + 1,
      value: value(monday, last),
      baseline: value(monday - YEAR, monday + 6 - YEAR),
    };
  });
  const days = Array.from({ length: DAYS }, (_, at) => lastDay - DAYS + 1 + at).map((day) => ({
    day: isoDay(day),
    value: value(day, day),
    baseline: value(day - YEAR, day - YEAR),
  }));
  const compared = weeks.filter(({ baseline }) => baseline !== null).length >= LEAST_COMPARED;
  return {
    headline: trendHeadline(context, metric.unit, weeks),
    sql: valueSql(metrics, metric, currency, range(mondayOf(lastDay), lastDay)),
    body:
      weeks.length === 0
        ? undefined
        : {
            kind: 'trend',
            unit: metric.unit,
            baseline: compared ? '52 weeks before' : null,
            weeks: compared ? weeks : weeks.map((week) => ({ ...week, baseline: null })),
            days: compared ? days : days.map((one) => ({ ...one, baseline: null })),
          },
  };
}
