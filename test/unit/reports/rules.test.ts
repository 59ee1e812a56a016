import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackFriday, holdsBlackFriday } from '../../../lambdas/contracts/black-friday.ts';
import { bridgeOf } from '../../../lambdas/contracts/decomposition/log-mean.ts';
import type { CheckResult } from '../../../lambdas/contracts/quality.ts';
import { scoreOf, scoresByTable } from '../../../lambdas/contracts/quality-score.ts';
import { changeOf } from '../../../lambdas/contracts/tile/change.ts';
import { dayNumber, isoDay, mondayOf } from '../../../lambdas/publish/reports/days.ts';
import { expectedRange } from '../../../lambdas/publish/reports/figures.ts';
import { add } from '../../../lambdas/publish/reports/values.ts';

describe('a bridge', () => {
  const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
  it('sums exactly, whatever the factors', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 5 }), (pairs) => {
        const product = (at: 0 | 1) => Math.round(pairs.reduce((total, pair) => total * pair[at], 1) * 100) / 100;
        const [start, end] = [product(0), product(1)];
        fc.pre(start > 0 && end > 0 && start < 1e9 && end < 1e9);
        const bridge = bridgeOf(
          start,
          end,
          pairs.map(([before, after], at) => ({ name: String(at), before, after })),
        )!;
        expect(bridge.parts.reduce((total, { value }) => add(total, value), bridge.start)).toBe(bridge.end);
      }),
    );
  });

  it('gives a factor its whole effect when nothing else moved', () => {
    const bridge = bridgeOf(100, 150, [
      { name: 'orders', before: 10, after: 15 },
      { name: 'basket', before: 10, after: 10 },
    ]);
    expect(bridge?.parts).toEqual([
      { name: 'orders', value: 50 },
      { name: 'basket', value: 0 },
    ]);
  });

  it('is silent where no logarithm exists', () => {
    expect(bridgeOf(100, -5, [{ name: 'a', before: 1, after: 1 }])).toBeUndefined();
    expect(bridgeOf(100, 50, [{ name: 'a', before: 0, after: 1 }])).toBeUndefined();
  });
});

describe('a change', () => {
  it('is relative for amounts and a difference for shares', () => {
    expect(changeOf('money', 110, 100)).toBeCloseTo(0.1);
    expect(changeOf('share', 0.05, 0.04)).toBeCloseTo(0.01);
  });
  it('is not told in per cent of a tiny or negative base', () => {
    expect(changeOf('count', 12, 4)).toBeNull();
    expect(changeOf('money', 12, 0)).toBeNull();
    expect(changeOf('money', 12, -3)).toBeNull();
  });
  it('has a usual range from eight earlier changes on, and one outlier does not widen it', () => {
    const steady = [0.01, 0.02, 0.03, 0.02, 0.01, 0.02, 0.03];
    expect(expectedRange(steady)).toBeNull();
    const range = expectedRange([...steady, 0.9])!;
    expect(range.high).toBeLessThan(0.1);
    expect(range.low).toBeGreaterThan(-0.1);
  });
});

describe('days', () => {
  it('know Monday and Black Friday', () => {
    expect(isoDay(mondayOf(dayNumber('2026-10-01')))).toBe('2026-09-28');
    expect(isoDay(mondayOf(dayNumber('2026-09-28')))).toBe('2026-09-28');
    expect([2023, 2024, 2025, 2026].map(blackFriday)).toEqual(['2023-11-24', '2024-11-29', '2025-11-28', '2026-11-27']);
    expect(holdsBlackFriday({ from: '2025-11-28', to: '2025-11-28' })).toBe(true);
    expect(holdsBlackFriday({ from: '2024-11-30', to: '2025-11-27' })).toBe(false);
    expect(holdsBlackFriday({ from: '2024-12-01', to: '2026-01-31' })).toBe(true);
  });
});

describe('a quality score', () => {
  const check = (
    family: CheckResult['family'],
    severity: CheckResult['severity'],
    outcome: CheckResult['outcome'],
    table = 'marts.a',
  ) => ({ family, severity, outcome, table }) as CheckResult;
  it('weighs by severity', () => {
    const score = scoreOf('a', [check('unique', 'error', 'pass'), check('range', 'note', 'fail')])!;
    expect(score.score).toBe(80);
    expect(score.dimensions).toEqual({ unique: 100, valid: 0 });
  });
  it('is capped at 50 by a failure that blocks, and not by one that was only not evaluated', () => {
    const passes = Array.from({ length: 20 }, () => check('unique', 'error', 'pass'));
    expect(scoreOf('a', [...passes, check('not_null', 'error', 'fail')])!.score).toBe(50);
    expect(scoreOf('a', [...passes, check('not_null', 'error', 'unknown')])!.score).toBeGreaterThan(90);
  });
  it('puts the worst table first', () => {
    const tables = scoresByTable([check('unique', 'error', 'pass', 'b'), check('unique', 'warn', 'fail', 'c')]);
    expect(tables.map(({ table }) => table)).toEqual(['c', 'b']);
  });
});
