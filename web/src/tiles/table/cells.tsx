// Renderers of a column's cells.
import type { ComponentChildren } from 'preact';
import type { Cell, TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import { Icon } from '../../elements/icon.tsx';
import { columnFormat, dayYear, MISSING, short, shortKey } from '../../format.ts';

export type Column = TableBody['columns'][number];

const numberOf = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);

/** Figures are right-aligned; columns without room on phones are marked. */
export const columnClass = ({ as, narrow }: Column): string =>
  `${as === 'number' ? 'right' : ''} ${narrow ? '' : 'wide-cell'}`.trim();

const RAISES = / \(raises the risk\)$/;
const LOWERS = / \(lowers the risk\)$/;

/** Reasons for, then reasons against. */
function Reasons({ texts }: { texts: readonly string[] }) {
  const against = texts.filter((text) => LOWERS.test(text)).map((text) => text.replace(LOWERS, ''));
  const speakFor = texts.filter((text) => !LOWERS.test(text)).map((text) => text.replace(RAISES, ''));
  return (
    <span class="reasons">
      {speakFor.join('; ')}
      {against.length > 0 && (
        <span class="muted">{`${speakFor.length > 0 ? '; ' : ''}despite ${against.join(', ')}`}</span>
      )}
    </span>
  );
}

function Bar({ value, largest, fill, text }: { value: number; largest: number; fill: string; text: string }) {
  return (
    <span class="cell-bar">
      <span class={`bar-fill ${fill}`} style={{ width: `${Math.min(100, (100 * value) / largest)}%` }} />
      <em>{text}</em>
    </span>
  );
}

/** Renders the cells of a column, with one scale for all of them. */
export function drawerOf(
  column: Column,
  values: readonly Cell[],
  currency: string | null,
): (cell: Cell) => ComponentChildren {
  const format = columnFormat(values.map(numberOf), column.unit ?? 'count', currency);
  const largest = column.max ?? values.reduce<number>((most, value) => Math.max(most, numberOf(value) ?? 0), 1e-9);
  const isRisk = column.key === 'risk';
  return (cell) => {
    if (cell === null)
      return (
        <span class="muted" title="Not known">
          {MISSING}
        </span>
      );
    switch (column.as) {
      case 'bar': {
        const value = numberOf(cell) ?? 0;
        const fill = isRisk ? 'n2' : column.key.startsWith('customer') ? 'c0' : 'c1';
        const text = isRisk ? short(Math.round(value * 100) / 100, 'share', null).replace(/\.\d+/, '') : format(value);
        return <Bar value={value} largest={largest} fill={fill} text={text} />;
      }
      case 'number':
        if (cell === 0) return <span class="zero">{format(0)}</span>;
        return typeof cell === 'number' ? format(cell) : String(cell);
      case 'key':
        return <code title={String(cell)}>{shortKey(String(cell))}</code>;
      case 'day':
        return dayYear(String(cell));
      case 'flag':
        return (
          <span title={cell ? 'yes' : 'no'}>
            <Icon name={cell ? 'yes' : 'no'} />
            <span class="vh">{cell ? 'yes' : 'no'}</span>
          </span>
        );
      case 'tags':
        return <Reasons texts={cell as string[]} />;
      case 'metric': {
        const [metric, name] = String(cell).split('|');
        return <a href={`#metric/${metric}`}>{name ?? ''}</a>;
      }
      default:
        return String(cell);
    }
  };
}
