import { z } from 'zod';
import { WindowRateLimiter } from '../../engine/rate-limit/windows.ts';
import { type RestStream, single } from '../../engine/rest/declare.ts';
import type { DeclaredSource } from '../../engine/rest/declared-source.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { AuthorisedSecret, oauth2Elsewhere } from '../../engine/rest/oauth2-elsewhere.ts';
import { RestSession } from '../../engine/rest/session.ts';
import { days, type Source, seconds } from '../../engine/source.ts';
import { gaql, QUERIES, type Query } from './queries.ts';
import { refusedBy } from './refusals.ts';
import { rowsIn, unwrap } from './rows.ts';
import { Ad, AdGroup, Campaign, ChangeStatus, Keyword } from './schema/entities.ts';
import {
  AdPerformance,
  CampaignPerformance,
  ConversionAction,
  KeywordPerformance,
  SearchTerm,
} from './schema/performance.ts';
import { GoogleAdsSession } from './session.ts';

const VERSION = 'v24';
const SCOPE = 'https://www.googleapis.com/auth/adwords';

type Id = string | number;
interface Row {
  readonly campaign: { readonly id: Id };
  readonly adGroup: { readonly id: Id };
  readonly adGroupAd: { readonly ad: { readonly id: Id } };
  readonly adGroupCriterion: { readonly criterionId: Id };
  readonly searchTermView: { readonly searchTerm: string };
  readonly changeStatus: { readonly resourceName: string; readonly lastChangeDateTime: string };
  readonly segments: {
    readonly date: string;
    readonly conversionAction: string;
    readonly conversionOrAdjustmentLagBucket?: string;
    readonly searchTermMatchType?: string;
    readonly keyword?: { readonly adGroupCriterion?: string };
  };
}

const stream = (
  name: keyof typeof QUERIES,
  more: Pick<RestStream, 'schema'> & { key: (row: Row) => string } & Partial<RestStream>,
): RestStream => ({
  name,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
  proof: 'declared',
  deletes: 'status',
  scopes: [{ name: SCOPE, without: 'everything of the account' }],
  path: '/googleAds:searchStream',
  method: 'POST',
  body: (window) => ({ query: gaql(QUERIES[name], window) }),
  decode: (body) => rowsIn(body)!,
  unwrap,
  paging: single(),
  kind: name,
  ...more,
});

/** Conversions are credited to the day of the click up to 90 days later; nearly all of them within 30. */
const report = {
  sync: 'report',
  lookbackMs: days(30),
  maxWindowMs: days(366),
  deletes: 'restated',
  cursor: { field: '$.segments.date', unit: 'date' },
  required: ['$.segments.date', '$.metrics.costMicros'],
} as const;

const streams: readonly RestStream[] = [
  stream('campaigns', { schema: Campaign, key: (row) => String(row.campaign.id) }),
  stream('ad_groups', { schema: AdGroup, key: (row) => String(row.adGroup.id) }),
  stream('ads', { schema: Ad, key: (row) => String(row.adGroupAd.ad.id) }),
  stream('keywords', { schema: Keyword, key: (row) => `${row.adGroup.id}~${row.adGroupCriterion.criterionId}` }),
  stream('search_terms', {
    ...report,
    schema: SearchTerm,
    key: ({ adGroup, segments, searchTermView }) =>
      [
        adGroup.id,
        segments.keyword?.adGroupCriterion ?? '',
        segments.searchTermMatchType ?? '',
        searchTermView.searchTerm,
        segments.date,
      ].join('~'),
  }),
  stream('campaign_performance', {
    ...report,
    schema: CampaignPerformance,
    key: ({ campaign, segments }) => `${campaign.id}~${segments.date}`,
  }),
  stream('ad_performance', {
    ...report,
    schema: AdPerformance,
    key: ({ adGroup, adGroupAd, segments }) => `${adGroup.id}~${adGroupAd.ad.id}~${segments.date}`,
  }),
  stream('keyword_performance', {
    ...report,
    schema: KeywordPerformance,
    key: ({ adGroup, adGroupCriterion, segments }) => `${adGroup.id}~${adGroupCriterion.criterionId}~${segments.date}`,
  }),
  stream('conversion_actions', {
    ...report,
    schema: ConversionAction,
    key: ({ campaign, segments }) =>
      `${campaign.id}~${segments.conversionAction}~${segments.conversionOrAdjustmentLagBucket ?? ''}~${segments.date}`,
  }),
  stream('change_status', {
    ...report,
    schema: ChangeStatus,
    key: ({ changeStatus }) => changeStatus.resourceName,
    lookbackMs: days(2), // a resource has one row, which moves to the day of its newest change
    deletes: 'in_stream',
    cursor: { field: '$.changeStatus.lastChangeDateTime', unit: 'iso' },
    required: ['$.changeStatus.lastChangeDateTime'],
  }),
];

/**
 * Operations per day by the access level of the Cloud project.
 * https://developers.google.com/google-ads/api/docs/api-policy/access-levels
 */
const A_DAY = { explorer: 2880, basic: 15_000, standard: Number.POSITIVE_INFINITY } as const;

const Settings = z.strictObject({
  /** The account to read, digits only. */
  customer_id: z.string().regex(/^\d+$/),
  /** The manager account that gives access to it. */
  login_customer_id: z.string().regex(/^\d+$/).optional(),
  access_level: z.enum(['explorer', 'basic', 'standard']).default('basic'),
  /** Overrides the host, for a twin. */
  base_url: z.url().default('https://googleads.googleapis.com'),
});

const declared: DeclaredSource<typeof Settings> = {
  name: 'google_ads',
  apiVersion: VERSION,
  sunset: null, // major versions live about a year; no end date is announced for v24, https://developers.google.com/google-ads/api/docs/sunset-dates
  docs: 'https://developers.google.com/google-ads/api/fields/v24/overview',
  limits:
    'operations a day by access level: 2,880 explorer, 15,000 basic; besides a bucket by account whose size is not told',
  maxParallel: 4,
  settings: Settings,
  secret: AuthorisedSecret,
  baseUrl: ({ base_url, customer_id }) => `${base_url.replace(/\/$/, '')}/${VERSION}/customers/${customer_id}`,
  headers: ({ login_customer_id }): Record<string, string> =>
    login_customer_id ? { 'login-customer-id': login_customer_id } : {},
  auth: oauth2Elsewhere({ domain: '.googleapis.com', tokenUrl: 'https://oauth2.googleapis.com/token', scope: SCOPE }),
  // The bucket's rate is not documented: ten per second pass in practice.
  rateLimiter: (clock, { access_level }) => {
    const daily = A_DAY[access_level];
    return new WindowRateLimiter(clock, {}, undefined, [
      { calls: 10, perMs: seconds(1) },
      ...(Number.isFinite(daily) ? [{ calls: daily, perMs: days(1) }] : []),
    ]);
  },
  refuse: refusedBy,
  timeoutMs: 300_000,
  streams,
};

const queries: Readonly<Record<string, Query>> = QUERIES;

export const googleAds: Source = {
  ...defineSource(declared),
  open: (connection, ports) => {
    const settings = Settings.parse(connection.settings);
    return new GoogleAdsSession(new RestSession(declared, settings, connection, ports), queries, ports.clock);
  },
};
