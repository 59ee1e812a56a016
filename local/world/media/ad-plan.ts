// The merchant's advertising accounts: campaigns, ad sets (ad groups), ads and keywords, when each ran and what became of it.
import { DAY_MS, HORIZON, msOf } from '../calendar/calendar.ts';
import { allocate } from '../money/amounts.ts';
import type { Streams } from '../random/streams.ts';
import type { Size } from '../sizes.ts';
import { CHANNELS } from './media.ts';

export type Platform = 'meta' | 'google';
export type AdStatus = 'active' | 'paused' | 'archived' | 'deleted';

/** How a campaign or its parts stood from `at` on; milliseconds UTC. */
export interface AdVersion {
  readonly at: number;
  readonly status: AdStatus;
  /** Minor units a day; campaigns only. */
  readonly budget: number;
}

/** A campaign, ad set or ad. `index` counts all of its level over both platforms. */
export interface AdThing {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Runs on days `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** Ascending; the first is its creation. */
  readonly versions: readonly AdVersion[];
}

export interface AdCampaign extends AdThing {
  /** Index into `CHANNELS`. */
  readonly channel: number;
  readonly platform: Platform;
}
export interface AdSet extends AdThing {
  readonly campaign: AdCampaign;
}
export interface Ad extends AdThing {
  readonly adSet: AdSet;
}
export interface Keyword {
  readonly index: number;
  readonly id: string;
  readonly adSet: AdSet;
  readonly text: string;
  readonly matchType: 'EXACT' | 'PHRASE' | 'BROAD';
  readonly weight: number;
  readonly createdAt: number;
  /** Taken out again; infinite for most. */
  readonly removedAt: number;
  /** The texts that people typed before they saw it, with their weights; the vendor never tells some of them. */
  readonly terms: readonly { readonly text: string; readonly weight: number; readonly told: boolean }[];
}

export interface AdPlan {
  readonly campaigns: readonly AdCampaign[];
  /** None for performance max: it has no ad groups. */
  readonly adSets: readonly AdSet[];
  readonly ads: readonly Ad[];
  /** Of search campaigns alone. */
  readonly keywords: readonly Keyword[];
}

/** Campaigns, ad sets and ads of both platforms together. */
const COUNTS: Readonly<Record<Size, readonly [number, number, number]>> = {
  tiny: [8, 12, 24],
  small: [12, 30, 80],
  medium: [24, 80, 300],
  large: [40, 160, 800],
};
export const [, RETARGETING, BRAND, NONBRAND, SHOPPING, PMAX] = [0, 1, 2, 3, 4, 5] as const;
/** Levels of an account, as ids of streams. */
const LEVEL = { campaign: 0, adSet: 1, ad: 2 } as const;
type Level = (typeof LEVEL)[keyof typeof LEVEL];
export const platformOf = (channel: number): Platform => (channel <= RETARGETING ? 'meta' : 'google');

const TITLES = ['Prospecting', 'Retargeting', 'Brand', 'Non-brand', 'Shopping', 'PMax'];
const THEMES = ['Evergreen', 'Apparel', 'Home', 'Gifts', 'Beauty', 'Outdoor', 'Pet', 'New arrivals'];
const AUDIENCES = ['Broad', 'Lookalike 1%', 'Interests', 'Visitors 30d', 'Cart 7d', 'Engagers'];
const CONCEPTS = ['Carousel', 'Video 15s', 'Static', 'Collection', 'Story'];
const BRANDED = ['retail demo', 'retail demo shop', 'retaildemo', 'retail demo sale'];
const GENERIC = [
  'linen shirt',
  'wool blanket',
  'dog bed',
  'face serum',
  'camping lamp',
  'desk lamp',
  'yoga mat',
  'gift box',
];
const MATCH = ['EXACT', 'PHRASE', 'BROAD'] as const;
const EXTRA = ['', ' online', ' sale', ' near me', ' review'];

/** Numbers of things under each parent: one each, the rest by weight. */
const spread = (count: number, weights: readonly number[]): number[] =>
  allocate(Math.max(0, count - weights.length), weights).map((more) => more + 1);

export function makeAdPlan(stream: Streams, size: Size): AdPlan {
  const [campaignCount, setCount, adCount] = COUNTS[size];
  const campaigns: AdCampaign[] = [];
  const perChannel = spread(
    campaignCount,
    CHANNELS.map((one) => one.budgetShare),
  );
  for (const [channel, count] of perChannel.entries())
    for (let k = 0; k < count; k++) campaigns.push(campaignOf(stream, channel, k, campaigns.length));

  const withSets = campaigns.filter((one) => one.channel !== PMAX);
  const adSets: AdSet[] = [];
  const setsOf = spread(
    setCount,
    withSets.map((one) => CHANNELS[one.channel]!.budgetShare),
  );
  for (const [at, campaign] of withSets.entries())
    for (let k = 0; k < setsOf[at]!; k++) adSets.push(adSetOf(stream, campaign, k, adSets.length));

  const ads: Ad[] = [];
  const adsOf = spread(
    adCount,
    adSets.map((one) => CHANNELS[one.campaign.channel]!.budgetShare),
  );
  for (const [at, adSet] of adSets.entries())
    for (let k = 0; k < adsOf[at]!; k++) ads.push(adOf(stream, adSet, k, ads.length));

  const keywords: Keyword[] = [];
  for (const adSet of adSets)
    if (adSet.campaign.channel === BRAND || adSet.campaign.channel === NONBRAND)
      for (let k = 0; k < (size === 'tiny' ? 2 : 3); k++) keywords.push(keywordOf(stream, adSet, k, keywords.length));
  return { campaigns, adSets, ads, keywords };
}

function campaignOf(stream: Streams, channel: number, k: number, index: number): AdCampaign {
  const weight = stream('campaign.weight', channel, k).gamma(4);
  const starts = stream('campaign.start', channel, k).below(400);
  const ends = stream('campaign.ends', channel, k).happens(0.4)
    ? starts + 90 + stream('campaign.length', channel, k).below(500)
    : HORIZON;
  const [from, to] = k === 0 ? [0, HORIZON] : [starts, ends]; // a channel is never without a campaign
  const platform = platformOf(channel);
  const id = platform === 'meta' ? `12021000000${1000 + index}00017` : String(20_100_000_000 + index);
  const name = `${TITLES[channel]} | ${THEMES[k % THEMES.length]}`;
  const versions = versionsOf(stream, LEVEL.campaign, index, { from, to });
  return { index, id, name, from, to, weight, platform, channel, versions };
}

function adSetOf(stream: Streams, campaign: AdCampaign, k: number, index: number): AdSet {
  const weight = stream('ad_set.weight', campaign.index, k).gamma(3);
  const span = spanOf(stream, LEVEL.adSet, campaign, k, { later: 250, ending: 0.3, least: 60, longest: 400 });
  const id = campaign.platform === 'meta' ? `12022000000${1000 + index}00017` : String(150_100_000_000 + index);
  const what = campaign.platform === 'meta' ? AUDIENCES : THEMES;
  const name = `${what[k % what.length]} ${k + 1}`;
  return { index, id, name, ...span, weight, campaign, versions: versionsOf(stream, LEVEL.adSet, index, span) };
}

function adOf(stream: Streams, adSet: AdSet, k: number, index: number): Ad {
  const weight = stream('ad.weight', adSet.index, k).gamma(2);
  const span = spanOf(stream, LEVEL.ad, adSet, k, { later: 400, ending: 0.45, least: 30, longest: 300 });
  const id = adSet.campaign.platform === 'meta' ? `12023000000${1000 + index}00017` : String(700_100_000_000 + index);
  const name = `${CONCEPTS[k % CONCEPTS.length]} v${k + 1}`;
  return { index, id, name, ...span, weight, adSet, versions: versionsOf(stream, LEVEL.ad, index, span) };
}

function keywordOf(stream: Streams, adSet: AdSet, k: number, index: number): Keyword {
  const weight = stream('keyword.weight', adSet.index, k).gamma(2);
  const branded = adSet.campaign.channel === BRAND;
  const words = branded ? BRANDED : GENERIC;
  const text = words[(adSet.index * 3 + k) % words.length]!;
  const removed =
    k > 0 && stream('keyword.removed', adSet.index, k).happens(0.2)
      ? adSet.from + 60 + stream('keyword.lifetime', adSet.index, k).below(500)
      : Number.POSITIVE_INFINITY;
  const terms = [0, 1, 2].map((at) => ({
    text: `${text}${EXTRA[(index + at * 2) % EXTRA.length]}`,
    weight: stream('keyword.term_weight', adSet.index, k, at).gamma(1.5),
    told: at < 2, // the rest of the searches are too rare to be told
  }));
  return {
    index,
    id: String(300_100_000 + index),
    adSet,
    text,
    matchType: MATCH[(k + index) % MATCH.length]!,
    weight,
    createdAt: msOf(adSet.from),
    removedAt: msOf(removed),
    terms: terms.filter((one, at) => terms.findIndex((other) => other.text === one.text) === at),
  };
}

/** The first of its parent runs as long as that does, so that money always finds an ad; others come later and may end. */
function spanOf(
  stream: Streams,
  level: Level,
  parent: { readonly index: number; readonly from: number; readonly to: number },
  k: number,
  { later, ending, least, longest }: Readonly<Record<'later' | 'ending' | 'least' | 'longest', number>>,
): { from: number; to: number } {
  const starts = parent.from + stream('advertisement.start', level, parent.index, k).below(later);
  const ends = stream('advertisement.ends', level, parent.index, k).happens(ending)
    ? starts + least + stream('advertisement.length', level, parent.index, k).below(longest)
    : HORIZON;
  return k === 0 ? { from: parent.from, to: parent.to } : { from: starts, to: Math.min(ends, parent.to) };
}

/** Created, its budget moved now and then, paused at its end, and some of what was paused put away or deleted. */
function versionsOf(
  stream: Streams,
  level: Level,
  index: number,
  span: { readonly from: number; readonly to: number },
): AdVersion[] {
  const isBudgeted = level === LEVEL.campaign;
  let budget = isBudgeted ? 2000 + 500 * stream('campaign.budget', index).below(40) : 0;
  const versions: AdVersion[] = [{ at: msOf(span.from), status: 'active', budget }];
  const end = Math.min(HORIZON, Math.max(span.from, span.to));
  if (isBudgeted) {
    const gap = (k: number) => 1 + 90 * stream('campaign.budget_gap', index, k).exponential();
    for (let day = span.from + gap(0), k = 1; day < end; day += gap(k++)) {
      const factor = 0.8 + 0.5 * stream('campaign.budget_change', index, k).uniform();
      budget = Math.max(1000, 100 * Math.round((budget * factor) / 100));
      versions.push({ at: msOf(day), status: 'active', budget });
    }
  }
  const fate = stream('advertisement.fate', level, index).uniform();
  const away = end + 14 + 106 * stream('advertisement.put_away', level, index).uniform();
  if (end < HORIZON) {
    versions.push({ at: msOf(end) + DAY_MS / 24, status: 'paused', budget });
    if (fate < 0.5) versions.push({ at: msOf(away), status: fate < 0.25 ? 'deleted' : 'archived', budget });
  }
  return versions;
}

/** The version in force; undefined before the creation. */
export const versionAt = (versions: readonly AdVersion[], asOf: number): AdVersion | undefined =>
  versions.findLast((one) => one.at <= asOf);
