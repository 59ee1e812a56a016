import type { Sentence } from '../../../contracts/tile/sentence.ts';
import { valueSql } from '../../../sql/metrics/metric-sql.ts';
import { dayNumber, isoDay, range } from '../days.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { type Pace, paceOf } from '../pacing/pace.ts';
import { figure, say, stress } from '../sentence.ts';

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthOf = (first: number) => MONTH.format(new Date(`${isoDay(first)}T00:00:00Z`));

/** The plan of the first metric beside the days so far, and where its month will end. */
function headlineOf({ name, unit, to_date, target_to_date, month_end, chance }: Pace, isOver: boolean): Sentence {
  const ahead = to_date - target_to_date;
  const opening: Sentence = [
    say(`${name}: `),
    figure(to_date, unit),
    say(', '),
    figure(Math.abs(ahead), unit),
    stress(ahead < 0 ? ' behind' : ' ahead of'),
    say(isOver ? ' the plan' : ' the plan to date'),
    say('.'),
  ];
  if (!month_end || month_end.low === null || month_end.high === null || chance === null) return opening;
  return [
    ...opening,
    say(' The month should end between '),
    { value: month_end.low, high: month_end.high, unit, strong: true },
    say(' (80%), and meets the plan with a chance of '),
    stress(`${Math.round(100 * chance)}%`),
    say('.'),
  ];
}

/** Planned figures of the month of the last day: to date, beside the plan to date, and where they will end. */
export async function drawPacing({ report: { header }, context }: Drawing): Promise<Drawn> {
  const { metrics, lastDay, currency } = context;
  const first = dayNumber(`${isoDay(lastDay).slice(0, 7)}-01`);
  const days = dayNumber(`${isoDay(first + 31).slice(0, 7)}-01`) - first;
  const left = first + days - 1 - lastDay;
  const items: Pace[] = [];
  for (const name of header.metrics.filter((one) => metrics.has(one))) {
    const pace = await paceOf(context, name);
    if (pace) items.push(pace);
  }
  const [leading] = items;
  const month = monthOf(first);
  if (!leading)
    return { body: undefined, covers: month, empty: { title: `No plan for ${month}`, text: header.empty!.text } };
  return {
    headline: headlineOf(leading, left === 0),
    covers: left === 0 ? month : `${month}, ${left} of ${days} days to come`,
    metrics: items.map(({ metric }) => metric),
    sql: valueSql(metrics, metrics.metric(leading.metric), currency, range(first, lastDay)),
    body: { kind: 'pacing', month: isoDay(first), days, days_left: left, items },
  };
}
