// Mailchimp as it documents itself: limits, refusals, what it forgets; and our source among them.
import { describe, expect, it } from 'vitest';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { smallWorld, tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const tiny = tinyWorld();
/** Large enough that somebody was erased and something deleted. */
const small = smallWorld();

describe('the Mailchimp twin', () => {
  const AUTH = { authorization: `Basic ${Buffer.from('retailpulse:twin-us1').toString('base64')}` };

  it('has ten connections, says 429 to more, and a bare 403 to many more', async () => {
    // Those that have a connection keep it until all the others are refused, however busy the machine is.
    const { promise: refusedAll, resolve: letGo } = Promise.withResolvers<void>();
    let pause = () => refusedAll;
    const { ask, open, stream, slice } = await openAccount(tiny, 'mailchimp', {
      clock: { now: () => tiny.asOf, sleep: () => pause() },
    });
    let refusals = 0;
    const asked = Array.from({ length: 30 }, async () => {
      const answer = await ask('/3.0/lists', { headers: AUTH });
      if (answer.status === 403 && ++refusals === 10) letGo();
      return answer;
    });
    const answers = await Promise.all(asked);
    const count = (status: number) => answers.filter((one) => one.status === status).length;
    expect([count(200), count(429), count(403)]).toEqual([10, 10, 10]);
    const refused = answers.find((one) => one.status === 403)!;
    expect(refused.header('content-type')).toBe('text/html');
    expect(() => refused.body()).toThrow(SyntaxError);
    // Ours never asks for an eleventh.
    pause = () => new Promise((done) => setTimeout(done, 150));
    const session = open();
    await Promise.all(Array.from({ length: 25 }, () => session.page(stream('lists'), slice('lists'), undefined)));
    expect(session.counts).toEqual({ calls: 25, throttled: 0 });
  });

  it('is waited for behind a bare 403, and ends us at a real one', async () => {
    const { open, stream, slice, clock } = await openAccount(tiny, 'mailchimp');
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
    const { ask } = await openAccount(tiny, 'mailchimp');
    expect((await ask(path, { headers: AUTH })).status).toBe(status);
    expect((await ask(path)).status).toBe(401);
  });

  it('shows nothing of a member deleted for good, and a sweep of keys tells who that was', async () => {
    const { all } = await openAccount(small, 'mailchimp');
    const gone = [...TRUTH.deletes!(small)].filter(({ vendor }) => vendor === 'mailchimp');
    expect(gone.length).toBeGreaterThan(0);
    const swept = new Set((await all('member_keys')).map(({ web_id }) => String(web_id)));
    for (const { record } of gone) expect(swept.has(String(record))).toBe(false);
    const statuses = new Set((await all('members')).map(({ status }) => status));
    expect(statuses).toEqual(new Set(['subscribed', 'unsubscribed', 'cleaned', 'transactional', 'archived']));
  });

  it('sums in its reports what it lists by recipient', async () => {
    const { all } = await openAccount(tiny, 'mailchimp');
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
