// Rows of the Google Ads API: nested objects as REST writes them, int64 as text.
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
} from '../../world/ad-plan.ts';
import type { Advertising, Delivery } from '../../world/ads.ts';
import { DAY_MS, msOf } from '../../world/calendar.ts';
import { type Claim, worthAt } from '../../world/claims.ts';
import type { World } from '../../world/world.ts';
import { dateText, zoneOf } from '../../world/zones.ts';
import { localText } from '../meta_ads/objects.ts';

export const CUSTOMER = '2121450128';
/** Conversions of a day are final after so long. */
const FINAL_MS = 90 * DAY_MS;
/** Days for which changes are told. */
const CHANGES_DAYS = 89;
const PURCHASE = `customers/${CUSTOMER}/conversionActions/6001`;
const CHANNEL_TYPE: Readonly<Record<number, string>> = {
  [BRAND]: 'SEARCH',
  [NONBRAND]: 'SEARCH',
  [SHOPPING]: 'SHOPPING',
  [PMAX]: 'PERFORMANCE_MAX',
};
const STATUS: Readonly<Record<AdStatus, string>> = {
  active: 'ENABLED',
  paused: 'PAUSED',
  archived: 'REMOVED',
  deleted: 'REMOVED',
};

export type Row = Readonly<Record<string, unknown>>;
/** A row, what its resource's status is, its day where it has one, and its key among the stream's. */
export interface Found {
  readonly row: Row;
  readonly status: string;
  readonly day?: number;
  readonly key: string;
}

const name = (kind: string, ...ids: string[]) => `customers/${CUSTOMER}/${kind}/${ids.join('~')}`;

/** `2026-01-31 10:20:30`, in the account's zone. */
const clockText = (ms: number, zone: string) => localText(ms, zone).slice(0, 19).replace('T', ' ');

const customerOf = (ads: Advertising) => ({
  resourceName: `customers/${CUSTOMER}`,
  id: CUSTOMER,
  currencyCode: ads.currency,
  timeZone: ads.zone('google'),
});

const mine = (ads: Advertising) => {
  const { plan } = ads;
  return {
    campaigns: plan.campaigns.filter((one) => one.platform === 'google'),
    adSets: plan.adSets.filter((one) => one.campaign.platform === 'google'),
    ads: plan.ads.filter((one) => one.adSet.campaign.platform === 'google'),
    keywords: plan.keywords,
  };
};

const statusOf = (one: AdCampaign | AdSet | Ad, asOf: number) => STATUS[versionAt(one.versions, asOf)!.status];
const keywordStatus = (one: Keyword, asOf: number) => (one.removedAt <= asOf ? 'REMOVED' : 'ENABLED');
const exists = (one: AdCampaign | AdSet | Ad, asOf: number) => one.versions[0]!.at <= asOf;

const shown = new WeakMap<AdCampaign, { readonly asOf: number; readonly campaign: ReturnType<typeof campaignAt> }>();

/** Stands in every row of its reports. */
function campaignOf(ads: Advertising, one: AdCampaign, asOf: number) {
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

function* campaigns(ads: Advertising, asOf: number): Iterable<Found> {
  for (const one of mine(ads).campaigns) {
    if (!exists(one, asOf)) continue;
    const { budget } = versionAt(one.versions, asOf)!;
    const campaign = campaignOf(ads, one, asOf);
    const campaignBudget = { resourceName: campaign.campaignBudget, id: one.id, amountMicros: String(budget * 10_000) };
    yield { row: { customer: customerOf(ads), campaign, campaignBudget }, status: campaign.status, key: one.id };
  }
}

function* adGroups(ads: Advertising, asOf: number): Iterable<Found> {
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

function aroundAd(ads: Advertising, one: Ad, asOf: number): Row {
  return {
    customer: customerOf(ads),
    campaign: campaignOf(ads, one.adSet.campaign, asOf),
    adGroup: adGroupOf(one.adSet, asOf),
    adGroupAd: adOf(one, asOf),
  };
}

function* adGroupAds(ads: Advertising, asOf: number): Iterable<Found> {
  for (const one of mine(ads).ads)
    if (exists(one, asOf)) yield { row: aroundAd(ads, one, asOf), status: statusOf(one, asOf), key: one.id };
}

function aroundKeyword(ads: Advertising, one: Keyword, asOf: number): Row {
  return {
    customer: customerOf(ads),
    campaign: campaignOf(ads, one.adSet.campaign, asOf),
    adGroup: adGroupOf(one.adSet, asOf),
    adGroupCriterion: criterionOf(one, asOf),
  };
}

function* keywords(ads: Advertising, asOf: number): Iterable<Found> {
  for (const one of mine(ads).keywords)
    if (one.createdAt <= asOf)
      yield { row: aroundKeyword(ads, one, asOf), status: keywordStatus(one, asOf), key: `${one.adSet.id}~${one.id}` };
}

// ---- reports by day

/** What of a claim counts at `asOf`: its credit and value, unless it is not shown. */
function countedAt(claims: readonly Claim[], asOf: number) {
  let [credit, value] = [0, 0];
  for (const claim of claims) {
    const worth = worthAt(claim, asOf);
    if (worth === undefined) continue;
    credit += claim.credit;
    value += claim.credit * worth;
  }
  const exact = (n: number, digits: number) => Number(n.toFixed(digits));
  return { conversions: exact(credit, 2), value: exact(value / 100, 2) };
}

function metricsOf(
  { spend, impressions, clicks }: Delivery,
  byTouch: readonly Claim[],
  byDate: readonly Claim[],
  seen: number,
) {
  const touch = countedAt(byTouch, seen);
  const date = countedAt(byDate, seen);
  if (impressions === 0 && touch.conversions === 0 && date.conversions === 0) return undefined;
  return {
    impressions: String(impressions),
    clicks: String(clicks),
    costMicros: String(spend * 10_000),
    interactions: String(clicks),
    conversions: touch.conversions,
    conversionsValue: touch.value,
    allConversions: touch.conversions,
    allConversionsValue: touch.value,
    viewThroughConversions: '0',
    conversionsByConversionDate: date.conversions,
    conversionsValueByConversionDate: date.value,
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Days of a span up to the one in progress. */
function* daysOf(
  ads: Advertising,
  { from, to }: Span,
  asOf: number,
): Iterable<{ day: number; date: string; seen: number }> {
  const zone = zoneOf(ads.zone('google'));
  const last = Math.min(to, ads.today('google', asOf) + 1);
  for (let day = Math.max(0, from); day < last; day++)
    yield { day, date: dateText(day), seen: Math.min(asOf, zone.beginOf(day + 1) + FINAL_MS) };
}

function* campaignDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
  for (const { day, date, seen } of daysOf(ads, span, asOf))
    for (const one of mine(ads).campaigns) {
      const metrics = metricsOf(
        ads.ofCampaign(one, day, asOf),
        ads.claimsOf(one, day, 'touch'),
        ads.claimsOf(one, day, 'conversion'),
        seen,
      );
      if (!metrics) continue;
      const campaign = campaignOf(ads, one, asOf);
      yield {
        row: { customer: customerOf(ads), campaign, segments: { date }, metrics },
        status: campaign.status,
        day,
        key: `${one.id}~${date}`,
      };
    }
}

function* adDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
  for (const { day, date, seen } of daysOf(ads, span, asOf))
    for (const one of mine(ads).ads) {
      const { campaign } = one.adSet;
      const of = (by: 'touch' | 'conversion') => ads.claimsOf(campaign, day, by).filter((claim) => claim.ad === one);
      const metrics = metricsOf(ads.ofAd(one, day, asOf), of('touch'), of('conversion'), seen);
      if (!metrics) continue;
      const row = { ...aroundAd(ads, one, asOf), segments: { date }, metrics };
      yield { row, status: statusOf(one, asOf), day, key: `${one.adSet.id}~${one.id}~${date}` };
    }
}

function* keywordDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
  for (const { day, date, seen } of daysOf(ads, span, asOf))
    for (const one of mine(ads).keywords) {
      const of = (by: 'touch' | 'conversion') =>
        ads.claimsOf(one.adSet.campaign, day, by).filter((claim) => claim.keyword === one);
      const metrics = metricsOf(ads.ofKeyword(one, day, asOf), of('touch'), of('conversion'), seen);
      if (!metrics) continue;
      const keywordView = { resourceName: name('keywordViews', one.adSet.id, one.id) };
      const row = { ...aroundKeyword(ads, one, asOf), keywordView, segments: { date }, metrics };
      yield { row, status: keywordStatus(one, asOf), day, key: `${one.adSet.id}~${one.id}~${date}` };
    }
}

/** Searches that too few people made are in no row: terms add up to less than their keyword. */
function* termDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
  for (const { day, date, seen } of daysOf(ads, span, asOf))
    for (const one of mine(ads).keywords) {
      const claims = ads.claimsOf(one.adSet.campaign, day, 'touch').filter((claim) => claim.keyword === one);
      for (const [at, delivery] of ads.ofTerms(one, day, asOf).entries()) {
        const { text, told } = one.terms[at]!;
        const metrics = metricsOf(
          delivery,
          claims.filter((claim) => claim.term === at),
          [],
          seen,
        );
        if (!metrics || !told) continue;
        const criterion = name('adGroupCriteria', one.adSet.id, one.id);
        const id = [one.adSet.campaign.id, one.adSet.id, Buffer.from(text).toString('base64url')];
        const searchTermView = { resourceName: name('searchTermViews', ...id), searchTerm: text, status: 'NONE' };
        const keyword = { adGroupCriterion: criterion, info: { text: one.text, matchType: one.matchType } };
        const segments = { date, searchTermMatchType: one.matchType, keyword };
        const around = aroundKeyword(ads, one, asOf);
        const row = {
          customer: around.customer,
          campaign: around.campaign,
          adGroup: around.adGroup,
          searchTermView,
          segments,
          metrics,
        };
        yield { row, status: 'NONE', day, key: [one.adSet.id, criterion, one.matchType, text, date].join('~') };
      }
    }
}

const WORDS = [
  'ZERO',
  'ONE',
  'TWO',
  'THREE',
  'FOUR',
  'FIVE',
  'SIX',
  'SEVEN',
  'EIGHT',
  'NINE',
  'TEN',
  'ELEVEN',
  'TWELVE',
  'THIRTEEN',
  'FOURTEEN',
];

/** How long after the click an order came, in the vendor's steps. */
export function lagBucket(days: number): string {
  if (days < 1) return 'CONVERSION_LESS_THAN_ONE_DAY';
  if (days < 14) return `CONVERSION_${WORDS[Math.floor(days)]}_TO_${WORDS[Math.floor(days) + 1]}_DAYS`;
  if (days < 21) return 'CONVERSION_FOURTEEN_TO_TWENTY_ONE_DAYS';
  return 'CONVERSION_TWENTY_ONE_TO_THIRTY_DAYS';
}

function* conversionDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
  for (const { day, date, seen } of daysOf(ads, span, asOf))
    for (const one of mine(ads).campaigns) {
      const byLag = Map.groupBy(ads.claimsOf(one, day, 'touch'), (claim) =>
        lagBucket((claim.convertedAt - claim.touchAt) / DAY_MS),
      );
      for (const [bucket, claims] of byLag) {
        const { conversions, value } = countedAt(claims, seen);
        if (conversions === 0) continue;
        const segments = {
          date,
          conversionAction: PURCHASE,
          conversionActionName: 'Purchase',
          conversionActionCategory: 'PURCHASE',
          conversionOrAdjustmentLagBucket: bucket,
        };
        const metrics = {
          conversions,
          conversionsValue: value,
          allConversions: conversions,
          allConversionsValue: value,
        };
        const campaign = campaignOf(ads, one, asOf);
        const row = { customer: customerOf(ads), campaign, segments, metrics };
        yield { row, status: campaign.status, day, key: `${one.id}~${PURCHASE}~${bucket}~${date}` };
      }
    }
}

/** The newest change of each resource, as far back as 90 days. */
function* changes(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
  const zone = ads.zone('google');
  const all = mine(ads);
  const things = [
    ...all.campaigns.map((one) => ({ one, type: 'CAMPAIGN', of: { campaign: name('campaigns', one.id) } })),
    ...all.adSets.map((one) => ({
      one,
      type: 'AD_GROUP',
      of: { campaign: name('campaigns', one.campaign.id), adGroup: name('adGroups', one.id) },
    })),
    ...all.ads.map((one) => ({
      one,
      type: 'AD_GROUP_AD',
      of: {
        campaign: name('campaigns', one.adSet.campaign.id),
        adGroup: name('adGroups', one.adSet.id),
        adGroupAd: name('adGroupAds', one.adSet.id, one.id),
      },
    })),
  ];
  for (const { one, type, of } of things) {
    const last = versionAt(one.versions, asOf);
    if (!last) continue;
    const day = zoneOf(zone).dayAt(last.at);
    if (day < Math.max(span.from, ads.today('google', asOf) - CHANGES_DAYS) || day >= span.to) continue;
    const resourceStatus =
      STATUS[last.status] === 'REMOVED' ? 'REMOVED' : last === one.versions[0] ? 'ADDED' : 'CHANGED';
    const resourceName = name('changeStatus', String(last.at), one.id);
    const lastChangeDateTime = `${clockText(last.at, zone)}.${String(last.at % 1000).padStart(3, '0')}000`;
    const changeStatus = { resourceName, lastChangeDateTime, resourceType: type, resourceStatus, ...of };
    yield { row: { customer: customerOf(ads), changeStatus }, status: resourceStatus, day, key: resourceName };
  }
}

const EVER: Span = { from: 0, to: Number.POSITIVE_INFINITY };

/** Everything a query's resource holds; reports only when a day is asked for. */
export function rowsOf({ ads, asOf }: World, kind: string, span: Span = EVER): Iterable<Found> {
  if (!ads) return [];
  switch (kind) {
    case 'campaign':
      return campaigns(ads, asOf);
    case 'ad_group':
      return adGroups(ads, asOf);
    case 'ad_group_ad':
      return adGroupAds(ads, asOf);
    case 'ad_group_criterion':
      return keywords(ads, asOf);
    case 'campaign by day':
      return campaignDays(ads, span, asOf);
    case 'ad_group_ad by day':
      return adDays(ads, span, asOf);
    case 'keyword_view by day':
      return keywordDays(ads, span, asOf);
    case 'search_term_view by day':
      return termDays(ads, span, asOf);
    case 'campaign by action':
      return conversionDays(ads, span, asOf);
    case 'change_status':
      return changes(ads, span, asOf);
    default:
      return [];
  }
}

const keys = (kind: string) =>
  function* (world: World) {
    for (const { key } of rowsOf(world, kind)) yield key;
  };

/** Every record there is, by stream. */
export const GOOGLE_TRUTH: Readonly<Record<string, (world: World) => Iterable<string>>> = {
  campaigns: keys('campaign'),
  ad_groups: keys('ad_group'),
  ads: keys('ad_group_ad'),
  keywords: keys('ad_group_criterion'),
  search_terms: keys('search_term_view by day'),
  campaign_performance: keys('campaign by day'),
  ad_performance: keys('ad_group_ad by day'),
  keyword_performance: keys('keyword_view by day'),
  conversion_actions: keys('campaign by action'),
  change_status: keys('change_status'),
};
