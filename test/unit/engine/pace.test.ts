import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConcurrencyPace } from '../../../lambdas/extractors/engine/pace/concurrency.ts';
import { CostPace } from '../../../lambdas/extractors/engine/pace/cost.ts';
import { remainingIn, WindowPace } from '../../../lambdas/extractors/engine/pace/windows.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

describe('the cost pace', () => {
  it('never asks for more than the bucket holds, and loses no time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 50, max: 500 }),
        fc.integer({ min: 10, max: 100 }),
        async (cost, restoreRate) => {
          const clock = virtualClock(0);
          const pace = new CostPace(clock);
          const maximum = 1000;
          let bucket = maximum;
          let at = 0;
          const calls = 30;
          for (let i = 0; i < calls; i++) {
            await pace.admit('q');
            bucket = Math.min(maximum, bucket + ((clock.now() - at) / 1000) * restoreRate) - cost;
            at = clock.now();
            expect(bucket).toBeGreaterThanOrEqual(-0.001 * restoreRate);
            pace.learn('q', {
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

describe('the pace of windows', () => {
  it('keeps burst and steady limits and uses them fully', async () => {
    const clock = virtualClock(0);
    const limits = [
      { calls: 3, perMs: 1000 },
      { calls: 10, perMs: 60_000 },
    ];
    const pace = new WindowPace(clock, { '/x': limits });
    const times: number[] = [];
    for (let i = 0; i < 25; i++) {
      await pace.admit('/x');
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
    const pace = new WindowPace(clock, {}, remainingIn('left', 'reset'));
    const headers: Record<string, string> = { left: '0', reset: '5' };
    pace.learn('/x', { status: 200, header: (name) => headers[name], body: {}, tookMs: 1 });
    await pace.admit('/x');
    expect(clock.now()).toBe(5000);
  });

  it('holds all kinds together to the limit of the account', async () => {
    const clock = virtualClock(0);
    const pace = new WindowPace(clock, {}, undefined, [{ calls: 2, perMs: 1000 }]);
    for (const kind of ['/a', '/b', '/c', '/d', '/e']) await pace.admit(kind);
    expect(clock.now()).toBe(2000);
  });
});

describe('the pace of vendors that name no rate', () => {
  const heard = (status: number, tookMs: number) => ({ status, tookMs, header: () => undefined, body: undefined });

  it('never has more calls in flight than allowed, and uses what it may', async () => {
    const clock = virtualClock(0);
    const pace = new ConcurrencyPace(clock, { start: 3, most: 3 });
    let inFlight = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await pace.admit();
        most = Math.max(most, ++inFlight);
        await Promise.resolve();
        inFlight--;
        pace.done();
      }),
    );
    expect(most).toBe(3);
  });

  it('grows by one a round while the host answers well and halves when it does not', () => {
    const pace = new ConcurrencyPace(virtualClock(0), { start: 1, most: 8, slowMs: 2000 });
    for (let call = 0; call < 1 + 2 + 3; call++) pace.learn('', heard(200, 100));
    expect(pace.allowed).toBe(4);
    pace.learn('', heard(200, 5000));
    expect(pace.allowed).toBe(2);
    pace.learn('', heard(429, 10));
    pace.learn('', heard(503, 10));
    expect(pace.allowed).toBe(1);
  });
});
