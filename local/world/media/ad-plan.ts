// The merchant's advertising accounts: campaigns, ad sets (ad groups), ads and keywords, when each ran and what became of it.
import { DAY_MS, HORIZON, msOf } from '../calendar/calendar.ts';
import { allocate } from '../money/amounts.ts';
import { KIND, Stream } from '../random/rng.ts';
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
  /** What people typed to see it, with how often; some of it the vendor never tells. */
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

export function makeAdPlan(seed: number, size: Size): AdPlan {
  const [campaignCount, setCount, adCount] = COUNTS[size];
  const draw = new Stream(seed);
  const campaigns: AdCampaign[] = [];
  const perChannel = spread(
    campaignCount,
    CHANNELS.map((one) => one.budgetShare),
  );
  for (const [channel, count] of perChannel.entries())
    for (let k = 0; k < count; k++) campaigns.push(campaignOf(draw, channel, k, campaigns.length));

  const withSets = campaigns.filter((one) => one.channel !== PMAX);
  const adSets: AdSet[] = [];
  const setsOf = spread(
    setCount,
    withSets.map((one) => CHANNELS[one.channel]!.budgetShare),
  );
  for (const [at, campaign] of withSets.entries())
    for (let k = 0; k < setsOf[at]!; k++) adSets.push(adSetOf(draw, campaign, k, adSets.length));

  const ads: Ad[] = [];
  const adsOf = spread(
    adCount,
    adSets.map((one) => CHANNELS[one.campaign.channel]!.budgetShare),
  );
  for (const [at, adSet] of adSets.entries())
    for (let k = 0; k < adsOf[at]!; k++) ads.push(adOf(draw, adSet, k, ads.length));

  const keywords: Keyword[] = [];
  for (const adSet of adSets)
    if (adSet.campaign.channel === BRAND || adSet.campaign.channel === NONBRAND)
      for (let k = 0; k < (size === 'tiny' ? 2 : 3); k++) keywords.push(keywordOf(draw, adSet, k, keywords.length));
  return { campaigns, adSets, ads, keywords };
}

function campaignOf(draw: Stream, channel: number, k: number, index: number): AdCampaign {
  draw.reset(KIND.channel, 3, channel, k);
  const weight = draw.gamma(4);
  const starts = Math.floor(400 * draw.uniform());
  const ends = draw.uniform() < 0.4 ? starts + 90 + Math.floor(500 * draw.uniform()) : HORIZON;
  const [from, to] = k === 0 ? [0, HORIZON] : [starts, ends]; // a channel is never without a campaign
  const platform = platformOf(channel);
  const id = platform === 'meta' ? `12021000000${1000 + index}00017` : String(20_100_000_000 + index);
  const name = `${TITLES[channel]} | ${THEMES[k % THEMES.length]}`;
  return { index, id, name, from, to, weight, platform, channel, versions: versionsOf(draw, { from, to }, true) };
}

function adSetOf(draw: Stream, campaign: AdCampaign, k: number, index: number): AdSet {
  draw.reset(KIND.channel, 4, campaign.index, k);
  const weight = draw.gamma(3);
  const span = spanOf(draw, campaign, k, 250, 0.3, 60, 400);
  const id = campaign.platform === 'meta' ? `12022000000${1000 + index}00017` : String(150_100_000_000 + index);
  const what = campaign.platform === 'meta' ? AUDIENCES : THEMES;
  const name = `${what[k % what.length]} ${k + 1}`;
  return { index, id, name, ...span, weight, campaign, versions: versionsOf(draw, span, false) };
}

function adOf(draw: Stream, adSet: AdSet, k: number, index: number): Ad {
  draw.reset(KIND.channel, 5, adSet.index, k);
  const weight = draw.gamma(2);
  const span = spanOf(draw, adSet, k, 400, 0.45, 30, 300);
  const id = adSet.campaign.platform === 'meta' ? `12023000000${1000 + index}00017` : String(700_100_000_000 + index);
  const name = `${CONCEPTS[k % CONCEPTS.length]} v${k + 1}`;
  return { index, id, name, ...span, weight, adSet, versions: versionsOf(draw, span, false) };
}

function keywordOf(draw: Stream, adSet: AdSet, k: number, index: number): Keyword {
  draw.reset(KIND.channel, 6, adSet.index, k);
  const weight = draw.gamma(2);
  const branded = adSet.campaign.channel === BRAND;
  const words = branded ? BRANDED : GENERIC;
  const text = words[(adSet.index * 3 + k) % words.length]!;
  const removed =
    draw.uniform() < 0.2 && k > 0 ? adSet.from + 60 + Math.floor(500 * draw.uniform()) : Number.POSITIVE_INFINITY;
  const terms = [0, 1, 2].map((at) => ({
    text: `${text}${EXTRA[(index + at * 2) % EXTRA.length]}`,
    weight: draw.gamma(1.5),
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
  draw: Stream,
  parent: { readonly from: number; readonly to: number },
  k: number,
  later: number,
  ending: number,
  least: number,
  longest: number,
): { from: number; to: number } {
  const starts = parent.from + Math.floor(later * draw.uniform());
  const ends = draw.uniform() < ending ? starts + least + Math.floor(longest * draw.uniform()) : HORIZON;
  return k === 0 ? { from: parent.from, to: parent.to } : { from: starts, to: Math.min(ends, parent.to) };
}

/** Created, its budget moved now and then, paused at its end, and some of what was paused put away or deleted. */
function versionsOf(
  draw: Stream,
  span: { readonly from: number; readonly to: number },
  budgeted: boolean,
): AdVersion[] {
  let budget = budgeted ? 2000 + 500 * Math.floor(40 * draw.uniform()) : 0;
  const versions: AdVersion[] = [{ at: msOf(span.from), status: 'active', budget }];
  const end = Math.min(HORIZON, Math.max(span.from, span.to));
  if (budgeted)
    for (let day = span.from + 1 + 90 * draw.exponential(); day < end; day += 1 + 90 * draw.exponential()) {
      budget = Math.max(1000, 100 * Math.round((budget * (0.8 + 0.5 * draw.uniform())) / 100));
      versions.push({ at: msOf(day), status: 'active', budget });
    }
  const fate = draw.uniform();
  const away = end + 14 + 106 * draw.uniform();
  if (end < HORIZON) {
    versions.push({ at: msOf(end) + DAY_MS / 24, status: 'paused', budget });
    if (fate < 0.5) versions.push({ at: msOf(away), status: fate < 0.25 ? 'deleted' : 'archived', budget });
  }
  return versions;
}

/** The version in force; undefined before the creation. */
export const versionAt = (versions: readonly AdVersion[], asOf: number): AdVersion | undefined =>
  versions.findLast((one) => one.at <= asOf);
