import type { Cell } from '../../../contracts/tile/table-bodies.ts';
import type { Value } from '../../../ports/warehouse.ts';
import { type Drawing, type Drawn, tableOf } from '../drawing.ts';
import { number, text } from '../values.ts';

/** The rows of the query in its order, in the columns the header declares. */
export function drawTable({ report, rows }: Drawing): Drawn {
  const columns = Object.entries(report.header.columns);
  const cells = rows.map((row) => columns.map(([name, { as }]) => cellOf(row[name] ?? null, as)));
  return { body: rows.length === 0 ? undefined : tableOf(report, cells) };
}

function cellOf(value: Value, as: string): Cell {
  if (value === null) return null;
  if (as === 'number' || as === 'bar') return number(value);
  if (as === 'flag') return value === true;
  if (as === 'day') return text(value).slice(0, 10);
  if (as === 'tags') return Array.isArray(value) ? value.map(text) : [text(value)];
  return text(value);
}
