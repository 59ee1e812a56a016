import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, densityAt, rowsBetween } from '../../../local/backfill/fit.ts';
import { spansToPrice, spansToSample } from '../../../local/backfill/sample.ts';

const DAY = 86_400_000;

describe('what a slice costs', () => {
  it('is what it costs before its first row and what each row adds', () => {
    const points = [24, 100, 280, 1200].map((rows) => ({ rows, cost: 8 + 0.02 * rows }));
    const { fixed, each } = costOf(points);
    expect(fixed).toBeCloseTo(8, 6);
    expect(each).toBeCloseTo(0.02, 8);
  });

  it('never promises money back', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ rows: fc.nat(5000), cost: fc.nat(500) }), { maxLength: 10 }), (points) => {
        const { fixed, each } = costOf(points);
        expect(fixed).toBeGreaterThanOrEqual(0);
        expect(each).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(costOf([])).toEqual({ fixed: 0, each: 0 });
    expect(
      costOf([
        { rows: 4, cost: 2 },
        { rows: 4, cost: 2 },
      ]),
    ).toEqual({ fixed: 2, each: 0 });
  });
});

describe('rows between two moments', () => {
  const samples = [10, 20, 30].map((day) => ({ middle: day * DAY, perMs: day / DAY }));

  it('follow a straight line exactly, beyond the samples too', () => {
    expect(densityAt(samples, 15 * DAY)).toBeCloseTo(15 / DAY, 12);
    expect(rowsBetween(samples, 0, 40 * DAY, DAY)).toBeCloseTo((40 * 40) / 2, 6);
  });

  it('are none before a shop opened, and level where there is one sample', () => {
    const late = [
      { middle: 10 * DAY, perMs: 0 },
      { middle: 20 * DAY, perMs: 10 / DAY },
    ];
    expect(densityAt(late, 0)).toBe(0);
    expect(rowsBetween([{ middle: 5 * DAY, perMs: 2 / DAY }], 0, 10 * DAY, DAY)).toBeCloseTo(20, 6);
    expect(rowsBetween([], 0, 10 * DAY, DAY)).toBe(0);
  });
});

describe('samples', () => {
  it('lie inside the range, whole days, a small part of a long one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 20_000 }), (days, start) => {
        const range = { from: start * DAY, to: (start + days) * DAY };
        const spans = spansToSample(range);
        for (const { from, to } of [...spans, ...spansToPrice(range)]) {
          expect(from).toBeGreaterThanOrEqual(range.from);
          expect(to).toBeLessThanOrEqual(range.to);
          expect((to - from) % DAY).toBe(0);
          expect(to).toBeGreaterThan(from);
        }
        const read = spans.reduce((sum, { from, to }) => sum + to - from, 0);
        if (days >= 16) expect(read).toBeLessThanOrEqual((range.to - range.from) / 2);
        if (days >= 1000) expect(read).toBeLessThanOrEqual((range.to - range.from) / 8);
      }),
    );
  });
});
