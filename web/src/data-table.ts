import { h } from './dom.ts';

/** A plain table: caption, heads, rows; the first column names the row, the others are figures. */
export const dataTable = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLTableElement =>
  h(
    'table',
    {},
    h('caption', { class: 'vh' }, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        heads.map((head, at) => h('th', { scope: 'col', class: at ? 'right' : null }, head)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(([name, ...cells]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, name),
          cells.map((cell) => h('td', { class: 'right' }, cell)),
        ),
      ),
    ),
  );

/** Lets a wide table scroll inside its tile, by keyboard too. */
export const scrolling = (label: string, table: HTMLElement): HTMLElement =>
  h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, table);
