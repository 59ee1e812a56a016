import type { TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import { h } from '../../dom.ts';
import { count } from '../../format.ts';

export interface PageOfRows {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Rows before the page. */
  readonly first: number;
  readonly shown: TableBody['rows'];
}

/** Where in the table one is, and the ways on; nothing for a table that is shown whole. */
export function pagerOf(body: TableBody, at: PageOfRows, turn: (page: number) => void): HTMLElement[] {
  const { page, pages, first, shown } = at;
  const held = body.rows.length;
  if (pages <= 1 && body.total <= held) return [];
  const step = (label: string, to: number, isEnd: boolean) =>
    pages > 1 && h('button', { type: 'button', class: 'button', disabled: isEnd, onclick: () => turn(to) }, label);
  const rest = body.total > held ? `; the tile holds the first ${count(held)} of ${count(body.total)}` : '';
  return [
    h(
      'div',
      { class: 'pager' },
      step('Previous', page - 1, page === 1),
      step('Next', page + 1, page === pages),
      h('span', {}, `${count(first + 1)} to ${count(first + shown.length)} of ${count(held)}${rest}`),
    ),
  ];
}
