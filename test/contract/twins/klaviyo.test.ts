// Klaviyo as it documents itself: its windows, revisions, refusals and reports; and our source among them.
import { describe, expect, it } from 'vitest';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const tiny = tinyWorld();

/** Calls the twin as the key's owner. */
async function asked() {
  const { ask, clock } = await openAccount(tiny, 'klaviyo');
  const klaviyo = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await ask(path, {
      headers: { authorization: 'Klaviyo-API-Key pk_twin', revision: '2026-07-15', ...headers },
    });
    return { ...answer, body: answer.body() };
  };
  return { clock, klaviyo };
}

describe('the Klaviyo twin', () => {
  it('closes its windows of a second and of a minute, and says when they open', async () => {
    const { clock, klaviyo } = await asked();
    const call = () => klaviyo('/api/metrics');
    for (let n = 0; n < 10; n++) expect((await call()).status).toBe(200);
    const refused = await call();
    expect([refused.status, refused.header('retry-after')]).toEqual([429, '1']);
    for (let second = 1; second < 15; second++) {
      await clock.sleep(1000);
      for (let n = 0; n < 10; n++) expect((await call()).status).toBe(200);
    }
    await clock.sleep(1000);
    const minute = await call();
    expect([minute.status, minute.header('retry-after')]).toEqual([429, '45']);
    await clock.sleep(45_000);
    expect((await call()).header('ratelimit-remaining')).toBe('149');
  });

  it('keeps narrower windows for predictive analytics', async () => {
    const { klaviyo } = await asked();
    const call = () => klaviyo('/api/profiles?additional-fields[profile]=predictive_analytics');
    for (let n = 0; n < 10; n++) expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(429);
    expect((await klaviyo('/api/profiles')).status).toBe(200);
  });

  it('falls forward from a revision that has ended, unless it is forbidden', async () => {
    const { klaviyo } = await asked();
    const old = await klaviyo('/api/metrics', { revision: '2023-02-22' });
    expect([old.status, old.header('revision')]).toEqual([200, '2026-07-15']);
    const forbidden = { revision: '2023-02-22', 'x-klaviyo-revision-fall-forward-opt-out': '1' };
    expect((await klaviyo('/api/metrics', forbidden)).status).toBe(410);
  });

  it.each([
    ['/api/campaigns', /channel filter is required/],
    ['/api/profiles?page[size]=101', /must be between 1 and 100/],
    [
      '/api/profiles?filter=greater-or-equal(updated,2026-01-01T00:00:00Z)',
      /'greater-or-equal' is not supported on 'updated'/,
    ],
    ['/api/events?sort=id', /Invalid sort/],
  ])('refuses %s', async (path, message) => {
    const { klaviyo } = await asked();
    const { status, body } = await klaviyo(path);
    expect(status).toBe(400);
    expect(body.errors[0].detail).toMatch(message);
  });

  it('refuses a wrong key', async () => {
    const { klaviyo } = await asked();
    expect((await klaviyo('/api/metrics', { authorization: 'Klaviyo-API-Key pk_other' })).status).toBe(401);
  });
});

describe('the Klaviyo twin’s reports', () => {
  it('sum what its events say, and are asked for with the metric found by its name', async () => {
    const { source, all, secret, clock, window } = await openAccount(tiny, 'klaviyo');
    const campaigns = new Map((await all('campaigns')).map((one) => [one.id, one.attributes as { send_time: string }]));
    const events = (await all('events')) as {
      attributes: { event_properties: Record<string, unknown> };
      relationships: { metric: { data: { id: string } } };
    }[];
    const reports = (await all('campaign_reports')) as {
      groupings: { campaign_id: string };
      statistics: Record<string, number>;
    }[];
    expect(reports.length).toBeGreaterThan(20);
    for (const { groupings, statistics } of reports) {
      const mine = events.filter(({ attributes }) => attributes.event_properties.$message === groupings.campaign_id);
      const count = (metric: string) =>
        mine.filter(({ relationships }) => relationships.metric.data.id === metric).length;
      expect(Date.parse(campaigns.get(groupings.campaign_id)!.send_time)).toBeGreaterThan(
        Date.parse(window.to) - 367 * 86_400_000,
      );
      expect([statistics.delivered, statistics.opens, statistics.clicks]).toEqual([
        count('7000'),
        count('7001'),
        count('7002'),
      ]);
    }
    expect((await all('flow_reports')).length).toBeGreaterThan(2);
    const asked: string[] = [];
    const connection = { source: 'klaviyo', name: 'main', start: window.from, settings: source.settings.parse({}) };
    const session = source.open(connection, {
      http: async (request) => {
        asked.push(
          `${new URL(request.url).pathname} ${/"conversion_metric_id":"(\w+)"/.exec(request.body ?? '')?.[1] ?? ''}`,
        );
        const empty = JSON.stringify({ data: { attributes: { results: [] } } });
        const metrics = JSON.stringify({
          data: [{ id: 'A1', attributes: { name: 'Placed Order' } }],
          links: { next: null },
        });
        const text = request.method === 'POST' ? empty : metrics;
        return {
          status: 200,
          header: () => undefined,
          text: async () => text,
          async *chunks() {
            yield Buffer.from(text);
          },
        };
      },
      clock,
      random: () => 0.5,
      secret: async () => secret,
    });
    const stream = source.streams.find((one) => one.name === 'flow_reports')!;
    await session.page(stream, { window, stream: 'flow_reports' } as Slice, undefined);
    expect(asked).toEqual(['/api/metrics ', '/api/flow-values-reports A1']);
  });

  it('are allowed twice a minute and 225 times a day, which we keep to', async () => {
    const { open, stream, slice, clock } = await openAccount(tiny, 'klaviyo');
    const session = open();
    const began = clock.now();
    for (let n = 0; n < 230; n++) await session.page(stream('flow_reports'), slice('flow_reports'), undefined);
    expect(session.counts.throttled).toBeLessThanOrEqual(4);
    expect(clock.now() - began).toBeGreaterThanOrEqual(86_400_000);
    expect(clock.now() - began).toBeLessThanOrEqual(86_400_000 + 600_000);
  });
});
