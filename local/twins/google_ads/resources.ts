// Current state of the Google Ads resources: nested objects as in REST, int64 as text.

import { msOf } from '../../world/calendar/calendar.ts';
import {
  type Ad,
  type AdCampaign,
  type AdSet,
  type AdStatus,
  BRAND,
  type Keyword,
  NONBRAND,
  PMAX,
  SHOPPING,
  versionAt,
} from '../../world/media/ad-plan.ts';
import type { Advertising } from '../../world/media/ads.ts';
import { localText } from '../meta_ads/objects.ts';

export const CUSTOMER = '2121450128';
const CHANNEL_TYPE: Readonly<Record<number, string>> = {
  [BRAND]: 'SEARCH',
  [NONBRAND]: 'SEARCH',
  [SHOPPING]: 'SHOPPING',
  [PMAX]: 'PERFORMANCE_MAX',
};
export const STATUS: Readonly<Record<AdStatus, string>> = {
  active: 'ENABLED',
  paused: 'PAUSED',
  archived: 'REMOVED',
  deleted: 'REMOVED',
};

export type Row = Readonly<Record<string, unknown>>;
/** A row, its resource's status, its day if it has one, and its key in the stream. */
export interface Found {
  readonly row: Row;
  readonly status: string;
  readonly day?: number;
  readonly key: string;
}

export const name = (kind: string, ...ids: string[]) => `customers/${CUSTOMER}/${kind}/${ids.join('~')}`;

/** `2026-01-31 10:20:30`, in the account's zone. */
export const clockText = (ms: number, zone: string) => localText(ms, zone).slice(0, 19).replace('T', ' ');

export const customerOf = (ads: Advertising) => ({
  resourceName: `customers/${CUSTOMER}`,
  id: CUSTOMER,
  currencyCode: ads.currency,
  timeZone: ads.zone('google'),
});

export const mine = (ads: Advertising) => {
  const { plan } = ads;
  return {
    campaigns: plan.campaigns.filter((one) => one.platform === 'google'),
    adSets: plan.adSets.filter((one) => one.campaign.platform === 'google'),
    ads: plan.ads.filter((one) => one.adSet.campaign.platform === 'google'),
    keywords: plan.keywords,
  };
};

export const statusOf = (one: AdCampaign | AdSet | Ad, asOf: number) => STATUS[versionAt(one.versions, asOf)!.status];
export const keywordStatus = (one: Keyword, asOf: number) => (one.removedAt <= asOf ? 'REMOVED' : 'ENABLED');
const exists = (one: AdCampaign | AdSet | Ad, asOf: number) => one.versions[0]!.at <= asOf;

const shown = new WeakMap<AdCampaign, { readonly asOf: number; readonly campaign: ReturnType<typeof campaignAt> }>();

/** Included in every row of its reports. */
export function campaignOf(ads: Advertising, one: AdCampaign, asOf: number) {
  const known = shown.get(one);
  if (known?.asOf === asOf) return known.campaign;
  const campaign = campaignAt(ads, one, asOf);
  shown.set(one, { asOf, campaign });
  return campaign;
}

function campaignAt(ads: Advertising, one: AdCampaign, asOf: number) {
  const type = CHANNEL_TYPE[one.channel];
  const status = statusOf(one, asOf);
  return {
    resourceName: name('campaigns', one.id),
    id: one.id,
    name: one.name,
    status,
    servingStatus: status === 'ENABLED' ? 'SERVING' : status === 'PAUSED' ? 'SUSPENDED' : 'ENDED',
    advertisingChannelType: type,
    ...(one.channel === PMAX ? {} : { advertisingChannelSubType: 'UNSPECIFIED' }),
    biddingStrategyType: one.channel === PMAX ? 'MAXIMIZE_CONVERSION_VALUE' : 'TARGET_SPEND',
    startDateTime: clockText(msOf(one.from), ads.zone('google')),
    endDateTime: '2037-12-30 23:59:59',
    campaignBudget: name('campaignBudgets', one.id),
  };
}

const adGroupOf = (one: AdSet, asOf: number) => ({
  resourceName: name('adGroups', one.id),
  id: one.id,
  name: one.name,
  status: statusOf(one, asOf),
  type: one.campaign.channel === SHOPPING ? 'SHOPPING_PRODUCT_ADS' : 'SEARCH_STANDARD',
  cpcBidMicros: '1000000',
});

const adOf = (one: Ad, asOf: number) => ({
  resourceName: name('adGroupAds', one.adSet.id, one.id),
  status: statusOf(one, asOf),
  adStrength: 'GOOD',
  policySummary: { approvalStatus: 'APPROVED' },
  ad: {
    resourceName: name('ads', one.id),
    id: one.id,
    name: one.name,
    type: one.adSet.campaign.channel === SHOPPING ? 'SHOPPING_PRODUCT_AD' : 'RESPONSIVE_SEARCH_AD',
    finalUrls: [`https://retail-demo.example/?utm_term=${one.id}`],
  },
});

const criterionOf = (one: Keyword, asOf: number) => ({
  resourceName: name('adGroupCriteria', one.adSet.id, one.id),
  criterionId: one.id,
  status: keywordStatus(one, asOf),
  type: 'KEYWORD',
  negative: false,
  keyword: { text: one.text, matchType: one.matchType },
  qualityInfo: { qualityScore: 5 + (one.index % 5) },
});

// ---- resources as they stand

export function* campaigns(ads: Advertising, asOf: number): Iterable<Found> {
  for (const one of mine(ads).campaigns) {
    if (!exists(one, asOf)) continue;
    const { budget } = versionAt(one.versions, asOf)!;
    const campaign = campaignOf(ads, one, asOf);
    const campaignBudget = { resourceName: campaign.campaignBudget, id: one.id, amountMicros: String(budget * 10_000) };
    yield { row: { customer: customerOf(ads), campaign, campaignBudget }, status: campaign.status, key: one.id };
  }
}

export function* adGroups(ads: Advertising, asOf: number): Iterable<Found> {
  for (const one of mine(ads).adSets)
    if (exists(one, asOf))
      yield {
        row: {
          customer: customerOf(ads),
          campaign: campaignOf(ads, one.campaign, asOf),
          adGroup: adGroupOf(one, asOf),
        },
        status: statusOf(one, asOf),
        key: one.id,
      };
}

export function aroundAd(ads: Advertising, one: Ad, asOf: number): Row {
  return {
    customer: customerOf(ads),
    campaign: campaignOf(ads, one.adSet.campaign, asOf),
    adGroup: adGroupOf(one.adSet, asOf),
    adGroupAd: adOf(one, asOf),
  };
}

export function* adGroupAds(ads: Advertising, asOf: number): Iterable<Found> {
  for (const one of mine(ads).ads)
    if (exists(one, asOf)) yield { row: aroundAd(ads, one, asOf), status: statusOf(one, asOf), key: one.id };
}

export function aroundKeyword(ads: Advertising, one: Keyword, asOf: number): Row {
  return {
    customer: customerOf(ads),
    campaign: campaignOf(ads, one.adSet.campaign, asOf),
    adGroup: adGroupOf(one.adSet, asOf),
    adGroupCriterion: criterionOf(one, asOf),
  };
}

export function* keywords(ads: Advertising, asOf: number): Iterable<Found> {
  for (const one of mine(ads).keywords)
    if (one.createdAt <= asOf)
      yield { row: aroundKeyword(ads, one, asOf), status: keywordStatus(one, asOf), key: `${one.adSet.id}~${one.id}` };
}
