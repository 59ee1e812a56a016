// Intercom as it documents itself: days for times, lags, scrolls, what is told of the deleted; and our source among them.
import { describe, expect, it } from 'vitest';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import { startOfDay } from '../../../local/twins/intercom/search.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { smallWorld, tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const tiny = tinyWorld();

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
    const { ask, all } = await openAccount(tiny, 'intercom');
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
    const { ask } = await openAccount(tiny, 'intercom');
    for (const operator of ['>=', '<=', '!=', 'IN'])
      expect((await ask('/contacts/search', search(operator, 1))).status).toBe(400);
    expect((await ask('/contacts/search', search('>', 1, { sort: {} }))).status).toBe(400);
    expect((await ask('/tags?per_page=2', { headers: headers() })).status).toBe(400);
    expect((await ask('/tags', { headers: headers('1.0') })).status).toBe(400);
    expect((await ask('/tags')).status).toBe(401);
  });

  it('finds with a lag what is there already', async () => {
    // The index stands at whole minutes: somebody new at one may be found at once, and of others an earlier version is found.
    const last = tiny
      .chat!.contacts.page({ asOf: tiny.asOf, limit: Number.MAX_SAFE_INTEGER })
      .findLast(({ createdAt, updatedAt }) => createdAt === updatedAt && updatedAt % 60_000 > 0)!;
    const { ask, clock } = await openAccount({ ...tiny, chat: tiny.chat!, asOf: last.updatedAt }, 'intercom');
    const count = async () => (await ask('/contacts/search', search('>', 0))).body().total_count;
    const before = await count();
    await clock.sleep(300_000);
    expect(await count()).toBe(before + 1);
  });

  it('opens one scroll at a time, which ends by itself, and begins again when ours was lost', async () => {
    const { ask, open, stream, slice, clock } = await openAccount(tiny, 'intercom');
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
    const small = smallWorld(); // few are merged or deleted
    const { ask, all } = await openAccount(small, 'intercom');
    expect((await ask('/conversations/deleted', { headers: headers('2.14') })).status).toBe(404);
    const deleted = await all('deleted_conversations');
    expect(deleted.length).toBeGreaterThan(0);
    const talks = new Set((await all('conversations')).map(({ id }) => id));
    for (const { id } of deleted) expect(talks.has(id)).toBe(false);
    const merged = (await all('contacts')).flatMap(({ id, merge_history }) =>
      (merge_history as { source_contact_id: string }[]).map(({ source_contact_id }) => [source_contact_id, id]),
    );
    expect(merged).toHaveLength([...TRUTH.merges!(small)].length);
    expect(merged.length).toBeGreaterThan(0);
  });

  it('passes over a talk that was deleted between the search and its reading, and the count says so', async () => {
    const { open, stream, window, slice } = await openAccount(tiny, 'intercom');
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
    const { open, stream, slice, clock } = await openAccount(tiny, 'intercom');
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
