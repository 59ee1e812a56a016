import { ConfigError } from '../contracts/errors.ts';
import type { DayRange } from '../contracts/tile/figure.ts';
import type { Answerable } from '../sql/metrics/question-sql.ts';

const DAY = 86_400_000;
/** Fifty-two weeks: a Monday is compared with a Monday. */
const WEEKS = 364 * DAY;

const isByWeekday = ({ by }: Pick<Answerable, 'by'>) => by.includes('day') || by.includes('week');
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** @throws ConfigError for another comparison, or a question without days */
export function isComparison(vs: string, { days, metric }: Answerable): true {
  if (vs !== 'last-year') throw new ConfigError('the one comparison there is is last-year');
  if (days?.from === undefined || days.from < '1000' || days.to > '9998')
    throw new ConfigError(`a comparison of ${metric.metric} needs the first and the last day: give from and to`);
  return true;
}

/** The same days a year before; by day or week 364 days before, so that weekdays match. */
export function earlier(question: Answerable): DayRange {
  const { from, to } = question.days!;
  return { from: shifted(from, -1, question), to: shifted(to, -1, question) };
}

/** The first day of a period, a year later. */
export const later = (day: string, question: Answerable): string => shifted(day, 1, question);

function shifted(day: string, years: 1 | -1, question: Answerable): string {
  const at = Date.parse(day);
  if (isByWeekday(question)) return iso(at + years * WEEKS);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  // 29 February becomes the last day of a February without one.
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return iso(Date.UTC(year + years, month - 1, Math.min(date, last)));
}
