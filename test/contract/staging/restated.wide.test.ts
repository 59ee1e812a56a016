// Reports that vendors correct: a day is what its newest reading says, whatever else was once said of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, type Given } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';

const SOURCES = ['meta_ads', 'google_ads', 'ga4'];
const models = [...whole.models].filter(([, { file }]) => SOURCES.some((name) => file.includes(`/staging/${name}/`)));
const library = { ...whole, models: new Map(models) };

const action = (type: string, more: object) => ({ action_type: type, value: '9', ...more });
const insight = (ad: number, date: string, spend: string, more: object = {}) => ({
  ...{
    account_id: '1',
    account_currency: 'USD',
    campaign_id: '10',
    ad_id: String(ad),
    adset_id: '20',
    ad_name: `ad ${ad}`,
  },
  ...{ date_start: date, date_stop: date, spend, impressions: '100', inline_link_clicks: '3', ...more },
});
const campaign = (id: number, date: string, micros: number, conversions: number) => ({
  customer: { id: '1', currencyCode: 'EUR', timeZone: 'Europe/Berlin' },
  campaign: { id: String(id), name: `c ${id}`, advertisingChannelType: 'PERFORMANCE_MAX' },
  segments: { date },
  metrics: { impressions: '10', clicks: '2', costMicros: String(micros), conversions, conversionsValue: 12.5 },
});
const visits = (source: string, date: string, sessions: number, more: object = {}) => ({
  ...{
    date,
    sessionSource: source,
    sessionMedium: 'cpc',
    sessionCampaignName: 'x',
    sessionDefaultChannelGroup: 'Paid Search',
  },
  ...{
    sessions: String(sessions),
    purchaseRevenue: '10.50',
    subjectToThresholding: false,
    dataLossFromOtherRow: false,
    isSampled: false,
  },
  ...{ currencyCode: 'USD', timeZone: 'America/New_York', ...more },
});

const FIRST: Given = {
  'meta_ads.ad_insights': [
    insight(1, '2026-09-01', '5.00', {
      actions: [action('purchase', { '1d_click': '1', '7d_click': '2', '28d_click': '3' }), action('link_click', {})],
      action_values: [action('purchase', { '7d_click': '40.10' })],
    }),
    insight(2, '2026-09-01', '1.00'),
    insight(1, '2026-08-01', '7.00'),
  ],
  'google_ads.campaign_performance': [
    campaign(1, '2026-09-01', 1_234_567, 1),
    campaign(2, '2026-09-01', 0, 0.5),
    campaign(1, '2026-08-01', 5_000_000, 2),
  ],
  'ga4.traffic': [
    visits('google', '20260901', 5),
    visits('bing', '20260901', 1),
    visits('google', '20260801', 7),
    visits('(other)', '(other)', 2),
  ],
};
/** September again: the first row was corrected, the second is gone; of August nothing is said. */
const SECOND: Given = {
  'meta_ads.ad_insights': [
    insight(1, '2026-09-01', '5.25', { actions: [action('purchase', { '1d_view': '4', '7d_click': '3' })] }),
  ],
  'google_ads.campaign_performance': [campaign(1, '2026-09-01', 1_300_000, 1.75)],
  'ga4.traffic': [visits('google', '20260901', 6, { subjectToThresholding: true })],
};

let bench: Bench;
const rows = (query: string) => bench.warehouse.query(query);

beforeAll(async () => {
  bench = await Bench.open(library);
  await bench.land(FIRST, '2026-09-02T00:00:00Z');
  await (await bench.build('one', '2026-09-02T00:00:00Z')).publish();
  await bench.land(SECOND, '2026-09-03T00:00:00Z');
  await (await bench.build('two', '2026-09-03T00:00:00Z')).publish();
});
afterAll(() => bench.close());

describe('a day that is read again', () => {
  it('of Meta, is its newest reading; other days stay', async () => {
    const found = await rows(
      'select ad_key, report_date::varchar as day, spend_amount::varchar as spend from staging.stg_meta_ads__ad_insights order by day',
    );
    expect(found).toEqual([
      { ad_key: 'meta_ads:main:1', day: '2026-08-01', spend: '7.0000' },
      { ad_key: 'meta_ads:main:1', day: '2026-09-01', spend: '5.2500' },
    ]);
    expect(await rows('select count(*)::integer as n from staging.stg_meta_ads__ad_insights_versions')).toEqual([
      { n: 3 },
    ]);
  });

  it('of Meta, claims by window and never as one number', async () => {
    const found = await rows(
      `select action_type, attribution_window, action_count::varchar as n, value_amount::varchar as value
       from staging.stg_meta_ads__ad_insight_actions order by attribution_window`,
    );
    expect(found).toEqual([
      { action_type: 'purchase', attribution_window: '1d_view', n: '4.0000', value: null },
      { action_type: 'purchase', attribution_window: '7d_click', n: '3.0000', value: null },
    ]);
  });

  it('of Google Ads, with money out of micros and conversions in parts', async () => {
    const found = await rows(
      `select campaign_key, report_date::varchar as day, spend_amount::varchar as spend, conversions::varchar as conversions, currency
       from staging.stg_google_ads__campaign_performance order by day`,
    );
    expect(found).toEqual([
      { campaign_key: 'google_ads:main:1', day: '2026-08-01', spend: '5.0000', conversions: '2.0000', currency: 'EUR' },
      { campaign_key: 'google_ads:main:1', day: '2026-09-01', spend: '1.3000', conversions: '1.7500', currency: 'EUR' },
    ]);
    const [first] = await rows(
      "select spend_amount::varchar as spend from staging.stg_google_ads__campaign_performance_versions where campaign_key like '%:2'",
    );
    expect(first).toEqual({ spend: '0.0000' });
  });

  it('of GA4, with its quality beside it', async () => {
    const found = await rows(
      `select source, report_date::varchar as day, sessions::integer as sessions, is_thresholded, revenue_amount::varchar as revenue
       from staging.stg_ga4__traffic order by day nulls last`,
    );
    expect(found).toEqual([
      { source: 'google', day: '2026-08-01', sessions: 7, is_thresholded: false, revenue: '10.5000' },
      { source: 'google', day: '2026-09-01', sessions: 6, is_thresholded: true, revenue: '10.5000' },
      { source: '(other)', day: null, sessions: 2, is_thresholded: false, revenue: '10.5000' },
    ]);
  });
});

describe('a day that is restated to nothing', () => {
  const day = (date: string): Given => ({
    'meta_ads.ad_insights': [insight(1, date, '5.00')],
    'google_ads.campaign_performance': [campaign(1, date, 1_000_000, 1)],
    'ga4.traffic': [visits('google', date.replaceAll('-', ''), 5)],
  });
  const nothing: Given = { 'meta_ads.ad_insights': [], 'google_ads.campaign_performance': [], 'ga4.traffic': [] };
  const days = (first: string, end: string) => ({ from: `${first}T00:00:00.000Z`, to: `${end}T00:00:00.000Z` });
  const MODELS = ['stg_meta_ads__ad_insights', 'stg_google_ads__campaign_performance', 'stg_ga4__traffic'];
  /** Days each model shows. */
  const shown = async (query: Bench['warehouse']['query']) =>
    Promise.all(
      MODELS.map(async (model) =>
        (await query(`select report_date::varchar as day from staging.${model} order by day`)).map((row) => row.day),
      ),
    );
  const each = (...found: string[]) => MODELS.map(() => found);
  let story: Bench;
  const build = async (run: string, at: string, fullRefresh = false) =>
    (await story.build(run, at, fullRefresh)).publish();
  const published = () => shown((sql) => story.warehouse.query(sql));

  beforeAll(async () => {
    story = await Bench.open(library);
  });
  afterAll(() => story.close());

  it('has no rows; days outside the window keep theirs', async () => {
    for (const date of ['2026-08-01', '2026-09-01', '2026-09-02'])
      await story.land(day(date), '2026-09-03T00:00:00Z', days(date, '2026-09-03'));
    await build('one', '2026-09-03T00:00:00Z');
    expect(await published()).toEqual(each('2026-08-01', '2026-09-01', '2026-09-02'));

    await story.land(nothing, '2026-09-04T00:00:00Z', days('2026-09-01', '2026-09-02'));
    expect(await published()).toEqual(each('2026-08-01', '2026-09-01', '2026-09-02')); // until it is built
    await build('two', '2026-09-04T00:00:00Z');
    expect(await published()).toEqual(each('2026-08-01', '2026-09-02'));
  });

  it('may lie in a window of which another day has rows', async () => {
    await story.land(day('2026-09-03'), '2026-09-05T00:00:00Z', days('2026-09-02', '2026-09-04'));
    await build('three', '2026-09-05T00:00:00Z');
    expect(await published()).toEqual(each('2026-08-01', '2026-09-03'));
  });

  it('is read again by one of two windows of a run, and has rows again', async () => {
    await story.land(day('2026-09-01'), '2026-09-06T00:00:00Z', days('2026-09-01', '2026-09-03'));
    await story.land(nothing, '2026-09-06T00:00:00Z', days('2026-09-03', '2026-09-05'));
    await build('four', '2026-09-06T00:00:00Z');
    expect(await published()).toEqual(each('2026-08-01', '2026-09-01'));
  });

  it('is the same in a build from nothing', async () => {
    await build('five', '2026-09-06T00:00:00Z', true);
    expect(await published()).toEqual(each('2026-08-01', '2026-09-01'));
  });
});
