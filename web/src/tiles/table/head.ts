import { h } from '../../dom.ts';
import { type Column, columnClass } from './cells.ts';
import type { Order } from './order.ts';

/** A column's head: a button that sorts by it, and the other way round when it is sorted by already. */
export function headOf(column: Column, order: Order | null, sort: (order: Order) => void): HTMLElement {
  const sorted = column.key === order?.column;
  return h(
    'th',
    {
      scope: 'col',
      class: columnClass(column),
      'aria-sort': sorted ? (order.descending ? 'descending' : 'ascending') : null,
    },
    h(
      'button',
      {
        type: 'button',
        'data-sort': column.key,
        onclick: () => sort({ column: column.key, descending: !(sorted && order.descending) }),
      },
      column.label,
      sorted && (order.descending ? ' ↓' : ' ↑'),
    ),
  );
}
