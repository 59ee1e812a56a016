import type { CohortBody } from '../../../lambdas/contracts/tile/table-bodies.ts';
import { scrolling } from '../data-table.ts';
import { h } from '../dom.ts';
import { count, month } from '../format.ts';
import type { TileParts } from '../tile-frame.ts';

const percent = (rate: number) => (rate * 100).toFixed(1);

/** Steps by quantile of the months that are over, so that one large cell does not pale the rest. */
function stepsOf(body: CohortBody): (rate: number) => number {
  const rates = body.rows
    .flatMap(({ cells }) => cells.flatMap(({ rate, open }) => (rate !== null && !open ? [rate] : [])))
    .sort((a, b) => a - b);
  const edges = [1, 2, 3, 4, 5, 6].map((step) => rates[Math.floor((step * rates.length) / 7)] ?? 1);
  return (rate) => 1 + edges.filter((edge) => rate >= edge && edge > 0).length;
}

export function cohortTile(body: CohortBody): TileParts {
  const step = stepsOf(body);
  const months = Math.max(0, ...body.rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: months }, (_, at) => at + 1);
  return {
    body: scrolling(
      'Retention by first-order month',
      h(
        'table',
        { class: 'heat' },
        h(
          'caption',
          { class: 'vh' },
          'Share of each cohort that ordered again, in per cent, by month after the first order',
        ),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'First order'),
            h('th', { scope: 'col', class: 'right' }, 'People'),
            columns.map((at) => h('th', { scope: 'col' }, at === 1 ? 'Month 1' : at)),
          ),
        ),
        h(
          'tbody',
          {},
          body.rows.map((row) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, month(row.month)),
              h('td', { class: 'people' }, count(row.customers)),
              columns.map((at) => {
                const cell = row.cells[at - 1];
                if (!cell || cell.rate === null) return h('td');
                return h(
                  'td',
                  {},
                  h(
                    'span',
                    {
                      class: `q${cell.open ? 1 : step(cell.rate)}${cell.open ? ' hatch' : ''}`,
                      title: cell.open ? 'Month not over' : null,
                    },
                    percent(cell.rate),
                    cell.open && h('span', { class: 'vh' }, ' so far'),
                  ),
                );
              }),
            ),
          ),
        ),
      ),
    ),
    method: 'Deeper: more came back, steps by quantile. Hatched: month not over.',
  };
}
