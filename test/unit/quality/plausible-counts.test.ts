// Weekly counts of a shop that sells little, over counts written by hand.
import { describe, expect, it } from 'vitest';
import { judgeCount } from '../../../lambdas/quality/plausibility/judge-count.ts';
import type { Period, Series } from '../../../lambdas/quality/plausibility/period.ts';

const DAY = 86_400_000;
const dayText = (ago: number) => new Date(Date.parse('2026-09-29') - ago * DAY).toISOString().slice(0, 10);

/** @param counts of weeks, the judged one first; a week of nothing has no row */
function series(counts: readonly number[]): Series {
  const weeks = new Map<number, Period>();
  for (const [ago, rows] of counts.entries())
    if (rows > 0)
      weeks.set(ago, {
        ...{ ago, rows, from: dayText(7 * ago + 6), to: dayText(7 * ago) },
        figures: { orders__count: rows },
      });
  return { name: 'woocommerce:main', weeks, days: new Map(), weight: 0.01, known: counts.length - 1 };
}
const judged = (...counts: readonly number[]) => judgeCount(series(counts), 'orders', 'orders').kind;

describe('a shop that sells little', () => {
  it('may sell one after weeks of nothing, and as much as in its better weeks', () => {
    expect(judged(1, 0, 0, 0, 0, 0, 0, 0, 0)).toBe('expected');
    expect(judged(7, 4, 2, 0, 0, 1, 0, 4, 15)).toBe('expected');
  });

  it('does not sell hundreds', () => {
    expect(judged(60, 0, 0, 0, 0, 0, 0, 0, 0)).toBe('anomalous');
    expect(judged(60, 4, 2, 0, 0, 1, 0, 4, 15)).toBe('anomalous');
    expect(judged(400, 40, 42, 39, 41, 40, 38, 44, 40)).toBe('anomalous');
  });
});
