// Campaigns, ad sets, ads and creatives in the Graph API's format.
import { type AdStatus, type AdThing, versionAt } from '../../world/media/ad-plan.ts';
import type { Advertising } from '../../world/media/ads.ts';
import type { World } from '../../world/world.ts';

export const ACCOUNT = '1210000000000042';
export const EDGES = ['campaigns', 'adsets', 'ads', 'adcreatives'] as const;
export type Edge = (typeof EDGES)[number];
/** Our names of the streams. */
export const NAMES = { campaigns: 'campaigns', adsets: 'ad_sets', ads: 'ads', adcreatives: 'creatives' } as const;

export type Fields = Readonly<Record<string, unknown>>;
/** Current state of an edge's object: every field the twin knows, and its filter values. */
export interface Shown {
  readonly id: string;
  readonly updatedAt: number;
  readonly effectiveStatus: string;
  readonly fields: Fields;
}

const STATUS: Readonly<Record<AdStatus, string>> = {
  active: 'ACTIVE',
  paused: 'PAUSED',
  archived: 'ARCHIVED',
  deleted: 'DELETED',
};

/** `2026-01-31T10:20:30-0800`, in the account's zone. */
export function localText(ms: number, zone: string): string {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const local = `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
  const offset = Math.round((Date.parse(`${local}Z`) - Math.floor(ms / 1000) * 1000) / 60_000);
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}${two(Math.abs(offset) % 60)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...parts });
  formats.set(timeZone, format);
  return format;
}

/** The objects of an edge that exist at the world's now, ordered by id. */
export function* objectsOf({ ads, asOf }: World, edge: Edge): Iterable<Shown> {
  if (!ads) return;
  const { plan } = ads;
  if (edge === 'campaigns') {
    for (const one of plan.campaigns) if (one.platform === 'meta') yield* shown(ads, one, asOf, [], campaignFields);
  } else if (edge === 'adsets') {
    for (const one of plan.adSets)
      if (one.campaign.platform === 'meta')
        yield* shown(ads, one, asOf, [['CAMPAIGN_PAUSED', one.campaign]], () => ({
          campaign_id: one.campaign.id,
          optimization_goal: 'OFFSITE_CONVERSIONS',
          billing_event: 'IMPRESSIONS',
          destination_type: 'WEBSITE',
          promoted_object: { pixel_id: '410000000000001', custom_event_type: 'PURCHASE' },
          attribution_spec: [
            { event_type: 'CLICK_THROUGH', window_days: 7 },
            { event_type: 'VIEW_THROUGH', window_days: 1 },
          ],
        }));
  } else
    for (const one of plan.ads) {
      const { adSet } = one;
      if (adSet.campaign.platform !== 'meta') continue;
      const parents: [string, AdThing][] = [
        ['CAMPAIGN_PAUSED', adSet.campaign],
        ['ADSET_PAUSED', adSet],
      ];
      if (edge === 'ads')
        yield* shown(ads, one, asOf, parents, () => ({
          campaign_id: adSet.campaign.id,
          adset_id: adSet.id,
          creative: { id: creativeId(one.id) },
          conversion_domain: 'retail-demo.example',
        }));
      else if (one.versions[0]!.at <= asOf) yield creative(one.id, one.name, adSet.campaign.name, one.versions[0]!.at);
    }
}

/** The first digits encode the kind of object. */
const creativeId = (adId: string) => adId.replace('12023', '12024');

function creative(adId: string, name: string, campaign: string, at: number): Shown {
  const fields = {
    id: creativeId(adId),
    account_id: ACCOUNT,
    name: `${name} creative`,
    status: 'ACTIVE',
    object_type: 'SHARE',
    call_to_action_type: 'SHOP_NOW',
    title: 'Made to last',
    body: 'New arrivals, free shipping from 75.',
    link_url: 'https://retail-demo.example/collections/new?ref=meta',
    url_tags: `utm_source=facebook&utm_medium=paid-social&utm_campaign=${encodeURIComponent(campaign)}`,
  };
  return { id: fields.id, updatedAt: at, effectiveStatus: 'ACTIVE', fields };
}

function* shown<T extends AdThing>(
  ads: Advertising,
  one: T,
  asOf: number,
  parents: readonly (readonly [string, AdThing])[],
  more: (one: T, budget: number) => Fields,
): Iterable<Shown> {
  const version = versionAt(one.versions, asOf);
  if (!version) return;
  const zone = ads.zone('meta');
  const status = STATUS[version.status];
  const paused = parents.find(([, parent]) => versionAt(parent.versions, asOf)?.status !== 'active');
  const effectiveStatus = status === 'ACTIVE' && paused ? paused[0] : status;
  const times = {
    start_time: localText(one.versions[0]!.at, zone),
    created_time: localText(one.versions[0]!.at, zone),
    updated_time: localText(version.at, zone),
  };
  const fields = {
    id: one.id,
    account_id: ACCOUNT,
    name: one.name,
    status,
    configured_status: status,
    effective_status: effectiveStatus,
    ...more(one, version.budget),
    ...times,
  };
  yield { id: one.id, updatedAt: Math.floor(version.at / 1000) * 1000, effectiveStatus, fields };
}

const campaignFields = (_one: AdThing, budget: number): Fields => ({
  objective: 'OUTCOME_SALES',
  buying_type: 'AUCTION',
  bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
  daily_budget: String(budget),
  budget_remaining: '0',
  special_ad_categories: [],
});
