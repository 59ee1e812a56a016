// How the cells of a column are drawn.
import type { Cell, TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import { h, icon, styled } from '../../dom.ts';
import { columnFormat, dayYear, MISSING, short, shortKey } from '../../format.ts';

export type Column = TableBody['columns'][number];

const numberOf = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);

/** Figures stand to the right; what phones have no room for is marked. */
export const columnClass = ({ as, narrow }: Column): string =>
  `${as === 'number' ? 'right' : ''} ${narrow ? '' : 'wide-cell'}`;

const RAISES = / \(raises the risk\)$/;
const LOWERS = / \(lowers the risk\)$/;

/** What speaks for it, then what speaks against it. */
function reasons(texts: readonly string[]): HTMLElement {
  const against = texts.filter((text) => LOWERS.test(text)).map((text) => text.replace(LOWERS, ''));
  const speakFor = texts.filter((text) => !LOWERS.test(text)).map((text) => text.replace(RAISES, ''));
  return h(
    'span',
    { class: 'reasons' },
    speakFor.join('; '),
    against.length > 0 &&
      h('span', { class: 'muted' }, `${speakFor.length > 0 ? '; ' : ''}despite ${against.join(', ')}`),
  );
}

/** Draws the cells of a column, with one scale for all of them. */
export function drawerOf(
  column: Column,
  values: readonly Cell[],
  currency: string | null,
): (cell: Cell) => Node | string {
  const format = columnFormat(values.map(numberOf), column.unit ?? 'count', currency);
  const largest = column.max ?? Math.max(1e-9, ...values.map((value) => numberOf(value) ?? 0));
  const missing = () => h('span', { class: 'muted', title: 'Not known' }, MISSING);
  return (cell) => {
    if (cell === null) return missing();
    switch (column.as) {
      case 'bar': {
        const value = numberOf(cell) ?? 0;
        const fill = column.key === 'risk' ? 'n2' : column.key.startsWith('customer') ? 'c0' : 'c1';
        return h(
          'span',
          { class: 'cell-bar' },
          styled(h('span', { class: `bar-fill ${fill}` }), { width: `${Math.min(100, (100 * value) / largest)}%` }),
          h(
            'em',
            {},
            column.key === 'risk'
              ? short(Math.round(value * 100) / 100, 'share', null).replace(/\.\d+/, '')
              : format(value),
          ),
        );
      }
      case 'number':
        return cell === 0
          ? h('span', { class: 'zero' }, format(0))
          : typeof cell === 'number'
            ? format(cell)
            : String(cell);
      case 'key':
        return h('code', { title: String(cell) }, shortKey(String(cell)));
      case 'day':
        return dayYear(String(cell));
      case 'flag':
        return h(
          'span',
          { title: cell ? 'yes' : 'no' },
          icon(cell ? 'yes' : 'no'),
          h('span', { class: 'vh' }, cell ? 'yes' : 'no'),
        );
      case 'tags':
        return reasons(cell as string[]);
      case 'metric': {
        const [metric, name] = String(cell).split('|');
        return h('a', { href: `#metric/${metric}` }, name ?? '');
      }
      default:
        return String(cell);
    }
  };
}
