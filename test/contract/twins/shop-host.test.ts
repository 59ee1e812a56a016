// The machine a shop of one’s own stands on: how much it takes at once, and what it says in HTML.
import { describe, expect, it } from 'vitest';
import { SourceAuthError, SourceContractError, SourceUnavailableError } from '../../../lambdas/contracts/errors.ts';
import { magento } from '../../../lambdas/extractors/sources/magento/source.ts';
import { woocommerce } from '../../../lambdas/extractors/sources/woocommerce/source.ts';
import type { Clock, Http } from '../../../lambdas/ports/ports.ts';
import { Host } from '../../../local/twins/host.ts';
import { TWINS } from '../../../local/twins/server.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { respond } from '../sources/wire.ts';
import { openStage } from './stage.ts';

const world = tinyWorld();

describe('a host', () => {
  /** Sleeps end when the test says so. */
  function heldClock() {
    const sleepers: { ms: number; wake: () => void }[] = [];
    const clock: Clock = { now: () => 0, sleep: (ms) => new Promise((wake) => sleepers.push({ ms, wake })) };
    return { clock, sleepers };
  }

  it('answers some at once, the next more slowly, and turns the rest away with a page', async () => {
    const { clock, sleepers } = heldClock();
    const host = new Host(clock, { workers: 2, takesMs: 100 });
    const answers = Array.from({ length: 5 }, () => host.serve(() => ({ status: 200, body: 'ok' })));
    expect(sleepers.map(({ ms }) => ms)).toEqual([100, 100, 150, 200]);
    const refused = await answers[4]!;
    expect([refused.status, refused.body.includes('<h1>503')]).toEqual([503, true]);
    for (const { wake } of sleepers) wake();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 503]);
    const later = host.serve(() => ({ status: 200, body: 'ok' }));
    sleepers.at(-1)!.wake();
    expect((await later).status).toBe(200);
  });

  // WooCommerce's is asked until it slows down; each call of Magento's starts all of PHP, so it is left alone sooner.
  it.each([
    ['woocommerce', 8],
    ['magento', 4],
  ] as const)('is never asked too much by us: %s, at most %i calls at once', async (name, allowed) => {
    const refused: number[] = [];
    let [inFlight, most] = [0, 0];
    const stage = await openStage(world, name, {
      http: (inner) => async (request) => {
        most = Math.max(most, ++inFlight);
        const response = await inner(request).finally(() => inFlight--);
        if (response.status >= 400) refused.push(response.status);
        return response;
      },
    });
    await Promise.all((await stage.plan()).map((key) => stage.extract(key)));
    expect(refused).toEqual([]);
    // All of what is allowed is used when there is work.
    expect(most).toBe(allowed);
  });
});

describe('what a shop’s host says in HTML', () => {
  const html =
    (status: number): Http =>
    async () =>
      respond({ status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status}</h1></html>` });
  const asked = (source: typeof woocommerce, http: Http) => {
    const twin = TWINS[source.name]!;
    const settings = source.settings.parse(twin.settings('http://127.0.0.1:9'));
    const connection = { source: source.name, name: 'main', start: '2026-01-01T00:00:00.000Z', settings };
    const ports = { http, clock: virtualClock(world.asOf), random: () => 0.5, secret: async () => twin.secret };
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
    return source.open(connection, ports).page(source.streams[0]!, { window } as never, undefined);
  };

  it.each([403, 406, 501, 503, 200])('is no word about the key: %i', async (status) => {
    await expect(asked(woocommerce, html(status))).rejects.toThrow(SourceUnavailableError);
  });

  it('tells a shop without pretty permalinks, and a key that is refused', async () => {
    await expect(asked(woocommerce, html(404))).rejects.toThrow(SourceContractError);
    await expect(asked(woocommerce, html(404))).rejects.toThrow(/pretty permalinks/);
    const body = { code: 'woocommerce_rest_cannot_view', message: 'Sorry', data: { status: 401 } };
    await expect(asked(woocommerce, async () => respond({ status: 401, body }))).rejects.toThrow(SourceAuthError);
    await expect(asked(magento, html(503))).rejects.toThrow(SourceUnavailableError);
  });
});
