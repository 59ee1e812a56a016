import { type Column, columnClass } from './cells.tsx';
import type { Order } from './order.ts';

interface HeadProps {
  readonly column: Column;
  readonly order: Order | null;
  sort(order: Order): void;
}

/** A column's header: a button that sorts by it, and toggles the direction. */
export function Head({ column, order, sort }: HeadProps) {
  const isSorted = column.key === order?.column;
  const descending = isSorted && order.descending;
  return (
    <th
      scope="col"
      class={columnClass(column)}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        data-sort={column.key}
        onClick={() => sort({ column: column.key, descending: !descending })}
      >
        {column.label}
        {isSorted && (descending ? ' ↓' : ' ↑')}
      </button>
    </th>
  );
}
