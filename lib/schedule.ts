// Errors in schedules that EventBridge Scheduler would accept but never start, found before deployment.

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const FIELDS = {
  minutes: { name: 'minutes', least: 0, most: 59 },
  hours: { name: 'hours', least: 0, most: 23 },
  dayOfMonth: { name: 'day of month', least: 1, most: 31 },
  month: { name: 'month', least: 1, most: 12, names: MONTHS },
  dayOfWeek: { name: 'day of week', least: 1, most: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
  year: { name: 'year', least: 1970, most: 2199 },
} as const satisfies Record<string, Field>;

/** Describes the error of a field. */
class FieldError extends Error {}

/** A number or a name in a field. */
function numberIn({ name, least, most, names }: Field, text: string): number {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new FieldError(`${name} is '${text}', expected ${least} to ${most}`);
}

/** Every value of a field: `*`, `5`, `1-5`, `0/15`, and lists of these. */
function numbersIn(field: Field, text: string): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', every] = part.split('/');
    const step = every === undefined ? 1 : Number(every);
    if (!Number.isInteger(step) || step < 1) throw new FieldError(`${field.name} has the step '${every}'`);
    const [from = '', to] = range.split('-');
    const first = range === '*' ? field.least : numberIn(field, from);
    const last = range === '*' || (every !== undefined && to === undefined) ? field.most : numberIn(field, to ?? from);
    if (first > last) throw new FieldError(`${field.name} runs from ${from} to ${to}`);
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return values;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days of a month, or undefined when every month has one: `L` is its last day, `LW` its last weekday. */
function daysOf(text: string): ReadonlySet<number> | undefined {
  if (/^LW?$/i.test(text)) return undefined;
  const nearest = /^(\d+)W$/i.exec(text);
  return nearest ? new Set([numberIn(FIELDS.dayOfMonth, nearest[1]!)]) : numbersIn(FIELDS.dayOfMonth, text);
}

/** `6L` the last Friday, `6#2` the second one: every year has months with them. */
function checkDayOfWeek(text: string): void {
  const [, day, which] = /^(\w+?)(?:L|#(\d+))$/i.exec(text) ?? [];
  if (/^L$/i.test(text)) return;
  if (day === undefined) numbersIn(FIELDS.dayOfWeek, text);
  else numberIn(FIELDS.dayOfWeek, day);
  if (which !== undefined && (Number(which) < 1 || Number(which) > 5))
    throw new FieldError(`day of week asks for number ${which} of a month, expected 1 to 5`);
}

function cronFault(text: string, thisYear: number): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6)
    return `has ${fields.length} fields, expected 6: minutes hours day-of-month month day-of-week year`;
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    return 'needs a ? as day of month or as day of week, and in one of them only';
  numbersIn(FIELDS.minutes, minutes);
  numbersIn(FIELDS.hours, hours);
  const months = numbersIn(FIELDS.month, month);
  const years = [...numbersIn(FIELDS.year, year)].filter((one) => one >= thisYear);
  if (dayOfWeek !== '?') checkDayOfWeek(dayOfWeek);
  const days = dayOfMonth === '?' ? undefined : daysOf(dayOfMonth);
  if (years.length === 0) return `never fires: its years (${year}) are over`;
  const fires = years.some((one) =>
    [...months].some((of) => days === undefined || [...days].some((day) => day <= daysIn(one, of))),
  );
  const named = [...months].map((one) => MONTHS[one - 1]).join(', ');
  return fires ? undefined : `never fires: ${named} of ${year === '*' ? 'no year' : year} has a day ${dayOfMonth}`;
}

/**
 * @param expression `rate(…)` or `cron(…)` in EventBridge Scheduler's syntax, UTC
 * @param thisYear earlier years never occur again
 * @returns a description of its error, or undefined
 */
export function scheduleFault(expression: string, thisYear: number): string | undefined {
  const [, kind, text = ''] = /^(rate|cron)\((.+)\)$/.exec(expression) ?? [];
  if (kind === undefined) return `is '${expression}', expected rate(…) or cron(…)`;
  if (kind === 'rate')
    return /^[1-9]\d* (minute|hour|day)s?$/.test(text)
      ? undefined
      : `${expression} is no rate, expected for example rate(15 minutes)`;
  try {
    const fault = cronFault(text, thisYear);
    return fault && `${expression} ${fault}`;
  } catch (error) {
    if (error instanceof FieldError) return `${expression}: ${error.message}`;
    throw error;
  }
}

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;
const MINUTES_OF_A_MONTH = 1440 * (365.25 / 12);

/** How often a valid schedule starts something per month, on average over a year. */
export function startsPerMonth(expression: string, year: number): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (unit !== undefined) return MINUTES_OF_A_MONTH / (Number(count) * MINUTES[unit as keyof typeof MINUTES]);
  const fields = expression.slice('cron('.length, -1).trim().split(/\s+/);
  const [minutes, hours, dayOfMonth, month, dayOfWeek] = fields as [string, string, string, string, string];
  const aDay = numbersIn(FIELDS.minutes, minutes).size * numbersIn(FIELDS.hours, hours).size;
  const monthDays = dayOfMonth === '?' ? undefined : daysOf(dayOfMonth);
  const isOneADay =
    dayOfWeek.includes('L') || dayOfWeek.includes('#') || (dayOfMonth !== '?' && monthDays === undefined);
  const weekDays = dayOfWeek === '?' || isOneADay ? undefined : numbersIn(FIELDS.dayOfWeek, dayOfWeek);
  let days = 0;
  for (const of of numbersIn(FIELDS.month, month)) {
    for (let day = 1; day <= daysIn(year, of); day++) {
      const weekDay = new Date(Date.UTC(year, of - 1, day)).getUTCDay() + 1;
      if (isOneADay ? day === 1 : (monthDays?.has(day) ?? weekDays?.has(weekDay))) days++;
    }
  }
  return (days * aDay) / 12;
}
