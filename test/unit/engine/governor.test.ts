import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CostGovernor, WindowGovernor } from '../../../lambdas/extractors/engine/governor.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

describe('the cost governor', () => {
  it('never asks for more than the bucket holds, and loses no time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 50, max: 500 }),
        fc.integer({ min: 10, max: 100 }),
        async (cost, restoreRate) => {
          const clock = virtualClock(0);
          const governor = new CostGovernor(clock);
          const maximum = 1000;
          let bucket = maximum;
          let at = 0;
          const calls = 30;
          for (let i = 0; i < calls; i++) {
            await governor.admit('q');
            bucket = Math.min(maximum, bucket + ((clock.now() - at) / 1000) * restoreRate) - cost;
            at = clock.now();
            expect(bucket).toBeGreaterThanOrEqual(-0.001 * restoreRate);
            governor.learn('q', {
              requestedQueryCost: cost,
              throttleStatus: { maximumAvailable: maximum, currentlyAvailable: bucket, restoreRate },
            });
          }
          const fastest = Math.max(0, ((calls * cost - maximum) / restoreRate) * 1000);
          expect(clock.now()).toBeLessThanOrEqual(fastest + calls + 1);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('the window governor', () => {
  it('keeps burst and steady limits and uses them fully', async () => {
    const clock = virtualClock(0);
    const governor = new WindowGovernor(
      clock,
      new Map([
        [
          '/x',
          [
            { calls: 3, perMs: 1000 },
            { calls: 10, perMs: 60_000 },
          ],
        ],
      ]),
    );
    const times: number[] = [];
    for (let i = 0; i < 25; i++) {
      await governor.admit('/x');
      times.push(clock.now());
    }
    for (const [calls, per] of [
      [3, 1000],
      [10, 60_000],
    ] as const) {
      for (let i = calls; i < times.length; i++) expect(times[i]! - times[i - calls]!).toBeGreaterThanOrEqual(per);
    }
    expect(times.at(-1)).toBeLessThanOrEqual(121_000);
  });

  it('believes the vendor when others used the window up', async () => {
    const clock = virtualClock(0);
    const governor = new WindowGovernor(clock, new Map());
    governor.learn('/x', { remaining: 0, resetMs: 5000 });
    await governor.admit('/x');
    expect(clock.now()).toBe(5000);
  });
});
