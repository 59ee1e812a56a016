// RateLimiters that hear how much is used up: by a share of an unknown whole, or by what is left of budgets.
import { describe, expect, it } from 'vitest';
import { PercentRateLimiter } from '../../../lambdas/extractors/engine/rate-limit/percent.ts';
import { type Budget, QuotaRateLimiter } from '../../../lambdas/extractors/engine/rate-limit/quota.ts';
import type { RateLimitSignal } from '../../../lambdas/extractors/engine/rate-limit/rate-limiter.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const HOUR = 3_600_000;
const signal = (body: unknown): RateLimitSignal => ({ status: 200, header: () => undefined, body, tookMs: 5 });

/** A rolling hour of so many calls that rounds what it tells down to whole per cents. */
function rollingHour(limit: number) {
  const calls: number[] = [];
  const count = (now: number) => calls.filter((at) => at > now - HOUR).length;
  return {
    /** @returns the share told, or undefined for a refusal */
    call: (now: number): number | undefined => {
      if (count(now) >= limit) return undefined;
      calls.push(now);
      return Math.floor((100 * count(now)) / limit);
    },
    foreign: (now: number, n: number) => calls.push(...Array<number>(n).fill(now)),
  };
}

describe('the pace of percentages', () => {
  const open = (clock: ReturnType<typeof virtualClock>) =>
    new PercentRateLimiter(clock, {
      windowMs: HOUR,
      most: 99,
      read: ({ body }) => body as { used: number; regainMs: number },
    });

  it('uses nearly all of an allowance it was never told, and is never refused', async () => {
    const clock = virtualClock(0);
    const rateLimiter = open(clock);
    const vendor = rollingHour(600);
    let served = 0;
    while (clock.now() < 6 * HOUR) {
      await rateLimiter.acquire();
      const used = vendor.call(clock.now());
      if (used === undefined) throw new Error(`refused after ${served} calls`);
      served++;
      rateLimiter.onResponse('', signal({ used, regainMs: 0 }));
      await clock.sleep(100);
    }
    expect(served).toBeGreaterThan(0.95 * 600 * 6);
  });

  it('slows down when others use the allowance too', async () => {
    const clock = virtualClock(0);
    const rateLimiter = open(clock);
    const vendor = rollingHour(600);
    vendor.foreign(0, 300);
    let refused = 0;
    for (let calls = 0; clock.now() < HOUR - 1000 && calls < 600; calls++) {
      await rateLimiter.acquire();
      if (clock.now() >= HOUR - 1000) break;
      const used = vendor.call(clock.now());
      if (used === undefined) refused++;
      rateLimiter.onResponse('', signal({ used: used ?? 100, regainMs: 0 }));
      await clock.sleep(100);
    }
    expect(refused).toBe(0);
  });

  it('waits as long as it is told before access comes back', async () => {
    const clock = virtualClock(0);
    const rateLimiter = open(clock);
    await rateLimiter.acquire();
    rateLimiter.onResponse('', signal({ used: 100, regainMs: 600_000 }));
    await rateLimiter.acquire();
    expect(clock.now()).toBeGreaterThanOrEqual(600_000);
  });
});

describe('the pace of quotas', () => {
  it('spends a budget to its end and not beyond, and goes on when it is filled', async () => {
    const clock = virtualClock(0);
    const rateLimiter = new QuotaRateLimiter(clock, {
      concurrent: 2,
      read: ({ body }) => body as Budget[],
    });
    let [remaining, hour, served] = [100, 0, 0];
    while (clock.now() < 3 * HOUR) {
      await rateLimiter.acquire();
      if (Math.floor(clock.now() / HOUR) > hour) [remaining, hour] = [100, Math.floor(clock.now() / HOUR)];
      const cost = 3 + (served % 5);
      if (remaining < cost) throw new Error(`over budget after ${served} calls`);
      remaining -= cost;
      served++;
      rateLimiter.onResponse('', signal([{ name: 'hour', taken: cost, remaining, refillsAt: (hour + 1) * HOUR }]));
      rateLimiter.done();
      await clock.sleep(1000);
    }
    expect(served).toBeGreaterThan(3 * 18);
  });

  it('lets no more calls fly than it may', async () => {
    const rateLimiter = new QuotaRateLimiter(virtualClock(0), { concurrent: 1, read: () => [] });
    await rateLimiter.acquire();
    let second = false;
    const waiting = rateLimiter.acquire().then(() => {
      second = true;
    });
    await Promise.resolve();
    expect(second).toBe(false);
    rateLimiter.done();
    await waiting;
    expect(second).toBe(true);
  });
});
