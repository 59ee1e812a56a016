import { describe, expect, it } from 'vitest';
import { SourceUnavailableError, SourceUnreachableError } from '../../../lambdas/contracts/errors.ts';
import { withRetry } from '../../../lambdas/extractors/engine/call.ts';
import { Reachability, type Waiting } from '../../../lambdas/extractors/engine/reachability.ts';
import type { Http, HttpResponse } from '../../../lambdas/ports/ports.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const request = { method: 'GET', url: 'https://shop.example/orders', headers: {}, timeoutMs: 1000 } as const;
const answer = (status: number) => ({ status, header: () => undefined }) as unknown as HttpResponse;
const refused: Http = async () => {
  throw new SourceUnavailableError('shop.example: connection failed: the connection was refused (ECONNREFUSED)');
};

function watched(http: Http, tell?: (waiting: Waiting | undefined) => void) {
  const clock = virtualClock(Date.parse('2026-10-01T00:00:00Z'));
  const call = new Reachability(clock, tell).watch(http);
  const counts = { calls: 0, throttled: 0 };
  const slice = () => withRetry(() => call(request), { clock, random: () => 1, counts: counts as never });
  return { clock, slice, counts };
}

describe('a connection whose host cannot be reached', () => {
  it('is given up within a minute, and its other slices end at once', async () => {
    const { clock, slice, counts } = watched(refused);
    const begun = clock.now();
    await expect(slice()).rejects.toThrow(SourceUnreachableError);
    expect(clock.now() - begun).toBeLessThan(60_000);
    const [calls, at] = [counts.calls, clock.now()];
    for (let other = 0; other < 141; other++)
      await expect(slice()).rejects.toThrow(
        /shop\.example: .*refused.* attempts in \d+ s, the rest of this connection/,
      );
    expect(counts.calls - calls).toBe(141);
    expect(clock.now()).toBe(at);
  });

  it('says why it waits, how often it tried and until when', async () => {
    const said: string[] = [];
    const { slice } = watched(refused, (waiting) => waiting && said.push(waiting.text));
    await slice().catch(() => {});
    expect(said[0]).toMatch(/the connection was refused \(ECONNREFUSED\); attempt 1, retrying until 00:00:15 UTC$/);
  });

  it('is tried again by the next run of a process that stays', async () => {
    let isUp = false;
    const { clock, slice } = watched(async (one) => (isUp ? answer(200) : refused(one)));
    await expect(slice()).rejects.toThrow(SourceUnreachableError);
    isUp = true;
    await clock.sleep(60_000);
    expect((await slice()).status).toBe(200);
  });

  it('is given longer when it has answered a moment ago', async () => {
    let isUp = true;
    const { clock, slice } = watched(async (one) => (isUp ? answer(200) : refused(one)));
    await slice();
    isUp = false;
    await expect(slice()).rejects.toThrow(SourceUnavailableError);
    await clock.sleep(120_000);
    await expect(slice()).rejects.toThrow(SourceUnreachableError);
  });

  it('is given up too when a server answers with nothing but its own failure', async () => {
    const { clock, slice } = watched(async () => answer(503));
    const once = () => slice();
    for (let call = 0; call < 4; call++) {
      if (call < 3) expect((await once()).status).toBe(503);
      await clock.sleep(10_000);
    }
    await expect(once()).rejects.toThrow(/the server answered 503/);
  });

  it('is reached when it refuses a credential', async () => {
    const { clock, slice } = watched(async () => answer(401));
    for (let call = 0; call < 10; call++) {
      expect((await slice()).status).toBe(401);
      await clock.sleep(10_000);
    }
  });
});
