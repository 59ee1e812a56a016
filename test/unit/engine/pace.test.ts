import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConcurrencyRateLimiter } from '../../../lambdas/extractors/engine/rate-limit/concurrency.ts';
import { CostRateLimiter } from '../../../lambdas/extractors/engine/rate-limit/cost.ts';
import { remainingIn, WindowRateLimiter } from '../../../lambdas/extractors/engine/rate-limit/windows.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

describe('the cost pace', () => {
  it('never asks for more than the bucket holds, and loses no time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 50, max: 500 }),
        fc.integer({ min: 10, max: 100 }),
        async (cost, restoreRate) => {
          const clock = virtualClock(0);
          const rateLimiter = new CostRateLimiter(clock);
          const maximum = 1000;
          let bucket = maximum;
          let at = 0;
          const calls = 30;
          for (let i = 0; i < calls; i++) {
            await rateLimiter.acquire('q');
            bucket = Math.min(maximum, bucket + ((clock.now() - at) / 1000) * restoreRate) - cost;
            at = clock.now();
            expect(bucket).toBeGreaterThanOrEqual(-0.001 * restoreRate);
            rateLimiter.onResponse('q', {
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
    const rateLimiter = new WindowRateLimiter(clock, { '/x': limits });
    const times: number[] = [];
    for (let i = 0; i < 25; i++) {
      await rateLimiter.acquire('/x');
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
    const rateLimiter = new WindowRateLimiter(clock, {}, remainingIn('left', 'reset'));
    const headers: Record<string, string> = { left: '0', reset: '5' };
    rateLimiter.onResponse('/x', { status: 200, header: (name) => headers[name], body: {}, tookMs: 1 });
    await rateLimiter.acquire('/x');
    expect(clock.now()).toBe(5000);
  });

  it('holds all kinds together to the limit of the account', async () => {
    const clock = virtualClock(0);
    const rateLimiter = new WindowRateLimiter(clock, {}, undefined, [{ calls: 2, perMs: 1000 }]);
    for (const kind of ['/a', '/b', '/c', '/d', '/e']) await rateLimiter.acquire(kind);
    expect(clock.now()).toBe(2000);
  });
});

describe('the pace of vendors that name no rate', () => {
  const signal = (status: number, tookMs: number) => ({ status, tookMs, header: () => undefined, body: undefined });

  it('never has more calls in flight than allowed, and uses what it may', async () => {
    const clock = virtualClock(0);
    const rateLimiter = new ConcurrencyRateLimiter(clock, { start: 3, most: 3 });
    let inFlight = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await rateLimiter.acquire();
        most = Math.max(most, ++inFlight);
        await Promise.resolve();
        inFlight--;
        rateLimiter.done();
      }),
    );
    expect(most).toBe(3);
  });

  it('grows by one a round while the host answers well and halves when it does not', () => {
    const rateLimiter = new ConcurrencyRateLimiter(virtualClock(0), { start: 1, most: 8, slowMs: 2000 });
    for (let call = 0; call < 1 + 2 + 3; call++) rateLimiter.onResponse('', signal(200, 100));
    expect(rateLimiter.allowed).toBe(4);
    rateLimiter.onResponse('', signal(200, 5000));
    expect(rateLimiter.allowed).toBe(2);
    rateLimiter.onResponse('', signal(429, 10));
    rateLimiter.onResponse('', signal(503, 10));
    expect(rateLimiter.allowed).toBe(1);
  });
});
