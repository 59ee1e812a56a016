import { type AlertRule, type Found, found, type Pacing } from '../rule.ts';

/** A target that at most one outcome in five meets. */
const SMALL_CHANCE = 0.2;

type Pace = Pacing['items'][number];

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

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
      'Act on what fell, or drop a `plan.csv` with the target you believe in. The incident is over when the chance is above a fifth.',
    ],
  },
  find: ({ pacing, ownerOf }) =>
    (pacing?.items ?? [])
      .filter(({ chance }) => chance !== null && chance <= SMALL_CHANCE)
      .map((pace) => alertOf(pace, pacing!, ownerOf('marts.mart_profit_and_loss'))),
};

function alertOf(pace: Pace, { month, days_left: left, currency }: Pacing, owner: string): Found {
  const { metric, name, unit, target, to_date: soFar, month_end: end, chance, needed_per_day, recent_per_day } = pace;
  const shown = (value: number | null | undefined) =>
    `${WHOLE.format(value ?? 0)}${unit === 'money' && currency ? ` ${currency}` : ''}`;
  const per = { month: month.slice(0, 7), left: left === 1 ? '1 day is' : `${left} days are` };
  const rates =
    needed_per_day === null || recent_per_day === null
      ? ''
      : ` It needs ${shown(needed_per_day)} a day; the last four weeks brought ${shown(recent_per_day)}.`;
  return found('target-at-risk', `${metric}/${month}`, {
    judged_by: 'targets',
    severity: 'warn',
    title: `${name} of ${per.month} will likely miss its target`,
    body:
      `${shown(soFar)} of ${shown(target)} so far, and ${per.left} to come. The month should end between ${shown(end?.low)} and ` +
      `${shown(end?.high)} (80 %); ${Math.round(100 * chance!)} % of outcomes meet the target.${rates}`,
    owner,
    untrusted: [],
    details: { metric, month, target, to_date: soFar, low: end?.low ?? null, high: end?.high ?? null, chance },
  });
}
