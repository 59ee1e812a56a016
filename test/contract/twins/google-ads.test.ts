// Google Ads as it documents itself: what it hides, how it refuses, how fast it may be read.
import { describe, expect, it } from 'vitest';
import { googleAds } from '../../../lambdas/extractors/sources/google_ads/source.ts';
import { googleAdsTwin } from '../../../local/twins/google_ads/twin.ts';
import { smallWorld, tinyWorld } from '../../helpers/worlds.ts';
import { authorisedBy } from './google-token.ts';
import { openInProcess, sliceOf } from './in-process.ts';

const world = tinyWorld();

describe('the Google Ads twin', () => {
  const open = async (shown = world) => {
    const { call, clock } = await openInProcess(shown, googleAds);
    const headers = await authorisedBy(call);
    const ask = (query: string, more: object = {}, path = 'searchStream') =>
      call(`/v24/customers/2121450128/googleAds:${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, ...more }),
      });
    return { clock, call, ask };
  };
  const codesOf = (body: unknown) => JSON.stringify(body).match(/"errorCode":\{"\w+":"(\w+)"/)?.[1];

  it('shows removed things to whoever asks for them, and Performance Max as a campaign alone', async () => {
    const { ask } = await open(smallWorld()); // few are removed
    const rows = async (query: string) =>
      ((await ask(query)).body as { results?: object[] }[]).flatMap((batch) => batch.results ?? []);
    const all = await rows(
      "SELECT ad_group_ad.ad.id, ad_group_ad.status FROM ad_group_ad WHERE ad_group_ad.status IN ('ENABLED', 'PAUSED', 'REMOVED')",
    );
    const plain = await rows('SELECT ad_group_ad.ad.id FROM ad_group_ad');
    expect(plain.length).toBeLessThan(all.length);
    const spend = async (from: string) => {
      const found = (await rows(
        `SELECT campaign.id, campaign.advertising_channel_type, metrics.cost_micros, segments.date FROM ${from} WHERE segments.date BETWEEN '2026-01-01' AND '2026-01-31' AND ${from}.status IN ('ENABLED', 'PAUSED', 'REMOVED')`,
      )) as { campaign: { advertisingChannelType: string }; metrics: { costMicros: string } }[];
      const of = (isMax: boolean) =>
        found
          .filter((one) => (one.campaign.advertisingChannelType === 'PERFORMANCE_MAX') === isMax)
          .reduce((sum, one) => sum + Number(one.metrics.costMicros), 0);
      return { max: of(true), rest: of(false) };
    };
    const [campaigns, ads] = [await spend('campaign'), await spend('ad_group_ad')];
    expect(ads.max).toBe(0);
    expect(campaigns.max).toBeGreaterThan(0);
    expect(ads.rest).toBe(campaigns.rest);
  });

  it.each([
    ['SELECT campaign.colour FROM campaign', {}, 'UNRECOGNIZED_FIELD'],
    [
      'SELECT campaign.id, metrics.clicks, segments.conversion_action FROM campaign',
      {},
      'PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE',
    ],
    ['SELECT campaign.id, segments.date FROM campaign', {}, 'MISSING_FINITE_DATE_RANGE'],
    [
      "SELECT campaign.id, segments.date FROM campaign WHERE segments.date BETWEEN '2022-01-01' AND '2022-01-31'",
      {},
      'REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED',
    ],
    ['SELECT change_status.resource_name FROM change_status', {}, 'LIMIT_NOT_SPECIFIED'],
    [
      "SELECT change_status.resource_name FROM change_status WHERE change_status.last_change_date_time >= '2026-01-01 00:00:00' AND change_status.last_change_date_time <= '2026-01-31 00:00:00' LIMIT 10000",
      {},
      'START_DATE_TOO_OLD',
    ],
    ['SELECT campaign.id FROM campaign', { pageSize: 100 }, 'PAGE_SIZE_NOT_SUPPORTED'],
    ['GIVE ME ALL', {}, 'UNEXPECTED_INPUT'],
  ])('refuses %s', async (query, more, code) => {
    const { ask } = await open();
    const { status, body } = await ask(query, more);
    expect([status, codesOf(body)]).toEqual([400, code]);
    expect(Array.isArray(body)).toBe(true);
  });

  it('empties its bucket, and lets a token die within the hour', async () => {
    const { ask, clock } = await open();
    let answer = await ask('SELECT campaign.id FROM campaign');
    for (let calls = 0; answer.status === 200 && calls < 50; calls++)
      answer = await ask('SELECT campaign.id FROM campaign');
    expect([answer.status, codesOf(answer.body)]).toEqual([429, 'RESOURCE_EXHAUSTED']);
    expect(JSON.stringify(answer.body)).toContain('"retryDelay":"1s"');
    await clock.sleep(1000);
    expect((await ask('SELECT campaign.id FROM campaign')).status).toBe(200);
    await clock.sleep(3_600_000);
    expect((await ask('SELECT campaign.id FROM campaign')).status).toBe(401);
  });

  it('is read at nine tenths of its pace without a refusal, through tokens that end', async () => {
    let [calls, refused] = [0, 0];
    const { session, streamOf, clock } = await openInProcess(
      world,
      googleAds,
      googleAdsTwin,
      (inner) => async (request) => {
        const response = await inner(request);
        if (request.url.includes('googleAds:')) calls++;
        if (response.status === 429) refused++;
        return response;
      },
    );
    const begun = clock.now();
    while (clock.now() - begun < 60_000)
      await session.page(streamOf('campaigns'), sliceOf('2024-10-01', '2026-10-01'), undefined);
    expect(refused / calls).toBeLessThanOrEqual(0.02);
    expect(calls).toBeGreaterThan(0.9 * 600);
    await clock.sleep(2 * 3_600_000);
    expect(
      (await session.page(streamOf('ads'), sliceOf('2024-10-01', '2026-10-01'), undefined)).records.length,
    ).toBeGreaterThan(0);
  });
});
