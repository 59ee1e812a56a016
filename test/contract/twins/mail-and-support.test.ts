// Mailchimp, Zendesk and Intercom as their vendors document them: limits, refusals, lags and traps; and our sources among them.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import type { SessionPorts, StoredSecret } from '../../../lambdas/extractors/engine/source.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { Clock } from '../../../lambdas/ports/ports.ts';
import { startOfDay } from '../../../local/twins/intercom/search.ts';
import { startTwins, TWINS } from '../../../local/twins/server.ts';
import { FIRST_REFRESH_TOKEN } from '../../../local/twins/zendesk/tokens.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { TRUTH } from '../../../local/world/truth.ts';
import type { World } from '../../../local/world/world.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const tiny = createSyntheticWorld({ size: 'tiny' });
/** Large enough that somebody was erased and something deleted. */
const small = createSyntheticWorld({ size: 'small' });

async function given(
  name: 'mailchimp' | 'zendesk' | 'intercom' | 'klaviyo',
  world: World = tiny,
  clock: Clock = virtualClock(world.asOf),
) {
  const folder = join(await temporaryFolder(), 'twin');
  const twins = await startTwins(world, { folder, clock, only: [name] });
  onTestFinished(() => twins.close());
  const source = sources.find((one) => one.name === name)!;
  const { settings, secret } = TWINS[name]!;
  const connection = {
    source: name,
    name: 'main',
    start: new Date(world.start).toISOString(),
    settings: source.settings.parse(settings(twins.urls[name]!)),
  };
  const open = (more: Partial<SessionPorts> = {}) =>
    source.open(connection, { http: fetchHttp, clock, random: () => 0.5, secret: async () => secret, ...more });
  const window = { from: connection.start, to: new Date(world.asOf - 300_000).toISOString() };
  const stream = (wanted: string) => source.streams.find((one) => one.name === wanted)!;
  const slice = (wanted: string, within = window) => ({ window: within, stream: wanted }) as Slice;
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${twins.urls[name]}${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      header: (field: string) => response.headers.get(field),
      text,
      body: () => JSON.parse(text),
    };
  };
  const all = async (wanted: string, within = window) => {
    const session = open();
    const records: Record<string, unknown>[] = [];
    for (let token: string | undefined; ; ) {
      const page = await session.page(stream(wanted), slice(wanted, within), token);
      records.push(...(page.records as Record<string, unknown>[]));
      if (page.next === undefined) return records;
      token = page.next;
    }
  };
  return { clock, open, stream, slice, ask, all, window, source, secret };
}

describe.each(['mailchimp', 'zendesk', 'intercom'] as const)('%s', (name) => {
  it.each([
    ['tiny', tiny],
    ['small', small],
  ])(
    'shows every record of the %s world and no other',
    async (_size, world) => {
      const { all, source } = await given(name, world);
      const { truth } = TWINS[name]!;
      for (const stream of source.streams) {
        const keys = new Set((await all(stream.name)).map((record) => stream.key(record as never).split('@')[0]!));
        const expected = new Set(truth![stream.name]!(world));
        // What changed in the last minutes is not indexed yet, and belongs to the next window.
        const missing = [...expected].filter((id) => !keys.has(id));
        expect(missing.length, stream.name).toBeLessThanOrEqual(expected.size > 500 ? 3 : 0);
        expect(
          [...keys].filter((id) => !expected.has(id)),
          stream.name,
        ).toEqual([]);
      }
    },
    60_000,
  );

  it('serves an empty account where the world has none', async () => {
    const { newsletter: _, helpdesk: __, chat: ___, ...rest } = tiny;
    const { all, source } = await given(name, rest as World);
    for (const stream of source.streams) expect(await all(stream.name), stream.name).toEqual([]);
  });
});

describe('the Mailchimp twin', () => {
  const AUTH = { authorization: `Basic ${Buffer.from('retailpulse:twin-us1').toString('base64')}` };

  it('has ten connections, says 429 to more, and a bare 403 to many more', async () => {
    const slow: Clock = { now: () => tiny.asOf, sleep: () => new Promise((done) => setTimeout(done, 150)) };
    const { ask, open, stream, slice } = await given('mailchimp', tiny, slow);
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('/3.0/lists', { headers: AUTH })));
    const count = (status: number) => answers.filter((one) => one.status === status).length;
    expect([count(200), count(429), count(403)]).toEqual([10, 10, 10]);
    const refused = answers.find((one) => one.status === 403)!;
    expect(refused.header('content-type')).toBe('text/html');
    expect(() => refused.body()).toThrow(SyntaxError);
    // Ours never asks for an eleventh.
    const session = open();
    await Promise.all(Array.from({ length: 25 }, () => session.page(stream('lists'), slice('lists'), undefined)));
    expect(session.counts).toEqual({ calls: 25, throttled: 0 });
  });

  it('is waited for behind a bare 403, and ends us at a real one', async () => {
    const { open, stream, slice, clock } = await given('mailchimp');
    let calls = 0;
    const forbidden = (text: string) => ({
      status: 403,
      header: () => undefined,
      text: async () => text,
      async *chunks() {
        yield Buffer.from(text);
      },
    });
    const began = clock.now();
    const session = open({ http: async (request) => (calls++ === 0 ? forbidden('<html>') : fetchHttp(request)) });
    expect((await session.page(stream('lists'), slice('lists'), undefined)).records).toHaveLength(2);
    expect(session.counts.throttled).toBe(1);
    expect(clock.now() - began).toBeGreaterThanOrEqual(10_000);
    const refused = open({ http: async () => forbidden('{"title":"Forbidden","status":403}') });
    await expect(refused.page(stream('lists'), slice('lists'), undefined)).rejects.toThrow(/credential was refused/);
  });

  it.each([
    ['/3.0/lists?page=2', 400],
    ['/3.0/lists?count=1001', 400],
    ['/3.0/lists/nothing/members', 404],
    ['/3.0/reports/nothing/email-activity', 404],
  ])('refuses %s with %i', async (path, status) => {
    const { ask } = await given('mailchimp');
    expect((await ask(path, { headers: AUTH })).status).toBe(status);
    expect((await ask(path)).status).toBe(401);
  });

  it('shows nothing of a member deleted for good, and a sweep of keys tells who that was', async () => {
    const { all } = await given('mailchimp', small);
    const gone = [...TRUTH.deletes!(small)].filter(({ vendor }) => vendor === 'mailchimp');
    expect(gone.length).toBeGreaterThan(0);
    const swept = new Set((await all('member_keys')).map(({ web_id }) => String(web_id)));
    for (const { record } of gone) expect(swept.has(String(record))).toBe(false);
    const statuses = new Set((await all('members')).map(({ status }) => status));
    expect(statuses).toEqual(new Set(['subscribed', 'unsubscribed', 'cleaned', 'transactional', 'archived']));
  });

  it('sums in its reports what it lists by recipient', async () => {
    const { all } = await given('mailchimp');
    const activity = await all('email_activity');
    const left = await all('unsubscribes');
    for (const report of (await all('reports')) as Record<string, Record<string, unknown>>[]) {
      const mine = activity.filter(({ campaign_id }) => campaign_id === report.id);
      const of = (action: string) => mine.filter((one) => one.action === action);
      expect(of('open')).toHaveLength(report.opens!.opens_total as number);
      expect(new Set(of('open').map(({ email_id }) => email_id)).size).toBe(report.opens!.unique_opens);
      expect(of('click')).toHaveLength(report.clicks!.clicks_total as number);
      expect(left.filter(({ campaign_id }) => campaign_id === report.id)).toHaveLength(Number(report.unsubscribed));
    }
  });
});

describe('the Zendesk twin', () => {
  const token = async (ask: Awaited<ReturnType<typeof given>>['ask'], form: Record<string, string> = {}) => {
    const body = JSON.stringify({
      client_id: 'twin',
      client_secret: 'twin-client-secret',
      grant_type: 'client_credentials',
      ...form,
    });
    return ask('/oauth/tokens', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  };
  const bearing = (access: string) => ({ headers: { authorization: `Bearer ${access}` } });

  it('gives ten exports a minute, and says how long to wait for the eleventh', async () => {
    const { ask, clock } = await given('zendesk');
    const { access_token } = (await token(ask)).body();
    const call = () => ask('/api/v2/incremental/tickets/cursor.json?start_time=1727740800', bearing(access_token));
    for (let n = 0; n < 10; n++) expect((await call()).status).toBe(200);
    const refused = await call();
    expect([refused.status, refused.header('retry-after')]).toEqual([429, '60']);
    await clock.sleep(60_000);
    const again = await call();
    expect([again.status, again.header('ratelimit-remaining')]).toEqual([200, '699']);
  });

  it('is read at its full rate without being throttled, through tokens that end', async () => {
    const { open, stream, slice, clock } = await given('zendesk');
    const session = open();
    const began = clock.now();
    for (let n = 0; n < 320; n++) await session.page(stream('organizations'), slice('organizations'), undefined);
    const minutes = (clock.now() - began) / 60_000;
    expect(minutes).toBeGreaterThan(30);
    expect(320 / (minutes + 1)).toBeGreaterThanOrEqual(9);
    expect(session.counts.throttled).toBeLessThanOrEqual(8);
  });

  it('leaves out the last minute, and refuses a start inside it', async () => {
    const ticket = tiny.helpdesk!.tickets.page({ asOf: tiny.asOf, limit: Number.MAX_SAFE_INTEGER }).at(-1)!;
    const { ask } = await given('zendesk', tiny, virtualClock(ticket.touchedAt + 30_000));
    const { access_token } = (await token(ask)).body();
    const from = Math.floor(ticket.touchedAt / 1000);
    const shown = async (start: number) =>
      ask(`/api/v2/incremental/tickets/cursor.json?start_time=${start}`, bearing(access_token));
    const { tickets, end_of_stream } = (await shown(from - 3600)).body();
    expect(tickets.map((one: { id: number }) => one.id)).not.toContain(Number(ticket.id));
    expect(end_of_stream).toBe(true);
    expect((await shown(from)).body().description).toMatch(/Too recent/);
  });

  it('shows twice what lies where a page by time ends, and we land it once', async () => {
    const { ask, all } = await given('zendesk', small);
    const { access_token } = (await token(ask)).body();
    const path = '/api/v2/incremental/ticket_events.json?include=comment_events&per_page=100&start_time=1727740800';
    const first = (await ask(path, bearing(access_token))).body();
    const next = new URL(first.next_page);
    const second = (await ask(next.pathname + next.search, bearing(access_token))).body();
    const ids = ({ ticket_events }: { ticket_events: { id: number }[] }) => ticket_events.map(({ id }) => id);
    expect(ids(second)[0]).toBe(ids(first).at(-1));
    const landed = (await all('comments')).map(({ id }) => id);
    expect(new Set(landed).size).toBe(small.helpdesk!.comments.count({ asOf: small.asOf }));
  });

  it('keeps deleted tickets in the stream, and nothing of the erased in their texts', async () => {
    const { all } = await given('zendesk', small);
    const tickets = await all('tickets');
    const deleted = tickets.filter(({ status }) => status === 'deleted');
    expect(deleted.length).toBeGreaterThan(0);
    const scrubbed = deleted.filter(({ subject }) => subject === 'SCRUBBED');
    expect(scrubbed.length).toBeGreaterThan(0);
    for (const { description, tags } of scrubbed) expect([description, tags]).toEqual(['SCRUBBED', []]);
    const users = await all('users');
    const erased = [...TRUTH.deletes!(small)].filter(({ vendor }) => vendor === 'zendesk');
    for (const { record } of erased)
      expect(users.find(({ id }) => String(id) === record)).toMatchObject({ active: false, email: null });
    // What the desk does by itself moves the export's time and not the ticket's.
    const closed = tickets.find(({ status }) => status === 'closed')!;
    expect(Number(closed.generated_timestamp) * 1000).toBeGreaterThan(Date.parse(String(closed.updated_at)));
  });

  it('rotates refresh tokens, which we store before we use what they gave', async () => {
    const { ask, open, stream, slice, clock } = await given('zendesk');
    let held = { client_id: 'twin', client_secret: 'twin-client-secret', refresh_token: FIRST_REFRESH_TOKEN };
    let version = 0;
    const stored: StoredSecret = {
      get: async () => ({ value: held, version: String(version) }),
      replace: async (value, from) => {
        if (from !== String(version)) return false;
        held = value as typeof held;
        version++;
        return true;
      },
    };
    const session = open({ stored });
    const read = () => session.page(stream('ticket_fields'), slice('ticket_fields'), undefined);
    expect((await read()).records.length).toBeGreaterThan(0);
    const first = held.refresh_token;
    expect(first).not.toBe(FIRST_REFRESH_TOKEN);
    await clock.sleep(1_800_000);
    await read();
    expect(held.refresh_token).not.toBe(first);
    const reused = await token(ask, { grant_type: 'refresh_token', refresh_token: FIRST_REFRESH_TOKEN });
    expect([reused.status, reused.body().error]).toEqual([400, 'invalid_grant']);
  });

  it('names a drop-down’s choice by the text it shares with its option', async () => {
    const { all } = await given('zendesk');
    const field = (await all('ticket_fields')).find(({ title }) => title === 'Topic') as {
      id: number;
      custom_field_options: { value: string }[];
    };
    const values = new Set(field.custom_field_options.map(({ value }) => value));
    for (const { custom_fields } of (await all('tickets')) as { custom_fields: { id: number; value: string }[] }[])
      expect(values.has(custom_fields.find(({ id }) => id === field.id)!.value)).toBe(true);
  });
});

describe('the Intercom twin', () => {
  const headers = (version = '2.16') => ({
    authorization: 'Bearer dG9rOnR3aW4',
    'intercom-version': version,
    'content-type': 'application/json',
  });
  const search = (operator: string, value: number, more: object = {}) => ({
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ query: { field: 'updated_at', operator, value }, ...more }),
  });

  it('matches times by the day of the workspace, so that a window of hours is asked for by days', async () => {
    const { ask, all } = await given('intercom');
    const zone = tiny.shop.timeZone;
    const updated = tiny
      .chat!.contacts.page({ asOf: tiny.asOf, limit: Number.MAX_SAFE_INTEGER })
      .map(({ updatedAt }) => updatedAt);
    const at = updated[Math.floor(updated.length / 2)]!;
    const day = startOfDay(at, zone);
    const count = async (operator: string) =>
      (await ask('/contacts/search', search(operator, Math.floor(at / 1000)))).body().total_count;
    const following = startOfDay(day + 36 * 3_600_000, zone);
    expect(await count('>')).toBe(updated.filter((one) => one >= following).length);
    expect(await count('<')).toBe(updated.filter((one) => one < day).length);
    expect(await count('=')).toBe(updated.filter((one) => one >= day && one < following).length);
    const hour = { from: new Date(at - 1_800_000).toISOString(), to: new Date(at + 1_800_000).toISOString() };
    const found = await all('contacts', hour);
    expect(found).toHaveLength(updated.filter((one) => one >= at - 1_800_000 && one < at + 1_800_000).length);
    expect(found.length).toBeGreaterThan(0);
  });

  it('refuses operators and fields it does not know for dates, and parameters it does not know', async () => {
    const { ask } = await given('intercom');
    for (const operator of ['>=', '<=', '!=', 'IN'])
      expect((await ask('/contacts/search', search(operator, 1))).status).toBe(400);
    expect((await ask('/contacts/search', search('>', 1, { sort: {} }))).status).toBe(400);
    expect((await ask('/tags?per_page=2', { headers: headers() })).status).toBe(400);
    expect((await ask('/tags', { headers: headers('1.0') })).status).toBe(400);
    expect((await ask('/tags')).status).toBe(401);
  });

  it('finds with a lag what is there already', async () => {
    const last = tiny.chat!.contacts.page({ asOf: tiny.asOf, limit: Number.MAX_SAFE_INTEGER }).at(-1)!;
    const { ask, clock } = await given(
      'intercom',
      { ...tiny, chat: tiny.chat!, asOf: last.updatedAt },
      virtualClock(last.updatedAt),
    );
    const count = async () => (await ask('/contacts/search', search('>', 0))).body().total_count;
    const before = await count();
    await clock.sleep(300_000);
    expect(await count()).toBe(before + 1);
  });

  it('opens one scroll at a time, which ends by itself, and begins again when ours was lost', async () => {
    const { ask, open, stream, slice, clock } = await given('intercom');
    const scroll = (param = '') => ask(`/companies/scroll${param}`, { headers: headers() });
    const first = (await scroll()).body();
    expect(first.data.length).toBeGreaterThan(0);
    expect((await scroll()).body().errors[0].code).toBe('scroll_exists');
    await clock.sleep(61_000);
    expect((await scroll(`?scroll_param=${first.scroll_param}`)).status).toBe(404);
    await scroll(); // somebody else's, left open
    const session = open();
    const page = await session.page(stream('companies'), slice('companies'), undefined);
    expect(page.records).toHaveLength(first.data.length);
    expect(session.counts.throttled).toBe(1);
    await clock.sleep(61_000);
    expect((await session.page(stream('companies'), slice('companies'), page.next)).records).toHaveLength(
      first.data.length,
    );
  });

  it('tells of merges and of deleted conversations from 2.16 on only', async () => {
    const { ask, all } = await given('intercom');
    expect((await ask('/conversations/deleted', { headers: headers('2.14') })).status).toBe(404);
    const deleted = await all('deleted_conversations');
    expect(deleted.length).toBeGreaterThan(0);
    const talks = new Set((await all('conversations')).map(({ id }) => id));
    for (const { id } of deleted) expect(talks.has(id)).toBe(false);
    const merged = (await all('contacts')).flatMap(({ id, merge_history }) =>
      (merge_history as { source_contact_id: string }[]).map(({ source_contact_id }) => [source_contact_id, id]),
    );
    expect(merged).toHaveLength([...TRUTH.merges!(tiny)].length);
    expect(merged.length).toBeGreaterThan(0);
  });

  it('passes over a talk that was deleted between the search and its reading, and the count says so', async () => {
    const { open, stream, window, slice } = await given('intercom');
    let first: string | undefined;
    const session = open({
      http: async (request) => {
        const id = /\/conversations\/(\d+)$/.exec(request.url)?.[1];
        first ??= id;
        const away = request.url.replace(/\d+$/, '999999999');
        return fetchHttp(id !== undefined && id === first ? { ...request, url: away } : request);
      },
    });
    let landed = 0;
    for (let token: string | undefined; ; ) {
      const page = await session.page(stream('conversations'), slice('conversations'), token);
      landed += page.records.length;
      if (page.next === undefined) break;
      token = page.next;
    }
    expect(landed + 1).toBe(await session.count(stream('conversations'), window));
  });

  it('is read at its full rate without being throttled', async () => {
    const { open, stream, slice, clock } = await given('intercom');
    const session = open();
    const began = clock.now();
    for (let n = 0; n < 1700; n += 50)
      await Promise.all(Array.from({ length: 50 }, () => session.page(stream('tags'), slice('tags'), undefined)));
    // A slice is used to its end, and then waited out once.
    expect(clock.now() - began).toBeGreaterThan(0);
    expect(clock.now() - began).toBeLessThanOrEqual(10_000);
    expect(session.counts.throttled).toBeLessThanOrEqual(session.counts.calls * 0.02);
  });
});

describe('the Klaviyo twin’s reports', () => {
  it('sum what its events say, and are asked for with the metric found by its name', async () => {
    const { source, all, secret, clock, window } = await given('klaviyo');
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
    const { open, stream, slice, clock } = await given('klaviyo');
    const session = open();
    const began = clock.now();
    for (let n = 0; n < 230; n++) await session.page(stream('flow_reports'), slice('flow_reports'), undefined);
    expect(session.counts.throttled).toBeLessThanOrEqual(4);
    expect(clock.now() - began).toBeGreaterThanOrEqual(86_400_000);
    expect(clock.now() - began).toBeLessThanOrEqual(86_400_000 + 600_000);
  });
});
