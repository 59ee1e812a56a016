import type { CohortBody } from '../../../lambdas/contracts/tile/table-bodies.ts';
import { Scrolling } from '../elements/data-table.tsx';
import { count, month } from '../format.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { KindProps } from './kind-props.ts';

type CellOf = CohortBody['rows'][number]['cells'][number];

/** Steps by quantile of the complete months, so that one large cell does not fade the rest. */
function stepsOf(body: CohortBody): (rate: number) => number {
  const rates = body.rows
    .flatMap(({ cells }) => cells.flatMap(({ rate, open }) => (rate !== null && !open ? [rate] : [])))
    .sort((a, b) => a - b);
  const edges = [1, 2, 3, 4, 5, 6].map((step) => rates[Math.floor((step * rates.length) / 7)] ?? 1);
  return (rate) => 1 + edges.filter((edge) => rate >= edge && edge > 0).length;
}

function Cell({ cell, step }: { cell: CellOf | undefined; step: (rate: number) => number }) {
  if (!cell || cell.rate === null) return <td />;
  return (
    <td>
      <span
        class={`q${cell.open ? 1 : step(cell.rate)}${cell.open ? ' hatch' : ''}`}
        title={cell.open ? 'Month not over' : undefined}
      >
        {(cell.rate * 100).toFixed(1)}
        {cell.open && <span class="vh"> so far</span>}
      </span>
    </td>
  );
}

export default function CohortTile({ tile, span }: KindProps<'cohorts'>) {
  const { body } = tile;
  const step = stepsOf(body);
  const months = Math.max(0, ...body.rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: months }, (_, at) => at + 1);
  return (
    <TileFrame tile={tile} span={span} method="Deeper: more came back, steps by quantile. Hatched: month not over.">
      <Scrolling label="Retention by first-order month">
        <table class="heat">
          <caption class="vh">
            Share of each cohort that ordered again, in per cent, by month after the first order
          </caption>
          <thead>
            <tr>
              <th scope="col">First order</th>
              <th scope="col" class="right">
                People
              </th>
              {columns.map((at) => (
                <th scope="col">{at === 1 ? 'Month 1' : at}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.rows.map((row) => (
              <tr>
                <th scope="row">{month(row.month)}</th>
                <td class="people">{count(row.customers)}</td>
                {columns.map((at) => (
                  <Cell cell={row.cells[at - 1]} step={step} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </TileFrame>
  );
}
