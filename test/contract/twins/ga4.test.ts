// GA4 as it documents itself: its tokens an hour, what it withholds and throws together, what it refuses.
import { describe, expect, it } from 'vitest';
import { ga4 } from '../../../lambdas/extractors/sources/ga4/source.ts';
import { answerOf, REPORTS } from '../../../local/twins/ga4/reports.ts';
import { ga4Twin, STANDARD } from '../../../local/twins/ga4/twin.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { authorisedBy } from './google-token.ts';
import { openInProcess } from './in-process.ts';

const world = tinyWorld();

describe('the GA4 twin', () => {
  const small = { ...STANDARD, tokensPerProjectPerHour: 140 };

  it('is read to the end of each hour’s tokens and hardly ever refused', async () => {
    let [calls, refused] = [0, 0];
    let spent = 0;
    const { session, streamOf, clock } = await openInProcess(world, ga4, ga4Twin(small), (inner) => async (request) => {
      const response = await inner(request);
      if (!request.url.endsWith(':runReport')) return response;
      const text = await response.text();
      calls++;
      if (response.status === 429) refused++;
      spent += JSON.parse(text).propertyQuota?.tokensPerDay?.consumed ?? 0;
      await clock.sleep(100);
      return { ...response, text: async () => text };
    });
    const hours = 5;
    const begun = clock.now();
    while (clock.now() - begun < hours * 3_600_000 - 60_000)
      await session.count(streamOf('traffic'), { from: '2026-01-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' });
    expect(refused / calls).toBeLessThanOrEqual(0.02);
    expect(spent).toBeGreaterThan(0.9 * hours * small.tokensPerProjectPerHour);
  });

  it('withholds audiences of few users and says so, and throws together what a day has too much of', () => {
    const of = (stream: string) => REPORTS.find((one) => one.stream === stream)!;
    const audiences = answerOf(world, of('audiences'), 100, 200);
    expect(audiences.isThresholded).toBe(true);
    for (const row of audiences.rows) expect(row.users).toBeGreaterThanOrEqual(10);
    const [whole, cut] = [
      answerOf(world, of('landing_pages'), 400, 401),
      answerOf(world, of('landing_pages'), 400, 401, 5),
    ];
    expect([whole.hasOther, cut.hasOther]).toEqual([false, true]);
    expect(cut.rows).toHaveLength(6);
    expect(cut.rows.at(-1)!.values.landingPage).toBe('(other)');
    const sessions = ({ rows }: typeof whole) => rows.reduce((sum, row) => sum + Number(row.values.sessions), 0);
    expect(sessions(cut)).toBe(sessions(whole));
  });

  it.each([
    [{ dimensions: [{ name: 'colour' }] }, /not a valid dimension/],
    [{ dimensions: [{ name: 'date' }, { name: 'itemId' }, { name: 'landingPage' }] }, /make the request compatible/],
    [{ dimensions: [{ name: 'date' }, { name: 'itemId' }], metrics: [{ name: 'sessions' }] }, /remove sessions/],
    [{ dimensions: [{ name: 'date' }, { name: 'itemId' }], limit: 250_001 }, /limit must be/],
    [{ dimensions: [{ name: 'date' }, { name: 'itemId' }], sorting: 1 }, /Unknown name "sorting"/],
  ])('refuses %j', async (asked, message) => {
    const { call } = await openInProcess(world, ga4);
    const headers = await authorisedBy(call);
    const body = JSON.stringify({ dateRanges: [{ startDate: '2026-01-01', endDate: '2026-01-02' }], ...asked });
    const answer = await call('/v1beta/properties/310000042:runReport', {
      method: 'POST',
      headers,
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });
});
