// Reports by day: the traffic of each campaign, ad, keyword and search term, and the conversions credited to it.

import { DAY_MS } from '../../world/calendar/calendar.ts';
import { dateText, zoneOf } from '../../world/calendar/zones.ts';
import type { Advertising, Delivery } from '../../world/media/ads.ts';
import { type Claim, worthAt } from '../../world/media/claim.ts';
import {
  aroundAd,
  aroundKeyword,
  CUSTOMER,
  campaignOf,
  customerOf,
  type Found,
  keywordStatus,
  mine,
  name,
  statusOf,
} from './resources.ts';

/** Age at which the conversions of a day are final. */
const FINAL_MS = 90 * DAY_MS;
const PURCHASE = `customers/${CUSTOMER}/conversionActions/6001`;

/** The visible part of a claim at `asOf`: its credit and value, unless it is hidden. */
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

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Days of a span up to the current one. */
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

export function* campaignDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
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

export function* adDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
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

export function* keywordDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
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

/** Search terms of too few people are in no row: terms add up to less than their keyword. */
export function* termDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
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

/** Lag between click and order, in the vendor's steps. */
export function lagBucket(days: number): string {
  if (days < 1) return 'CONVERSION_LESS_THAN_ONE_DAY';
  if (days < 14) return `CONVERSION_${WORDS[Math.floor(days)]}_TO_${WORDS[Math.floor(days) + 1]}_DAYS`;
  if (days < 21) return 'CONVERSION_FOURTEEN_TO_TWENTY_ONE_DAYS';
  return 'CONVERSION_TWENTY_ONE_TO_THIRTY_DAYS';
}

export function* conversionDays(ads: Advertising, span: Span, asOf: number): Iterable<Found> {
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
