// Records of other advertising accounts and properties, in the vendors' envelopes, nested, and flat as other tools write them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExact, writeExact } from '../../../lambdas/extractors/engine/exact-json.ts';
import type { Stream } from '../../../lambdas/extractors/engine/source.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { ga4 } from '../../../lambdas/extractors/sources/ga4/source.ts';
import { googleAds } from '../../../lambdas/extractors/sources/google_ads/source.ts';
import { metaAds } from '../../../lambdas/extractors/sources/meta_ads/source.ts';
import { recordsOfPayload } from '../../../local/sources/read-payload.ts';

const read = (file: string) => readFileSync(new URL(`../../fixtures/vendors/${file}`, import.meta.url), 'utf8');
type Line = Readonly<Record<string, string>>;

/** Rows of a warehouse's table; nothing in these has a comma inside quotes that matters. */
function table(file: string): Line[] {
  const [head, ...rows] = read(file).trim().split('\n');
  const names = head!.split(',');
  return rows.map((row) => {
    const cells = [...row.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, ''));
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']).filter(([, value]) => value !== ''));
  });
}
const streamOf = (source: { readonly streams: readonly Stream[] }, name: string) =>
  source.streams.find((one) => one.name === name)!;
const json = (records: readonly unknown[]) => records.map((one) => JSON.stringify(one)).join('\n');
/** A row with the query's words for keys, as connectors write it. */
const flat = (row: Line, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (names[name] ? [[names[name], value]] : [])));

const METRICS = {
  clicks: 'metrics.clicks',
  impressions: 'metrics.impressions',
  cost_micros: 'metrics.cost_micros',
  conversions: 'metrics.conversions',
  conversions_value: 'metrics.conversions_value',
  interactions: 'metrics.interactions',
  view_through_conversions: 'metrics.view_through_conversions',
  active_view_viewability: 'metrics.active_view_viewability',
  date: 'segments.date',
  device: 'segments.device',
  ad_network_type: 'segments.ad_network_type',
  campaign_id: 'campaign.id',
  ad_group_id: 'ad_group.id',
};

const insights = table('meta_ads/fivetran_facebook_ads_basic_ad_action_values_data.csv').map(
  ({ ad_id, date, action_type, value, _7_d_click }) => ({
    ad_id,
    date_start: date,
    action_values: [{ action_type, value, '7d_click': _7_d_click }],
  }),
);

type Recorded = readonly [name: string, stream: Stream, text: string];
const RECORDED: readonly Recorded[] = [
  [
    'meta_ads accounts',
    streamOf(metaAds, 'ad_accounts'),
    json(table('meta_ads/fivetran_facebook_ads_account_history_data.csv')),
  ],
  [
    'meta_ads campaigns',
    streamOf(metaAds, 'campaigns'),
    json(table('meta_ads/fivetran_facebook_ads_campaign_history_data.csv')),
  ],
  [
    'meta_ads ad sets',
    streamOf(metaAds, 'ad_sets'),
    json(table('meta_ads/fivetran_facebook_ads_ad_set_history_data.csv')),
  ],
  [
    'meta_ads values by action',
    streamOf(metaAds, 'ad_insights'),
    JSON.stringify({ data: insights, paging: { cursors: {} } }),
  ],
  [
    'google_ads campaigns by day',
    streamOf(googleAds, 'campaign_performance'),
    json(
      table('google_ads/fivetran_campaign_stats_data.csv').map((row) => flat(row, { ...METRICS, id: 'campaign.id' })),
    ),
  ],
  [
    'google_ads ads by day',
    streamOf(googleAds, 'ad_performance'),
    json(
      table('google_ads/fivetran_ad_stats_data.csv').map((row) =>
        flat(row, { ...METRICS, ad_id: 'ad_group_ad.ad.id' }),
      ),
    ),
  ],
  [
    'google_ads ads',
    streamOf(googleAds, 'ads'),
    JSON.stringify([
      {
        results: table('google_ads/fivetran_ad_history_data.csv').map(({ id, ad_group_id, status, final_urls }) => ({
          adGroup: { id: ad_group_id },
          adGroupAd: { status, ad: { id, finalUrls: final_urls?.replace(/^\[|\]$/g, '').split(',') } },
        })),
        fieldMask: 'adGroup.id',
      },
    ]),
  ],
  [
    'google_ads keywords',
    streamOf(googleAds, 'keywords'),
    json(
      table('google_ads/fivetran_ad_group_criterion_history_data.csv').map((row) =>
        flat(row, {
          id: 'ad_group_criterion.criterion_id',
          ad_group_id: 'ad_group.id',
          keyword_text: 'ad_group_criterion.keyword.text',
          keyword_match_type: 'ad_group_criterion.keyword.match_type',
        }),
      ),
    ),
  ],
  [
    'google_ads search terms',
    streamOf(googleAds, 'search_terms'),
    json(
      table('google_ads/fivetran_search_term_keyword_stats_data.csv').map((row) =>
        flat(row, { ...METRICS, search_term: 'search_term_view.search_term', status: 'search_term_view.status' }),
      ),
    ),
  ],
  ['ga4 sessions by host', streamOf(ga4, 'traffic'), read('ga4/analytics_reporter_data_with_hostname.json')],
];

/** What somebody typed, or an address with parameters: none of it may stay. */
const PERSONAL = /search term|signup|p6zp17DVJVjAD3VAr1btVw/;

describe.each(RECORDED)('%s', (_name, stream, text) => {
  const records = recordsOfPayload(text, stream);

  it('are found and accepted, every one', () => {
    expect(records.length).toBeGreaterThan(3);
    const refused = records.flatMap((record) => stream.schema.safeParse(record).error?.issues ?? []);
    expect(refused.map((issue) => `${issue.path.join('.')}: ${issue.message}`)).toEqual([]);
  });

  it('hold no person behind the tokeniser', () => {
    const tokenise = compileTokeniser(stream.schema, new Tokens(Buffer.alloc(32, 1)));
    for (const record of records) {
      const after = writeExact(tokenise(parseExact(JSON.stringify(record)), { personal: () => {}, drifted: () => {} }));
      expect(PERSONAL.exec(after)?.[0]).toBeUndefined();
    }
  });
});

describe('an answer of GA4', () => {
  it('puts what it says of its quality on every row', () => {
    const answer = {
      dimensionHeaders: [{ name: 'date' }, { name: 'landingPage' }],
      metricHeaders: [{ name: 'sessions', type: 'TYPE_INTEGER' }],
      rows: [
        {
          dimensionValues: [{ value: '20260131' }, { value: '/reset/jane@example.com?token=1' }],
          metricValues: [{ value: '3' }],
        },
      ],
      rowCount: 1,
      metadata: {
        subjectToThresholding: true,
        samplingMetadatas: [{ samplesReadCount: '500', samplingSpaceSize: '1000' }],
        currencyCode: 'EUR',
        timeZone: 'Europe/Berlin',
      },
    };
    expect(streamOf(ga4, 'landing_pages').unwrap!(answer)).toEqual([
      {
        date: '20260131',
        landingPage: '/reset/*',
        sessions: '3',
        subjectToThresholding: true,
        dataLossFromOtherRow: false,
        isSampled: true,
        samplesReadCount: '500',
        samplingSpaceSize: '1000',
        currencyCode: 'EUR',
        timeZone: 'Europe/Berlin',
      },
    ]);
  });
});
