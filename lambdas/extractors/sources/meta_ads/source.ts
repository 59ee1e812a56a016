import { z } from 'zod';
import type { Window } from '../../../contracts/ingest.ts';
import { bearer } from '../../engine/rest/auth.ts';
import { type Params, type RestStream, single, sweep, token, total } from '../../engine/rest/declare.ts';
import type { DeclaredSource } from '../../engine/rest/declared-source.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { RestSession } from '../../engine/rest/session.ts';
import { days, hours, minutes, type Source } from '../../engine/source.ts';
import { MetaSession } from './reports.ts';
import { AdAccount } from './schema/account.ts';
import { Ad, Creative } from './schema/ads.ts';
import { AdSet, Campaign } from './schema/campaigns.ts';
import { AdInsight, CampaignInsight } from './schema/insights.ts';
import { metaRateLimiter, refusedBy } from './usage.ts';

const VERSION = 'v25.0';
/** 7d_view and 28d_view are no longer answered since 2026-01-12. */
const WINDOWS = ['1d_view', '1d_click', '7d_click', '28d_click'];
/** Meta freezes a day's figures 28 days later. */
const RESTATED_MS = days(28);

/** Deleted and archived objects are returned only when their status is requested. */
const STATUSES = [
  ...[
    'ACTIVE',
    'PAUSED',
    'DELETED',
    'ARCHIVED',
    'PENDING_REVIEW',
    'DISAPPROVED',
    'PREAPPROVED',
    'PENDING_BILLING_INFO',
  ],
  ...['CAMPAIGN_PAUSED', 'ADSET_PAUSED', 'IN_PROCESS', 'WITH_ISSUES'],
];
const anyStatus = (object: string, kinds: readonly string[] = STATUSES) => ({
  field: `${object}.effective_status`,
  operator: 'IN',
  value: kinds,
});
const forCampaigns = STATUSES.filter((one) => !/^(CAMPAIGN|ADSET)_PAUSED$/.test(one));

const secondsOf = (time: string) => Math.floor(Date.parse(time) / 1000);
/** `updated_time` in `[from, to)`: the vendor compares whole seconds and knows no "or equal". */
const changed =
  (object: string, kinds: readonly string[], fields: string) =>
  (window: Window): Params => ({
    fields,
    filtering: JSON.stringify([
      anyStatus(object, kinds),
      { field: `${object}.updated_time`, operator: 'GREATER_THAN', value: secondsOf(window.from) - 1 },
      { field: `${object}.updated_time`, operator: 'LESS_THAN', value: secondsOf(window.to) },
    ]),
  });

const paging = (limit: number) => token({ from: '$.paging.cursors.after', as: 'after', size: ['limit', limit] });
const versioned = (record: { id: string | number; updated_time?: string | null }) =>
  `${record.id}@${record.updated_time ?? ''}`;
const scopes = [{ name: 'ads_read', without: 'everything of the ad account' }];
const listed = {
  safetyLagMs: minutes(5),
  maxWindowMs: days(36_500),
  proof: 'declared',
  scopes,
  records: '$.data',
  paging: paging(200),
  count: total({ from: '$.summary.total_count', params: { summary: 'total_count', fields: 'id', limit: 1 } }),
} as const;
const object = {
  ...listed,
  key: versioned,
  sync: 'incremental',
  lookbackMs: hours(1),
  changes: true,
  deletes: 'status',
  cursor: { field: '$.updated_time', unit: 'iso' },
} as const;

const dateOf = (time: string) => new Date(time).toISOString().slice(0, 10);
const insights =
  (level: 'ad' | 'campaign', fields: string) =>
  (window: Window): Params => ({
    level,
    fields,
    time_range: JSON.stringify({
      since: dateOf(window.from),
      until: dateOf(new Date(Date.parse(window.to) - 1).toISOString()),
    }),
    time_increment: 1,
    action_attribution_windows: JSON.stringify(WINDOWS),
    filtering: JSON.stringify([anyStatus(level, level === 'campaign' ? forCampaigns : STATUSES)]),
  });
const report = {
  sync: 'report',
  lookbackMs: RESTATED_MS,
  safetyLagMs: 0,
  maxWindowMs: days(90),
  proof: 'recounted',
  deletes: 'restated',
  cursor: { field: '$.date_start', unit: 'date' },
  required: ['$.date_start', '$.spend'],
  money: { amount: '$.spend', currency: '$.account_currency' },
  scopes,
  path: '/insights',
  records: '$.data',
  paging: paging(500),
} as const;
const FIGURES =
  'account_id,account_currency,campaign_id,campaign_name,objective,attribution_setting,spend,impressions,reach,frequency,clicks,inline_link_clicks,actions,action_values';

const streams: readonly RestStream[] = [
  {
    name: 'ad_accounts',
    schema: AdAccount,
    key: (record: { id: string | number }) => String(record.id),
    sync: 'snapshot',
    lookbackMs: 0,
    safetyLagMs: 0,
    maxWindowMs: days(36_500),
    proof: 'none', // one account, one record
    deletes: 'snapshot',
    scopes,
    path: '',
    params: () => ({ fields: 'account_id,name,currency,timezone_name,account_status' }),
    records: '$',
    paging: single(),
  },
  {
    ...object,
    name: 'campaigns',
    schema: Campaign,
    path: '/campaigns',
    params: changed(
      'campaign',
      forCampaigns,
      'id,account_id,name,objective,status,configured_status,effective_status,buying_type,bid_strategy,daily_budget,lifetime_budget,budget_remaining,special_ad_categories,start_time,stop_time,created_time,updated_time',
    ),
  },
  {
    ...object,
    name: 'ad_sets',
    schema: AdSet,
    path: '/adsets',
    params: changed(
      'adset',
      STATUSES,
      'id,account_id,campaign_id,name,status,configured_status,effective_status,optimization_goal,billing_event,bid_amount,destination_type,promoted_object,attribution_spec,start_time,end_time,created_time,updated_time',
    ),
  },
  {
    ...object,
    name: 'ads',
    schema: Ad,
    path: '/ads',
    params: changed(
      'ad',
      STATUSES,
      'id,account_id,campaign_id,adset_id,name,status,configured_status,effective_status,creative,conversion_domain,source_ad_id,created_time,updated_time',
    ),
  },
  {
    ...listed,
    name: 'creatives',
    schema: Creative,
    key: (record: { id: string | number }) => String(record.id),
    sync: 'snapshot', // they have no change time
    deletes: 'snapshot',
    lookbackMs: 0,
    safetyLagMs: 0,
    everyMs: days(1),
    path: '/adcreatives',
    params: () => ({
      fields:
        'id,account_id,name,status,object_type,call_to_action_type,title,body,link_url,url_tags,image_hash,effective_object_story_id',
    }),
  },
  {
    ...report,
    name: 'ad_insights',
    schema: AdInsight,
    key: (record: { ad_id: string | number; date_start: string }) => `${record.ad_id}:${record.date_start}`,
    params: insights('ad', `${FIGURES},adset_id,adset_name,ad_id,ad_name`),
    count: sweep({ params: { fields: 'ad_id' } }),
  },
  {
    ...report,
    name: 'campaign_insights',
    schema: CampaignInsight,
    key: (record: { campaign_id: string | number; date_start: string }) => `${record.campaign_id}:${record.date_start}`,
    params: insights('campaign', FIGURES),
    count: sweep({ params: { fields: 'campaign_id' } }),
  },
];

const Settings = z.strictObject({
  /** The ad account, without `act_`. */
  account_id: z.string().regex(/^\d+$/),
  /** Overrides the host, for a twin. */
  base_url: z.url().default('https://graph.facebook.com'),
});

const declared: DeclaredSource<typeof Settings> = {
  name: 'meta_ads',
  apiVersion: VERSION,
  sunset: '2028-07-29', // https://developers.facebook.com/docs/graph-api/changelog
  docs: 'https://developers.facebook.com/docs/marketing-api/reference',
  limits:
    'a rolling hour: insights 600 + 400 × active ads (limited) or 190,000 + 400 × active ads (full), reported as percentages',
  maxParallel: 4,
  settings: Settings,
  secret: z.strictObject({ access_token: z.string() }),
  baseUrl: ({ base_url, account_id }) => `${base_url.replace(/\/$/, '')}/${VERSION}/act_${account_id}`,
  auth: bearer('access_token'),
  rateLimiter: metaRateLimiter,
  refuse: refusedBy,
  timeoutMs: 120_000,
  streams,
};
const root: DeclaredSource<typeof Settings> = {
  ...declared,
  baseUrl: ({ base_url }) => `${base_url.replace(/\/$/, '')}/${VERSION}`,
};

export const metaAds: Source = {
  ...defineSource(declared),
  open: (connection, ports) => {
    const settings = Settings.parse(connection.settings);
    const shared = { ...ports, rateLimiters: ports.rateLimiters ?? new Map() };
    return new MetaSession(
      new RestSession(declared, settings, connection, shared),
      new RestSession(root, settings, connection, shared),
      settings.account_id,
      connection.start,
      ports.clock,
    );
  },
};
