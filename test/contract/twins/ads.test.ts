// Meta, Google Ads and GA4 as they document themselves: what they hide, how they refuse, how fast they may be read.
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RateLimitedError, SourceAuthError } from '../../../lambdas/contracts/errors.ts';
import { days, type Source } from '../../../lambdas/extractors/engine/source.ts';
import { ga4 } from '../../../lambdas/extractors/sources/ga4/source.ts';
import { googleAds } from '../../../lambdas/extractors/sources/google_ads/source.ts';
import { metaAds } from '../../../lambdas/extractors/sources/meta_ads/source.ts';
import { refusedBy } from '../../../lambdas/extractors/sources/meta_ads/usage.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { Faults } from '../../../local/twins/faults.ts';
import { answerOf, REPORTS } from '../../../local/twins/ga4/reports.ts';
import { ga4Twin, STANDARD } from '../../../local/twins/ga4/twin.ts';
import { rowsOf } from '../../../local/twins/google_ads/rows.ts';
import { SERVICE_ACCOUNTS } from '../../../local/twins/google_ads/tokens.ts';
import { googleAdsTwin } from '../../../local/twins/google_ads/twin.ts';
import { listen, type Twin, type TwinContext } from '../../../local/twins/kit.ts';
import { insightsOf } from '../../../local/twins/meta_ads/insights.ts';
import { metaTwin } from '../../../local/twins/meta_ads/twin.ts';
import { TWINS } from '../../../local/twins/server.ts';
import { AS_OF_DAY, msOf } from '../../../local/world/calendar.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { TRUTH } from '../../../local/world/truth.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const world = createSyntheticWorld({ size: 'tiny' });
const ROOT = '/v25.0/act_1210000000000042';

/** Asks a twin without a socket between: hours of calls pass in no time. */
const inProcess =
  (twin: Twin): Http =>
  async ({ method, url, headers, body = '' }) => {
    const answer = await twin({ method, url: new URL(url), headers, body });
    return {
      status: answer.status,
      header: (name) => answer.headers?.[name],
      text: async () => answer.body,
      async *chunks() {
        yield Buffer.from(answer.body);
      },
    };
  };

/** One twin on a clock of its own, a way to call it, and a session of ours. */
async function given(
  source: Source,
  make: (context: TwinContext) => Twin = TWINS[source.name]!.make,
  http?: (inner: Http) => Http,
  own?: unknown,
) {
  const clock = virtualClock(world.asOf);
  const faults = new Faults();
  const folder = join(await temporaryFolder(), 'twin');
  const { refusal, settings, secret } = TWINS[source.name]!;
  let twin: Twin | undefined;
  const open = (baseUrl: () => string) => {
    twin = make({ world, clock, faults, folder, baseUrl });
    return twin;
  };
  const { url, close } = await listen(open, faults, refusal);
  onTestFinished(close);
  const connection = {
    source: source.name,
    name: 'main',
    start: new Date(world.start).toISOString(),
    settings: source.settings.parse(settings(url)),
  };
  const direct = inProcess((request) => twin!(request));
  const wire = http?.(direct) ?? direct;
  const session = source.open(connection, { http: wire, clock, random: () => 0.5, secret: async () => own ?? secret });
  const streamOf = (name: string) => source.streams.find((one) => one.name === name)!;
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, init);
    return {
      status: response.status,
      header: (name: string) => response.headers.get(name) ?? undefined,
      body: JSON.parse(await response.text()),
    };
  };
  return { clock, session, streamOf, call, url };
}
const slice = (from: string, to: string) =>
  ({ window: { from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` } }) as never;

describe('the Meta twin', () => {
  const authorised = { headers: { authorization: 'Bearer EAAtwin' } };
  const get = async () => {
    const { call, clock } = await given(metaAds);
    return { clock, call: (path: string, method = 'GET') => call(`${ROOT}${path}`, { ...authorised, method }) };
  };

  it('hides what was deleted or put away from whoever does not name its status', async () => {
    const { call } = await get();
    const count = async (more: string) => (await call(`/ads?fields=id&limit=500${more}`)).body.data.length;
    const all = `&effective_status=${encodeURIComponent(JSON.stringify(['ACTIVE', 'PAUSED', 'CAMPAIGN_PAUSED', 'ADSET_PAUSED', 'ARCHIVED', 'DELETED']))}`;
    expect(await count(all)).toBe([...TWINS.meta_ads!.truth!.ads!(world)].length);
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
    const { call, clock } = await given(metaAds, metaTwin('development_access'));
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
    session: Awaited<ReturnType<typeof given>>['session'],
    stream: ReturnType<Awaited<ReturnType<typeof given>>['streamOf']>,
    from: string,
    to: string,
  ) => {
    const keys: string[] = [];
    for (let token: string | undefined; ; ) {
      const page = await session.page(stream, slice(from, to), token);
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
    const calm = await given(metaAds);
    const rough = await given(metaAds, TWINS.meta_ads!.make, weak);
    const stream = calm.streamOf('ad_insights');
    const found = await read(rough.session, stream, '2026-01-01', '2026-02-01');
    expect(found).toEqual(await read(calm.session, stream, '2026-01-01', '2026-02-01'));
    expect(ranges).toContain('2026-01-01..2026-01-31');
    expect(ranges).toContain('2026-01-01..2026-01-08');
  });

  it('asks nothing of days Meta has forgotten', async () => {
    const { session, streamOf } = await given(metaAds, () => () => {
      throw new Error('nobody may be asked');
    });
    const stream = streamOf('campaign_insights');
    expect(await session.count(stream, { from: '2021-01-01T00:00:00.000Z', to: '2021-02-01T00:00:00.000Z' })).toBe(0);
    expect(await session.page(stream, slice('2021-01-01', '2021-02-01'), undefined)).toEqual({
      records: [],
      next: undefined,
    });
  });

  it('uses nine tenths of an allowance it was never told, and is not refused', async () => {
    let refused = 0;
    let calls = 0;
    const { session, streamOf, clock } = await given(
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
      JSON.stringify(await session.page(streamOf('ads'), slice('2024-10-01', '2026-10-01'), undefined)),
    ).records.filter((one: { effective_status: string }) => one.effective_status === 'ACTIVE').length;
    const allowed = 300 + 40 * active;
    const begun = clock.now();
    calls = 0;
    while (clock.now() - begun < 3_600_000 * 1.9)
      await session.page(stream, slice('2024-10-01', '2026-10-01'), undefined);
    expect(refused / calls).toBeLessThanOrEqual(0.02);
    expect(calls).toBeGreaterThan(0.9 * 2 * allowed);
  }, 30_000);
});

describe('the Google Ads twin', () => {
  const open = async () => {
    const { call, clock } = await given(googleAds);
    const form = new URLSearchParams({
      client_id: 'twin.apps',
      client_secret: 'twin-secret',
      refresh_token: '1//twin',
      grant_type: 'refresh_token',
    });
    const { access_token } = (await call('/token', { method: 'POST', body: form.toString() })).body;
    const ask = (query: string, more: object = {}, path = 'searchStream') =>
      call(`/v24/customers/2121450128/googleAds:${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access_token}` },
        body: JSON.stringify({ query, ...more }),
      });
    return { clock, call, ask };
  };
  const codesOf = (body: unknown) => JSON.stringify(body).match(/"errorCode":\{"\w+":"(\w+)"/)?.[1];

  it('shows removed things to whoever asks for them, and Performance Max as a campaign alone', async () => {
    const { ask } = await open();
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
    const { session, streamOf, clock } = await given(googleAds, googleAdsTwin, (inner) => async (request) => {
      const response = await inner(request);
      if (request.url.includes('googleAds:')) calls++;
      if (response.status === 429) refused++;
      return response;
    });
    const begun = clock.now();
    while (clock.now() - begun < 60_000)
      await session.page(streamOf('campaigns'), slice('2024-10-01', '2026-10-01'), undefined);
    expect(refused / calls).toBeLessThanOrEqual(0.02);
    expect(calls).toBeGreaterThan(0.9 * 600);
    await clock.sleep(2 * 3_600_000);
    expect(
      (await session.page(streamOf('ads'), slice('2024-10-01', '2026-10-01'), undefined)).records.length,
    ).toBeGreaterThan(0);
  });
});

describe('the GA4 twin', () => {
  const small = { ...STANDARD, tokensPerProjectPerHour: 140 };

  it('is read to the end of each hour’s tokens and hardly ever refused', async () => {
    let [calls, refused] = [0, 0];
    let spent = 0;
    const { session, streamOf, clock } = await given(ga4, ga4Twin(small), (inner) => async (request) => {
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
    const { call } = await given(ga4);
    const form = new URLSearchParams({
      client_id: 'twin.apps',
      client_secret: 'twin-secret',
      refresh_token: '1//twin',
      grant_type: 'refresh_token',
    });
    const { access_token } = (await call('/token', { method: 'POST', body: form.toString() })).body;
    const body = JSON.stringify({ dateRanges: [{ startDate: '2026-01-01', endDate: '2026-01-02' }], ...asked });
    const answer = await call('/v1beta/properties/310000042:runReport', {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });
});

describe('the figures of a day', () => {
  const seen = (day: number) => ({ ...world, asOf: msOf(day) });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  /** Purchases within 28 days of a click, of the days 200 to 470. */
  const meta = (day: number) =>
    sum(
      [...insightsOf(seen(day), 'campaign', 200, 470, ['28d_click'])].flatMap(({ fields }) =>
        ((fields.actions ?? []) as Record<string, string>[])
          .filter((one) => one.action_type === 'purchase')
          .map((one) => Number(one['28d_click'] ?? 0)),
      ),
    );
  const google = (day: number) => {
    const metrics = [...rowsOf(seen(day), 'campaign by day', { from: 200, to: 470 })].map(
      ({ row }) => row.metrics as { conversions: number; costMicros: string },
    );
    return {
      conversions: sum(metrics.map((one) => one.conversions)),
      cost: sum(metrics.map((one) => Number(one.costMicros))),
    };
  };

  it('grow for weeks behind the click, and stand still when the vendor freezes them', () => {
    expect(meta(470)).toBeLessThan(meta(499));
    expect(meta(499)).toBe(meta(720));
    expect(google(471).conversions).toBeLessThan(google(490).conversions);
    expect(google(561).conversions).toBeCloseTo(google(720).conversions, 6);
    expect(google(471).cost).toBe(google(720).cost);
  });
});

describe('a service account', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = { client_email: 'reader@project.iam.gserviceaccount.example', private_key: privateKey };

  it.each([googleAds, ga4].map((source) => [source.name, source] as const))(
    'reads %s by its key, through tokens that end',
    async (_name, source) => {
      SERVICE_ACCOUNTS.set(key.client_email, publicKey);
      onTestFinished(() => void SERVICE_ACCOUNTS.clear());
      expect(source.secret.safeParse(key).success).toBe(true);
      let grants = 0;
      const { session, streamOf, clock } = await given(
        source,
        undefined,
        (inner) => (request) => {
          if (request.url.endsWith('/token')) grants++;
          return inner(request);
        },
        key,
      );
      const stream = streamOf(source.streams[0]!.name);
      for (let hour = 0; hour < 3; hour++) {
        expect(
          (await session.page(stream, slice('2026-08-01', '2026-08-08'), undefined)).records.length,
        ).toBeGreaterThan(0);
        await session.count(stream, { from: '2026-08-01T00:00:00.000Z', to: '2026-08-08T00:00:00.000Z' });
        await clock.sleep(3_600_000);
      }
      expect(grants).toBe(3);
    },
  );

  it('whose key was withdrawn is told so', async () => {
    const { session, streamOf } = await given(ga4, undefined, undefined, key);
    await expect(session.page(streamOf('traffic'), slice('2026-08-01', '2026-08-08'), undefined)).rejects.toThrow(
      /make a new one/,
    );
  });
});

describe('both advertising accounts', () => {
  it('tell together what was spent, to the cent, and by the ad no more than by the campaign', () => {
    const closed = AS_OF_DAY - 1;
    let truth = 0;
    for (const row of TRUTH.channel_days!(world))
      if (row.region === 'all' && Number(row.day) < closed) truth += Math.round(Number(row.spend) * 100);
    const cents = (text: unknown) => Math.round(Number(text) * 100);
    const meta = (level: 'ad' | 'campaign') =>
      [...insightsOf(world, level, 0, closed, [])].reduce((sum, { fields }) => sum + cents(fields.spend), 0);
    const google = (kind: string) =>
      [...rowsOf(world, kind, { from: 0, to: closed })].reduce(
        (sum, { row }) => sum + Number((row.metrics as { costMicros: string }).costMicros) / 10_000,
        0,
      );
    expect(meta('campaign') + google('campaign by day')).toBe(truth);
    expect(meta('ad')).toBe(meta('campaign'));
    expect(google('ad_group_ad by day')).toBeLessThan(google('campaign by day'));
    const search = google('keyword_view by day');
    expect(google('search_term_view by day')).toBeLessThan(search);
  });
});

describe('a world without accounts', () => {
  it.each([metaAds, googleAds, ga4].map((source) => [source.name, source] as const))(
    'gives an empty %s',
    async (_name, source) => {
      const { ads: _ads, traffic: _traffic, ...bare } = { ...world };
      const { session, streamOf } = await given(source, (context) =>
        TWINS[source.name]!.make({ ...context, world: bare }),
      );
      for (const { name, proof } of source.streams) {
        if (name === 'ad_accounts') continue;
        const stream = streamOf(name);
        if (proof !== 'none')
          expect(
            await session.count(stream, { from: '2026-08-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' }),
            name,
          ).toBe(0);
        expect((await session.page(stream, slice('2026-08-01', '2026-10-01'), undefined)).records, name).toEqual([]);
      }
    },
  );
});
