// The GAQL queries. Removed rows are returned only when a query filters by status; empty rows never are.
import type { Window } from '../../../contracts/ingest.ts';
import { days } from '../../engine/source.ts';

/** Fields and resource of a stream's query. */
export interface Query {
  readonly from: string;
  readonly select: readonly string[];
  readonly where?: readonly string[];
  readonly orderBy?: readonly string[];
  /** Days that segment a report; absent for resources without history. */
  readonly date?: 'segments.date' | 'change_status.last_change_date_time';
  readonly limit?: number;
}

const ACCOUNT = ['customer.id', 'customer.currency_code', 'customer.time_zone'];
const statuses = (field: string) => `${field} IN ('ENABLED', 'PAUSED', 'REMOVED')`;
const METRICS = [
  'metrics.impressions',
  'metrics.clicks',
  'metrics.cost_micros',
  'metrics.interactions',
  'metrics.conversions',
  'metrics.conversions_value',
  'metrics.all_conversions',
  'metrics.all_conversions_value',
  'metrics.view_through_conversions',
  'metrics.conversions_by_conversion_date',
  'metrics.conversions_value_by_conversion_date',
];
const CAMPAIGN = ['campaign.id', 'campaign.name', 'campaign.advertising_channel_type'];

export const QUERIES = {
  campaigns: {
    from: 'campaign',
    select: [
      ...ACCOUNT,
      ...CAMPAIGN,
      'campaign.status',
      'campaign.serving_status',
      'campaign.advertising_channel_sub_type',
      'campaign.bidding_strategy_type',
      'campaign.start_date_time',
      'campaign.end_date_time',
      'campaign.campaign_budget',
      'campaign_budget.amount_micros',
    ],
    where: [statuses('campaign.status')],
    orderBy: ['campaign.id'],
  },
  ad_groups: {
    from: 'ad_group',
    select: [
      ...ACCOUNT,
      'campaign.id',
      'ad_group.id',
      'ad_group.name',
      'ad_group.status',
      'ad_group.type',
      'ad_group.cpc_bid_micros',
    ],
    where: [statuses('ad_group.status')],
    orderBy: ['ad_group.id'],
  },
  ads: {
    from: 'ad_group_ad',
    select: [
      ...ACCOUNT,
      'campaign.id',
      'ad_group.id',
      'ad_group_ad.status',
      'ad_group_ad.ad_strength',
      'ad_group_ad.policy_summary.approval_status',
      'ad_group_ad.ad.id',
      'ad_group_ad.ad.name',
      'ad_group_ad.ad.type',
      'ad_group_ad.ad.final_urls',
    ],
    where: [statuses('ad_group_ad.status')],
    orderBy: ['ad_group_ad.ad.id'],
  },
  keywords: {
    from: 'ad_group_criterion',
    select: [
      ...ACCOUNT,
      'campaign.id',
      'ad_group.id',
      'ad_group_criterion.criterion_id',
      'ad_group_criterion.status',
      'ad_group_criterion.type',
      'ad_group_criterion.negative',
      'ad_group_criterion.keyword.text',
      'ad_group_criterion.keyword.match_type',
      'ad_group_criterion.quality_info.quality_score',
    ],
    where: ["ad_group_criterion.type = 'KEYWORD'", statuses('ad_group_criterion.status')],
    orderBy: ['ad_group.id', 'ad_group_criterion.criterion_id'],
  },
  search_terms: {
    from: 'search_term_view',
    select: [
      ...ACCOUNT,
      'campaign.id',
      'ad_group.id',
      'search_term_view.search_term',
      'search_term_view.status',
      'segments.date',
      'segments.search_term_match_type',
      'segments.keyword.ad_group_criterion',
      'segments.keyword.info.text',
      'segments.keyword.info.match_type',
      'metrics.impressions',
      'metrics.clicks',
      'metrics.cost_micros',
      'metrics.conversions',
      'metrics.conversions_value',
    ],
    date: 'segments.date',
    orderBy: ['segments.date', 'ad_group.id'],
  },
  campaign_performance: {
    from: 'campaign',
    select: [...ACCOUNT, ...CAMPAIGN, 'campaign.status', 'segments.date', ...METRICS],
    where: [statuses('campaign.status')],
    date: 'segments.date',
    orderBy: ['segments.date', 'campaign.id'],
  },
  ad_performance: {
    from: 'ad_group_ad',
    select: [
      ...ACCOUNT,
      ...CAMPAIGN,
      'ad_group.id',
      'ad_group.name',
      'ad_group_ad.ad.id',
      'ad_group_ad.ad.name',
      'ad_group_ad.status',
      'segments.date',
      ...METRICS,
    ],
    where: [statuses('ad_group_ad.status')],
    date: 'segments.date',
    orderBy: ['segments.date', 'ad_group_ad.ad.id'],
  },
  keyword_performance: {
    from: 'keyword_view',
    select: [
      ...ACCOUNT,
      'campaign.id',
      'ad_group.id',
      'ad_group_criterion.criterion_id',
      'ad_group_criterion.status',
      'ad_group_criterion.keyword.text',
      'ad_group_criterion.keyword.match_type',
      'segments.date',
      ...METRICS,
    ],
    where: [statuses('ad_group_criterion.status')],
    date: 'segments.date',
    orderBy: ['segments.date', 'ad_group.id', 'ad_group_criterion.criterion_id'],
  },
  conversion_actions: {
    from: 'campaign',
    select: [
      ...ACCOUNT,
      'campaign.id',
      'campaign.status',
      'segments.date',
      'segments.conversion_action',
      'segments.conversion_action_name',
      'segments.conversion_action_category',
      'segments.conversion_or_adjustment_lag_bucket',
      'metrics.conversions',
      'metrics.conversions_value',
      'metrics.all_conversions',
      'metrics.all_conversions_value',
    ],
    where: [statuses('campaign.status')],
    date: 'segments.date',
    orderBy: ['segments.date', 'campaign.id'],
  },
  change_status: {
    from: 'change_status',
    select: [
      ...ACCOUNT,
      'change_status.resource_name',
      'change_status.last_change_date_time',
      'change_status.resource_type',
      'change_status.resource_status',
      'change_status.campaign',
      'change_status.ad_group',
      'change_status.ad_group_ad',
      'change_status.ad_group_criterion',
    ],
    date: 'change_status.last_change_date_time',
    orderBy: ['change_status.last_change_date_time'],
    limit: 10_000, // the vendor's maximum for this resource
  },
} as const satisfies Readonly<Record<string, Query>>;

const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The query of a window of whole days. */
export function gaql({ from, select, where = [], orderBy = [], date, limit }: Query, window: Window): string {
  const since = dateOf(Date.parse(window.from));
  const until = dateOf(Date.parse(window.to) - days(1));
  const cut =
    date === undefined
      ? []
      : date === 'segments.date'
        ? [`${date} BETWEEN '${since}' AND '${until}'`]
        : [`${date} >= '${since} 00:00:00'`, `${date} <= '${until} 23:59:59.999999'`];
  const conditions = [...where, ...cut];
  return [
    `SELECT ${select.join(', ')} FROM ${from}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    ...(orderBy.length > 0 ? [`ORDER BY ${orderBy.join(', ')}`] : []),
    ...(limit === undefined ? [] : [`LIMIT ${limit}`]),
  ].join(' ');
}
