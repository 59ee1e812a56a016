// The figures that advertising accounts show of a day: money to the cent, impressions, clicks, and the orders they claim.

import { dateOf, HORIZON } from '../calendar/calendar.ts';
import { zoneOf } from '../calendar/zones.ts';
import { GEO_TEST } from '../demand/experiments.ts';
import { allocate, round } from '../money/amounts.ts';
import { REGIONS } from '../people/regions.ts';
import { exp } from '../random/exact-math.ts';
import type { Streams } from '../random/streams.ts';
import type { Simulation } from '../simulation.ts';
import { isLive, runningOn } from './ad-placement.ts';
import {
  type Ad,
  type AdCampaign,
  type AdPlan,
  type AdSet,
  type Keyword,
  makeAdPlan,
  type Platform,
  PMAX,
  platformOf,
} from './ad-plan.ts';
import { ACCOUNT_ZONE, type Claim } from './claim.ts';
import { makeClaims } from './make-claims.ts';
import { CHANNELS } from './media.ts';

/** Dollars of one channel on an ordinary day in a world of scale 1, before its share. */
const DAILY_BUDGET = 420;
const CPC = [0.95, 0.8, 0.45, 1.6, 1.16, 0.9];
const CPM = [13.5, 18];
const CTR = [0, 0, 0.08, 0.027, 0.009, 0.008];
const NOVEMBER_CPM = 1.6;

/** `spend` in cents. */
export interface Delivery {
  readonly spend: number;
  readonly impressions: number;
  readonly clicks: number;
}

/** Days count from the opening and are those of the account. */
export interface Advertising {
  readonly plan: AdPlan;
  readonly currency: 'USD';
  zone(platform: Platform): string;
  /** The day in progress at `asOf`. */
  today(platform: Platform, asOf: number): number;
  ofAd(ad: Ad, day: number, asOf: number): Delivery;
  ofCampaign(campaign: AdCampaign, day: number, asOf: number): Delivery;
  /** A keyword's part of its ad group. */
  ofKeyword(keyword: Keyword, day: number, asOf: number): Delivery;
  /** The delivery of the searches for a keyword, by their place among its terms. */
  ofTerms(keyword: Keyword, day: number, asOf: number): readonly Delivery[];
  /** Claims by the day of the click or view, or of the order. */
  claimsOf(campaign: AdCampaign, day: number, by: 'touch' | 'conversion'): readonly Claim[];
  readonly claims: readonly Claim[];
}

/** Cents a channel spends on a day, held-out regions left out; the sum of its campaigns. */
export function spendOf({ plans, dimensions }: Simulation, channel: number, day: number): number {
  const dollars = DAILY_BUDGET * dimensions.scale * CHANNELS[channel]!.budgetShare;
  const spend =
    dollars * plans.media.spend[channel * HORIZON + day]! * (1 - heldShare(plans.heldOut.regions, channel, day));
  return round(spend * 100);
}

function heldShare(regions: ReadonlySet<number>, channel: number, day: number): number {
  if (channel !== GEO_TEST.channel || day < GEO_TEST.from || day >= GEO_TEST.to) return 0;
  let [held, all] = [0, 0];
  for (const [region, { share }] of REGIONS.entries()) {
    all += share;
    if (regions.has(region)) held += share;
  }
  return held / all;
}

/** The accounts of a world; nothing is computed before it is asked for. */
export function makeAdvertising(simulation: Simulation): Advertising {
  const { stream, size } = simulation;
  const plan = makeAdPlan(stream, size);
  const adsOf = new Map(plan.adSets.map((set) => [set, plan.ads.filter((ad) => ad.adSet === set)]));
  const setsOf = new Map(plan.campaigns.map((one) => [one, plan.adSets.filter((set) => set.campaign === one)]));
  const keywordsOf = Map.groupBy(plan.keywords, (one) => one.adSet);
  const budgets = new Map<number, ReadonlyMap<unknown, number>>();
  const budgetOn = (day: number) => {
    let budget = budgets.get(day);
    if (!budget) {
      budget = splitDay(simulation, plan, adsOf, setsOf, day);
      budgets.set(day, budget);
    }
    return budget;
  };
  let claims: Claim[] | undefined;
  const allClaims = () => {
    claims ??= makeClaims(simulation, plan);
    return claims;
  };
  let indexed: Record<'touch' | 'conversion', Map<number, Claim[]>> | undefined;
  const index = () => {
    indexed ??= {
      touch: Map.groupBy(allClaims(), (one) => one.campaign.index * 2 * HORIZON + one.touchDay),
      conversion: Map.groupBy(allClaims(), (one) => one.campaign.index * 2 * HORIZON + one.convertedDay),
    };
    return indexed;
  };
  const today = (platform: Platform, asOf: number) => zoneOf(ACCOUNT_ZONE[platform]).dayAt(asOf);
  /** How much of a day has happened: money, clicks and impressions come evenly. */
  const passed = (platform: Platform, day: number, asOf: number): number => {
    const zone = zoneOf(ACCOUNT_ZONE[platform]);
    const [begin, end] = [zone.beginOf(day), zone.beginOf(day + 1)];
    return asOf >= end ? 1 : asOf <= begin ? 0 : (asOf - begin) / (end - begin);
  };
  const delivered = (channel: number, spend: number, cell: number, day: number, asOf: number): Delivery => {
    const part = passed(platformOf(channel), day, asOf);
    if (spend === 0 || part === 0) return NOTHING;
    const whole = deliver(stream, channel, spend, cell, day);
    return part === 1
      ? whole
      : {
          spend: Math.floor(whole.spend * part),
          impressions: Math.ceil(whole.impressions * part),
          clicks: Math.floor(whole.clicks * part),
        };
  };

  /** Of the day asked for last: reports go day by day, and ask for a day from several sides. */
  let kept = { day: -1, asOf: 0, of: new Map<Ad | AdSet, Delivery>() };
  const remembered = (thing: Ad | AdSet, day: number, asOf: number, make: () => Delivery): Delivery => {
    if (kept.day !== day || kept.asOf !== asOf) kept = { day, asOf, of: new Map() };
    const known = kept.of.get(thing);
    if (known) return known;
    const made = make();
    kept.of.set(thing, made);
    return made;
  };
  const ofAd = (ad: Ad, day: number, asOf: number): Delivery =>
    remembered(ad, day, asOf, () =>
      delivered(ad.adSet.campaign.channel, budgetOn(day).get(ad) ?? 0, ad.index, day, asOf),
    );
  const ofSet = (set: AdSet, day: number, asOf: number): Delivery =>
    remembered(set, day, asOf, () => sum(adsOf.get(set)!.map((ad) => ofAd(ad, day, asOf))));
  const ofKeyword = (keyword: Keyword, day: number, asOf: number): Delivery => {
    const all = keywordsOf.get(keyword.adSet)!.filter((one) => isLive(one, day));
    return split(ofSet(keyword.adSet, day, asOf), all)[all.indexOf(keyword)] ?? NOTHING;
  };
  return {
    plan,
    currency: 'USD',
    zone: (platform) => ACCOUNT_ZONE[platform],
    today,
    ofAd,
    ofCampaign: (campaign, day, asOf) =>
      campaign.channel === PMAX
        ? delivered(PMAX, budgetOn(day).get(campaign) ?? 0, 100_000 + campaign.index, day, asOf)
        : sum(setsOf.get(campaign)!.map((set) => ofSet(set, day, asOf))),
    ofKeyword,
    ofTerms: (keyword, day, asOf) => split(ofKeyword(keyword, day, asOf), keyword.terms),
    claimsOf: (campaign, day, by) => index()[by].get(campaign.index * 2 * HORIZON + day) ?? [],
    get claims() {
      return allClaims();
    },
  };
}

const NOTHING: Delivery = { spend: 0, impressions: 0, clicks: 0 };
const sum = (parts: readonly Delivery[]): Delivery =>
  parts.reduce(
    (total, one) => ({
      spend: total.spend + one.spend,
      impressions: total.impressions + one.impressions,
      clicks: total.clicks + one.clicks,
    }),
    NOTHING,
  );

/** The part of each of several, so that all parts add up exactly and nothing costs that nobody saw. */
function split(whole: Delivery, all: readonly { readonly weight: number }[]): Delivery[] {
  const impressions = allocate(
    whole.impressions,
    all.map(({ weight }) => weight),
  );
  const [spend, clicks] = [whole.spend, whole.clicks].map((one) => allocate(one, impressions));
  return all.map((_, at) => ({ spend: spend![at]!, impressions: impressions[at]!, clicks: clicks![at]! }));
}

/** Channel → campaigns → ad sets → ads, to the cent. */
function splitDay(
  simulation: Simulation,
  plan: AdPlan,
  adsOf: ReadonlyMap<AdSet, readonly Ad[]>,
  setsOf: ReadonlyMap<AdCampaign, readonly AdSet[]>,
  day: number,
): ReadonlyMap<unknown, number> {
  const cents = new Map<unknown, number>();
  if (day < 0 || day >= HORIZON) return cents;
  for (const channel of CHANNELS.keys()) {
    const running = runningOn(plan.campaigns, day).filter((one) => one.channel === channel);
    for (const [campaign, amount] of shares(spendOf(simulation, channel, day), running)) {
      cents.set(campaign, amount);
      for (const [set, ofSet] of shares(amount, runningOn(setsOf.get(campaign)!, day)))
        for (const [ad, ofAd] of shares(ofSet, runningOn(adsOf.get(set)!, day))) cents.set(ad, ofAd);
    }
  }
  return cents;
}

function shares<T extends { readonly weight: number }>(amount: number, things: readonly T[]): [T, number][] {
  const parts = allocate(
    amount,
    things.map((one) => one.weight),
  );
  return things.map((one, at) => [one, parts[at]!]);
}

/** Clicks by the price of a click, impressions by that of a thousand (Meta) or by the click rate (Google). */
function deliver(stream: Streams, channel: number, spend: number, cell: number, day: number): Delivery {
  const price = CPC[channel]! * exp(0.08 * stream('ad.click_price', cell, day).normal());
  const clicks = stream('ad.clicks', cell, day).poisson(spend / 100 / price);
  const isNovember = dateOf(day).getUTCMonth() === 10;
  const mean =
    platformOf(channel) === 'meta'
      ? (spend * 10) / (CPM[channel]! * (isNovember ? NOVEMBER_CPM : 1))
      : spend / 100 / price / CTR[channel]!;
  return { spend, clicks, impressions: Math.max(1, clicks, stream('ad.impressions', cell, day).poisson(mean)) };
}
