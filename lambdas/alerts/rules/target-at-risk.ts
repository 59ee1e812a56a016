import { type AlertRule, type Found, found, type Pacing } from '../rule.ts';

/** A target that at most one outcome in five meets. */
const SMALL_CHANCE = 0.2;

type Pace = Pacing['items'][number];

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** At the end of a month a target that was missed stays told until the next one begins. */
const isAtRisk = ({ chance, to_date: soFar, target }: Pace, left: number): boolean =>
  left === 0 ? soFar < target : chance !== null && chance <= SMALL_CHANCE;

/** A target of the month will likely be missed, as the forecast on Overview has it. */
export const targetAtRisk: AlertRule = {
  name: 'target-at-risk',
  runbook: {
    means: [
      'By the forecast on Overview a target of the month (`plan.csv`) is met by at most one outcome in five. The forecast takes the days to',
      'come for like the last four weeks: a campaign that is planned and a price that will change are not in it.',
    ],
    look: [
      'Overview, *Targets of the month*: how far behind the plan to date, and how often earlier intervals held what came. *Why it',
      'changed* splits the difference to last year into traffic, conversion, order value, discounts and returns.',
    ],
    mend: [
      'Act on what fell, or drop a `plan.csv` with the target you believe in. The incident is over when the',
      'chance is above a fifth, when nothing is planned any more, and when the next month begins.',
    ],
  },
  find: ({ pacing, ownerOf }) =>
    (pacing?.items ?? [])
      .filter((pace) => isAtRisk(pace, pacing!.days_left))
      .map((pace) => alertOf(pace, pacing!, ownerOf('marts.mart_profit_and_loss'))),
};

function alertOf(pace: Pace, { month, days_left: left, currency }: Pacing, owner: string): Found {
  const { metric, name, unit, target, to_date: soFar, month_end: end, chance, needed_per_day, recent_per_day } = pace;
  const shown = (value: number) => `${WHOLE.format(value)}${unit === 'money' && currency ? ` ${currency}` : ''}`;
  const ofMonth = `${name} of ${month.slice(0, 7)}`;
  const forecast =
    end?.low == null || end.high === null || chance === null
      ? []
      : [
          `The month should end between ${shown(end.low)} and ${shown(end.high)} (80 %); ${Math.round(100 * chance)} % of outcomes meet the target.`,
        ];
  const rates =
    needed_per_day === null || recent_per_day === null
      ? []
      : [`It needs ${shown(needed_per_day)} a day; the last four weeks brought ${shown(recent_per_day)}.`];
  const rest = left === 1 ? '1 day is' : `${left} days are`;
  return found('target-at-risk', `${metric}/${month}`, {
    judged_by: 'targets',
    severity: 'warn',
    title: left === 0 ? `${ofMonth} missed its target` : `${ofMonth} will likely miss its target`,
    body: [
      left === 0
        ? `${shown(soFar)} of ${shown(target)}; the month is over.`
        : `${shown(soFar)} of ${shown(target)} so far, and ${rest} to come.`,
      ...forecast,
      ...rates,
    ].join(' '),
    owner,
    untrusted: [],
    details: { metric, month, target, to_date: soFar, low: end?.low ?? null, high: end?.high ?? null, chance },
  });
}
