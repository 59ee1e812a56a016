// Rows of a query's resource, and the truth of each stream.

import { zoneOf } from '../../world/calendar/zones.ts';
import { versionAt } from '../../world/media/ad-plan.ts';
import type { Advertising } from '../../world/media/ads.ts';
import type { World } from '../../world/world.ts';
import { adDays, campaignDays, conversionDays, keywordDays, type Span, termDays } from './days.ts';
import {
  adGroupAds,
  adGroups,
  campaigns,
  clockText,
  customerOf,
  type Found,
  keywords,
  mine,
  name,
  STATUS,
} from './resources.ts';

/**
 * How far back changes exist. The vendor serves ninety days: with changes on that edge, a reading that waits past
 * midnight would miss a day it had planned.
 */
const CHANGES_DAYS = 80;

/** The newest change of each resource. */
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

/** All rows of a query's resource; reports only when a day is requested. */
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

/** All existing records, by stream. */
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
