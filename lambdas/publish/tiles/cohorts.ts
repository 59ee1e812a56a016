import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { CohortBody } from '../../contracts/tile/table-bodies.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { amount, number, text } from './context.ts';
import { isoDay } from './days.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { figure, say } from './sentence.ts';

const MONTHS = 12;
/** Two shares differ when a change this large has less than 1 chance in 20 to be noise. */
const SURE = 1.96;

const monthsBefore = (day: string, months: number): string => {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
};

/** Says something only when the young cohorts differ from the older ones by more than chance. */
function cohortFinding(rows: CohortBody['rows']): Sentence {
  const closed = rows.flatMap(({ customers, cells: [first] }) =>
    first && !first.open && first.rate !== null ? [{ customers, back: Math.round(first.rate * customers) }] : [],
  );
  if (closed.length < 6) return [];
  const total = (some: typeof closed) => ({
    customers: some.reduce((sum, one) => sum + one.customers, 0),
    back: some.reduce((sum, one) => sum + one.back, 0),
  });
  const [young, old] = [total(closed.slice(-3)), total(closed.slice(0, -3))];
  const [a, b] = [young.back / young.customers, old.back / old.customers];
  const pooled = (young.back + old.back) / (young.customers + old.customers);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / young.customers + 1 / old.customers));
  if (!(Math.abs(a - b) > SURE * error)) return [];
  return [
    say('The three youngest whole cohorts come back '),
    { text: a < b ? 'less' : 'more', strong: true },
    say(' in month 1 than those before: '),
    figure(a, 'share'),
    say(' against '),
    figure(b, 'share'),
    say('.'),
  ];
}

/** Share of each month's new customers who ordered again, by month since. */
export async function cohortTile(facts: Facts): Promise<Tile> {
  const from = monthsBefore(isoDay(facts.lastDay), MONTHS);
  const sql = `select
    cohort_month,
    month_index,
    customers_count,
    active_customers_count,
    retention_rate
from marts.mart_cohorts
where month_index >= 0
    and cohort_month >= date '${from}'
order by cohort_month, month_index`;
  const found = facts.rows.has('mart_cohorts') ? await facts.query(sql) : [];
  const rows: CohortBody['rows'] = [...Map.groupBy(found, (row) => text(row.cohort_month).slice(0, 10))].map(
    ([month, cells]) => {
      const customers = amount(cells[0]!.customers_count);
      const later = cells.filter((row) => amount(row.month_index) >= 1 && amount(row.month_index) < MONTHS);
      return {
        month,
        customers,
        cells: later.map((row) => {
          const rate = number(row.retention_rate);
          if (rate !== null) return { rate };
          return { rate: customers > 0 ? amount(row.active_customers_count) / customers : null, open: true as const };
        }),
      };
    },
  );
  return tileOf(facts, {
    name: 'overview_cohorts',
    title: 'Retention by first-order month',
    scope: '% of people with an order in that month',
    covers: `last ${MONTHS} months`,
    finding: cohortFinding(rows),
    about:
      'People are grouped by the month of their first valid order. A cell is the share of them with a valid order in that later month. Hatched: the month is not over. Empty: not reached.',
    sql,
    marts: ['mart_cohorts'],
    body:
      rows.length === 0
        ? { kind: 'empty', title: 'No cohorts yet', text: 'They appear a month after the first order.' }
        : { kind: 'cohorts', rows },
  });
}
