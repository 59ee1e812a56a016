import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { CohortBody } from '../../../contracts/tile/table-bodies.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { figure, say } from '../sentence.ts';
import { amount, number, text } from '../values.ts';

/** Significance level for the difference of two shares: less than 1 chance in 20 of noise. */
const SURE = 1.96;

/** Empty unless the young cohorts differ significantly from the older ones. */
function cohortHeadline(rows: CohortBody['rows']): Sentence {
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
    say('Customers of the three youngest complete cohorts come back '),
    { text: a < b ? 'less' : 'more', strong: true },
    say(' in month 1 than those before: '),
    figure(a, 'share'),
    say(' against '),
    figure(b, 'share'),
    say('.'),
  ];
}

/** Share of each month's new customers who ordered again, by month since. */
export function drawCohorts({ report, rows: found }: Drawing): Drawn {
  const { months } = report.header.parameters;
  const byMonth = Map.groupBy(found, (row) => text(row.cohort_month).slice(0, 10));
  const rows: CohortBody['rows'] = [...byMonth].map(([month, cells]) => {
    const customers = amount(cells[0]!.customers_count);
    const later = cells.filter((row) => amount(row.month_index) >= 1 && amount(row.month_index) < months!);
    return {
      month,
      customers,
      cells: later.map((row) => {
        const rate = number(row.retention_rate);
        if (rate !== null) return { rate };
        return { rate: customers > 0 ? amount(row.active_customers_count) / customers : null, open: true as const };
      }),
    };
  });
  return { headline: cohortHeadline(rows), body: rows.length === 0 ? undefined : { kind: 'cohorts', rows } };
}
