import { useEffect, useState } from 'preact/hooks';
import type { TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import { readRows } from '../../data/published.ts';

export interface AllRows {
  readonly rows: TableBody['rows'];
  /** Rows requested and still loading. */
  readonly isReading: boolean;
  readonly isFailed: boolean;
}

/**
 * The rows of a table: those in the tile, or all of them once an order, a filter or a page needs more. Sorting only
 * some rows would show wrong first ones.
 */
export function useAllRows({ rows, more = [] }: TableBody, isWanted: boolean): AllRows {
  const [parts, setParts] = useState<{ of: string; rows?: TableBody['rows'] }>({ of: '' });
  const of = more.join(' ');
  // The names of the parts identify them.
  useEffect(() => {
    if (!isWanted || of === '' || (parts.of === of && parts.rows)) return;
    let isOver = false;
    Promise.all(more.map(readRows)).then(
      (found) => !isOver && setParts({ of, rows: found.flatMap((part) => part.rows) }),
      () => !isOver && setParts({ of }),
    );
    return () => {
      isOver = true;
    };
  }, [isWanted, of]);
  if (!isWanted || of === '') return { rows, isReading: false, isFailed: false };
  if (parts.of !== of) return { rows, isReading: true, isFailed: false };
  return parts.rows
    ? { rows: [...rows, ...parts.rows], isReading: false, isFailed: false }
    : { rows, isReading: false, isFailed: true };
}
