// Daily insights in the Graph API's format: figures as text, actions in all windows, and only days with activity.

import { DAY_MS } from '../../world/calendar/calendar.ts';
import { dateText, zoneOf } from '../../world/calendar/zones.ts';
import type { Ad, AdCampaign } from '../../world/media/ad-plan.ts';
import type { Advertising, Delivery } from '../../world/media/ads.ts';
import { type Claim, worthAt } from '../../world/media/claim.ts';
import type { World } from '../../world/world.ts';
import { ACCOUNT, type Fields } from './objects.ts';

export type Level = 'ad' | 'campaign';
export const WINDOWS = ['1d_view', '1d_click', '7d_click', '28d_click'] as const;
type Window = (typeof WINDOWS)[number];
/** Age at which the vendor freezes a day's figures. */
const FROZEN_MS = 28 * DAY_MS;
/** One purchase under three names: adding them up counts it three times. */
const PURCHASES = ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'];

export interface InsightRow {
  /** `<id>:<date>`, like the stream's key. */
  readonly key: string;
  readonly effectiveOf: Ad | AdCampaign;
  readonly fields: Fields;
}

/** Rows of days `[from, to)` at the world's now, day by day. */
export function* insightsOf({ ads, asOf }: World, level: Level, from: number, to: number, windows: readonly string[]) {
  if (!ads) return;
  const last = Math.min(to, ads.today('meta', asOf) + 1);
  for (let day = Math.max(0, from); day < last; day++)
    for (const campaign of ads.plan.campaigns) {
      if (campaign.platform !== 'meta') continue;
      if (level === 'campaign') {
        const row = rowOf(ads, campaign, undefined, day, asOf, windows);
        if (row) yield row;
      } else
        for (const ad of ads.plan.ads)
          if (ad.adSet.campaign === campaign) {
            const row = rowOf(ads, campaign, ad, day, asOf, windows);
            if (row) yield row;
          }
    }
}

function rowOf(
  ads: Advertising,
  campaign: AdCampaign,
  ad: Ad | undefined,
  day: number,
  asOf: number,
  windows: readonly string[],
): InsightRow | undefined {
  const delivery = ad ? ads.ofAd(ad, day, asOf) : ads.ofCampaign(campaign, day, asOf);
  const seen = Math.min(asOf, zoneOf(ads.zone('meta')).beginOf(day + 1) + FROZEN_MS);
  const claims = ads
    .claimsOf(campaign, day, 'touch')
    .filter((one) => (ad === undefined || one.ad === ad) && worthAt(one, seen) !== undefined);
  if (delivery.impressions === 0 && claims.length === 0) return undefined;
  const date = dateText(day);
  const { id } = ad ?? campaign;
  // Campaign rows sometimes lack values; the ad's rows have them.
  const isLost = ad === undefined && (day + campaign.index) % 29 === 0;
  const fields = {
    account_id: ACCOUNT,
    account_name: 'Retail Demo Ads',
    account_currency: ads.currency,
    campaign_id: campaign.id,
    campaign_name: campaign.name,
    ...(ad ? { adset_id: ad.adSet.id, adset_name: ad.adSet.name, ad_id: ad.id, ad_name: ad.name } : {}),
    objective: 'OUTCOME_SALES',
    attribution_setting: '7d_click_1d_view',
    ...figuresOf(delivery),
    ...actionsOf(delivery, claims, seen, windows, isLost),
    date_start: date,
    date_stop: date,
  };
  return { key: `${id}:${date}`, effectiveOf: ad ?? campaign, fields };
}

function figuresOf({ spend, impressions, clicks }: Delivery): Fields {
  const reach = Math.ceil(impressions / 1.3);
  return {
    spend: (spend / 100).toFixed(2),
    impressions: String(impressions),
    reach: String(reach),
    frequency: reach === 0 ? '0' : (impressions / reach).toFixed(6),
    clicks: String(Math.ceil(clicks * 1.25)),
    inline_link_clicks: String(clicks),
  };
}

function actionsOf(
  { clicks }: Delivery,
  claims: readonly Claim[],
  seen: number,
  windows: readonly string[],
  isLost: boolean,
): Fields {
  const counted = sumsOf(claims, () => 1);
  const valued = sumsOf(claims, (one) => worthAt(one, seen)! / 100);
  const told = (sums: Record<Window, number>, write: (n: number) => string) => ({
    value: write(sums['7d_click'] + sums['1d_view']),
    ...Object.fromEntries(
      WINDOWS.filter((one) => windows.includes(one) && sums[one] > 0).map((one) => [one, write(sums[one])]),
    ),
  });
  const purchases = claims.length === 0 ? [] : PURCHASES;
  const actions = [
    ...(clicks > 0 ? [{ action_type: 'link_click', value: String(clicks) }] : []),
    ...purchases.map((action_type) => ({ action_type, ...told(counted, String) })),
  ];
  const values = purchases.map((action_type) => ({ action_type, ...told(valued, (n) => n.toFixed(2)) }));
  return {
    ...(actions.length > 0 ? { actions } : {}),
    ...(values.length > 0 && !isLost ? { action_values: values } : {}),
  };
}

/** Wider click windows include the narrower ones; views are separate. */
function sumsOf(claims: readonly Claim[], of: (claim: Claim) => number): Record<Window, number> {
  const sums = { '1d_view': 0, '1d_click': 0, '7d_click': 0, '28d_click': 0 };
  for (const claim of claims) {
    const amount = of(claim);
    if (claim.window === '1d_view') sums['1d_view'] += amount;
    else {
      sums['28d_click'] += amount;
      if (claim.window !== '28d_click') sums['7d_click'] += amount;
      if (claim.window === '1d_click') sums['1d_click'] += amount;
    }
  }
  return sums;
}
