import { useEffect, useState } from 'preact/hooks';
import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import type { DayRange } from '../../../lambdas/contracts/tile/figure.ts';
import type { Cell } from '../../../lambdas/contracts/tile/table-bodies.ts';
import { readRows } from '../data/published.ts';
import { partsOf } from './sums.ts';

export interface Days {
  readonly rows: BreakdownBody['rows'];
  readonly isReading: boolean;
  readonly isFailed: boolean;
}

/** Rows of the days of some ranges; only the documents that hold them are read. */
export function useDays(body: BreakdownBody, ranges: readonly (DayRange | null)[]): Days {
  const needed = [...new Set(ranges.flatMap((range) => (range ? partsOf(body, range) : [])))];
  const of = needed.map((at) => body.more[at]).join(' ');
  const [found, setFound] = useState<{ of: string; rows?: BreakdownBody['rows'] }>({ of: '' });
  useEffect(() => {
    if (of === '' || (found.of === of && found.rows)) return;
    let isOver = false;
    Promise.all(of.split(' ').map(readRows)).then(
      (parts) => !isOver && setFound({ of, rows: parts.flatMap((part) => part.rows.map(numbersOf)) }),
      () => !isOver && setFound({ of }),
    );
    return () => {
      isOver = true;
    };
  }, [of]);
  if (of === '') return { rows: [], isReading: false, isFailed: false };
  if (found.of !== of) return { rows: found.rows ?? [], isReading: true, isFailed: false };
  return { rows: found.rows ?? [], isReading: false, isFailed: found.rows === undefined };
}

const numbersOf = (cells: readonly Cell[]): number[] => cells.map(Number);
