// Zendesk as it documents itself: limits, tokens that end, lags and overlapping pages; and our source among them.
import { describe, expect, it } from 'vitest';
import type { StoredSecret } from '../../../lambdas/extractors/engine/source.ts';
import { FIRST_REFRESH_TOKEN } from '../../../local/twins/zendesk/tokens.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import { smallWorld, tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const tiny = tinyWorld();
/** Large enough that somebody was erased and something deleted. */
const small = smallWorld();

describe('the Zendesk twin', () => {
  const token = async (ask: Awaited<ReturnType<typeof openAccount>>['ask'], form: Record<string, string> = {}) => {
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
    const { ask, clock } = await openAccount(tiny, 'zendesk');
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
    const { open, stream, slice, clock } = await openAccount(tiny, 'zendesk');
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
    const { ask } = await openAccount(tiny, 'zendesk', { clock: virtualClock(ticket.touchedAt + 30_000) });
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
    const { ask, all } = await openAccount(small, 'zendesk');
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
    const { all } = await openAccount(small, 'zendesk');
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
    const { ask, open, stream, slice, clock } = await openAccount(tiny, 'zendesk');
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
    const { all } = await openAccount(tiny, 'zendesk');
    const field = (await all('ticket_fields')).find(({ title }) => title === 'Topic') as {
      id: number;
      custom_field_options: { value: string }[];
    };
    const values = new Set(field.custom_field_options.map(({ value }) => value));
    for (const { custom_fields } of (await all('tickets')) as { custom_fields: { id: number; value: string }[] }[])
      expect(values.has(custom_fields.find(({ id }) => id === field.id)!.value)).toBe(true);
  });
});
