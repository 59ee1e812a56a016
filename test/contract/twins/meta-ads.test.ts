// Meta as it documents itself: what it hides, how it refuses, how fast it may be read; and our reading of it.
import { describe, expect, it } from 'vitest';
import { RateLimitedError, SourceAuthError } from '../../../lambdas/contracts/errors.ts';
import { days } from '../../../lambdas/extractors/engine/source.ts';
import { metaAds } from '../../../lambdas/extractors/sources/meta_ads/source.ts';
import { refusedBy } from '../../../lambdas/extractors/sources/meta_ads/usage.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { metaTwin } from '../../../local/twins/meta_ads/twin.ts';
import { TWINS } from '../../../local/twins/server.ts';
import { smallWorld, tinyWorld } from '../../helpers/worlds.ts';
import { openInProcess, sliceOf } from './in-process.ts';

const world = tinyWorld();
const ROOT = '/v25.0/act_1210000000000042';

describe('the Meta twin', () => {
  const authorised = { headers: { authorization: 'Bearer EAAtwin' } };
  const get = async (shown = world) => {
    const { call, clock } = await openInProcess(shown, metaAds);
    return { clock, call: (path: string, method = 'GET') => call(`${ROOT}${path}`, { ...authorised, method }) };
  };

  it('hides what was deleted or put away from whoever does not name its status', async () => {
    const small = smallWorld(); // few are deleted
    const { call } = await get(small);
    const count = async (more: string) => (await call(`/ads?fields=id&limit=500${more}`)).body.data.length;
    const all = `&effective_status=${encodeURIComponent(JSON.stringify(['ACTIVE', 'PAUSED', 'CAMPAIGN_PAUSED', 'ADSET_PAUSED', 'ARCHIVED', 'DELETED']))}`;
    expect(await count(all)).toBe([...TWINS.meta_ads!.truth!.ads!(small)].length);
    expect(await count('')).toBeLessThan(await count(all));
  });

  it('answers the windows that are left and none of the dead ones, three names for one purchase', async () => {
    const { call } = await get();
    const windows = ['7d_view', '28d_view', '1d_view', '1d_click', '7d_click', '28d_click'];
    const query = new URLSearchParams({
      ...{ level: 'ad', fields: 'ad_id,spend,actions', time_increment: '1', limit: '500' },
      time_range: '{"since":"2026-01-01","until":"2026-03-01"}',
      action_attribution_windows: JSON.stringify(windows),
    });
    const { body } = await call(`/insights?${query}`);
    const actions = body.data.flatMap((one: { actions?: object[] }) => one.actions ?? []) as Record<string, string>[];
    const seen = new Set(actions.flatMap((one) => Object.keys(one)));
    expect([...seen].filter((name) => /^\d+d_/.test(name)).sort()).toEqual([
      '1d_click',
      '1d_view',
      '28d_click',
      '7d_click',
    ]);
    for (const one of actions.filter(({ action_type }) => action_type === 'purchase')) {
      const [day = 0, week = 0, month = 0] = ['1d_click', '7d_click', '28d_click'].map((name) =>
        Number(one[name] ?? 0),
      );
      expect(day).toBeLessThanOrEqual(week);
      expect(week).toBeLessThanOrEqual(month);
      expect(Number(one.value)).toBe(week + Number(one['1d_view'] ?? 0));
    }
    const names = new Set(actions.map((one) => one.action_type));
    expect(names).toEqual(new Set(['link_click', 'omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase']));
  });

  it('lets a report take its time, and does not give it away before', async () => {
    const { call, clock } = await get();
    const query = new URLSearchParams({
      level: 'campaign',
      fields: 'spend',
      time_increment: '1',
      time_range: '{"since":"2026-01-01","until":"2026-01-31"}',
    });
    const { report_run_id: id } = (await call(`/insights?${query}`, 'POST')).body;
    const { call: raw } = { call: (path: string) => call(`/../${id}${path}`) };
    expect((await raw('')).body).toMatchObject({ async_status: 'Job Not Started', async_percent_completion: 0 });
    expect((await raw('/insights')).body.error.code).toBe(2601);
    await clock.sleep(60_000);
    expect((await raw('')).body).toMatchObject({ async_status: 'Job Completed', async_percent_completion: 100 });
    expect((await raw('/insights?limit=5')).body.data).toHaveLength(5);
  });

  it.each([
    ['/campaigns?fields=colour', 400, 100],
    ['/campaigns?page=2', 400, 100],
    ['/insights?level=ad&time_increment=1', 400, 100],
    ['/insights?level=ad&time_increment=1&time_range={"since":"2024-10-01","until":"2026-09-30"}', 500, 1],
  ])('refuses %s', async (path, status, code) => {
    const { call } = await get();
    const answer = await call(path);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('tells shares, refuses in a 400, and says how long', async () => {
    const { call, clock } = await openInProcess(world, metaAds, metaTwin('development_access'));
    const ask = () => call(`${ROOT}/adcreatives?fields=id`, authorised);
    let answer = await ask();
    for (let calls = 1; answer.status === 200 && calls < 2000; calls++) answer = await ask();
    expect([answer.status, answer.body.error.code]).toEqual([400, 17]);
    const usage = JSON.parse(answer.header('x-business-use-case-usage')!)['1210000000000042'][0];
    expect(usage).toMatchObject({ type: 'ads_management', call_count: 100, estimated_time_to_regain_access: 60 });
    const insights = await call(`${ROOT}/insights?level=ad`, authorised);
    expect(insights.body.error.code).toBe(100); // its allowance is another
    await clock.sleep(3_600_000);
    expect((await ask()).status).toBe(200);
  });
});

describe('what Meta’s refusals mean', () => {
  const answer = (status: number, error: object, headers: Record<string, string> = {}) =>
    refusedBy({ status, body: { error }, text: '', header: (name) => headers[name] }, 'meta');

  it.each([4, 17, 32, 341, 613, 80_000, 80_004])('code %i in a 400 is a throttle', (code) => {
    const headers = { 'x-business-use-case-usage': '{"1":[{"call_count":100,"estimated_time_to_regain_access":7}]}' };
    expect(answer(400, { code }, headers)).toMatchObject({ name: 'RateLimitedError', retryAfterMs: 420_000 });
    expect(answer(400, { code })).toBeInstanceOf(RateLimitedError);
  });

  it('tells a dead token, too much data and a passing fault apart', () => {
    expect(answer(400, { code: 190 })).toBeInstanceOf(SourceAuthError);
    expect(answer(500, { code: 1, error_subcode: 99 })?.name).toBe('SourceContractError');
    expect(answer(500, { code: 2 })?.name).toBe('SourceUnavailableError');
    expect(answer(400, { code: 100 })).toBeUndefined();
  });
});

describe('our reading of Meta', () => {
  const read = async (
    session: Awaited<ReturnType<typeof openInProcess>>['session'],
    stream: ReturnType<Awaited<ReturnType<typeof openInProcess>>['streamOf']>,
    from: string,
    to: string,
  ) => {
    const keys: string[] = [];
    for (let token: string | undefined; ; ) {
      const page = await session.page(stream, sliceOf(from, to), token);
      keys.push(...page.records.map((one) => stream.key(one as never)));
      if (page.next === undefined) return keys.sort();
      token = page.next;
    }
  };

  it('halves a report that fails, and loses nothing by it', async () => {
    const ranges: string[] = [];
    /** Reports of more than ten days fail. */
    const weak =
      (inner: Http): Http =>
      async (request) => {
        const url = new URL(request.url);
        const { since, until } = JSON.parse(url.searchParams.get('time_range') ?? '{}');
        if (request.method === 'POST') ranges.push(`${since}..${until}`);
        const response = await inner(request);
        if (!/\/\d+$/.test(url.pathname)) return response;
        const [from, to] = ranges.at(-1)!.split('..');
        const text = await response.text();
        const isLong = Date.parse(to!) - Date.parse(from!) > days(10);
        return { ...response, text: async () => (isLong ? text.replace('Job Completed', 'Job Failed') : text) };
      };
    const calm = await openInProcess(world, metaAds);
    const rough = await openInProcess(world, metaAds, TWINS.meta_ads!.make, weak);
    const stream = calm.streamOf('ad_insights');
    const found = await read(rough.session, stream, '2026-01-01', '2026-02-01');
    expect(found).toEqual(await read(calm.session, stream, '2026-01-01', '2026-02-01'));
    expect(ranges).toContain('2026-01-01..2026-01-31');
    expect(ranges).toContain('2026-01-01..2026-01-08');
  });

  it('asks nothing of days Meta has forgotten', async () => {
    const { session, streamOf } = await openInProcess(world, metaAds, () => () => {
      throw new Error('nobody may be asked');
    });
    const stream = streamOf('campaign_insights');
    expect(await session.count(stream, { from: '2021-01-01T00:00:00.000Z', to: '2021-02-01T00:00:00.000Z' })).toBe(0);
    expect(await session.page(stream, sliceOf('2021-01-01', '2021-02-01'), undefined)).toEqual({
      records: [],
      next: undefined,
    });
  });

  it('uses nine tenths of an allowance it was never told, and is not refused', async () => {
    let refused = 0;
    let calls = 0;
    const { session, streamOf, clock } = await openInProcess(
      world,
      metaAds,
      metaTwin('development_access'),
      (inner) => async (request) => {
        const response = await inner(request);
        calls++;
        if (response.status === 400) refused++;
        await clock.sleep(50);
        return response;
      },
    );
    const stream = streamOf('creatives');
    const active = JSON.parse(
      JSON.stringify(await session.page(streamOf('ads'), sliceOf('2024-10-01', '2026-10-01'), undefined)),
    ).records.filter((one: { effective_status: string }) => one.effective_status === 'ACTIVE').length;
    const allowed = 300 + 40 * active;
    const begun = clock.now();
    calls = 0;
    while (clock.now() - begun < 3_600_000 * 1.9)
      await session.page(stream, sliceOf('2024-10-01', '2026-10-01'), undefined);
    expect(refused / calls).toBeLessThanOrEqual(0.02);
    expect(calls).toBeGreaterThan(0.9 * 2 * allowed);
  });
});
