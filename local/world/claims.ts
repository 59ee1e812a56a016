// What the advertising platforms claim: each credits itself for orders that followed one of its ads, whatever caused them.
import type { Ad, AdCampaign, AdPlan, AdThing, Keyword, Platform } from './ad-plan.ts';
import { BRAND, NONBRAND, PMAX, platformOf } from './ad-plan.ts';
import { DAY_MS, msOf } from './calendar.ts';
import { lifeOf } from './lives.ts';
import { round } from './money.ts';
import { GEO_TEST, makePerson, regionOf } from './people.ts';
import { goodsOf } from './pricing.ts';
import { REGIONS } from './regions.ts';
import { KIND, Stream } from './rng.ts';
import type { Simulation } from './simulation.ts';
import { zoneOf } from './zones.ts';

export const ACCOUNT_ZONE: Readonly<Record<Platform, string>> = {
  meta: 'America/Los_Angeles',
  google: 'America/New_York',
};
/** Dollars of the shops' currencies: accounts are kept in dollars. */
export const DOLLARS: Readonly<Record<string, number>> = { shopify: 1, woocommerce: 1.08, magento: 1.27 };

/** Of each paid channel: probability of a click before a first and before a later order, mean days between, and of a view. */
const TOUCH: readonly (readonly [first: number, later: number, lag: number, view: number])[] = [
  [0.1, 0.03, 4, 0.042],
  [0.06, 0.07, 2, 0.053],
  [0.13, 0.1, 0.5, 0],
  [0.06, 0.02, 3, 0],
  [0.08, 0.03, 3, 0],
  [0.09, 0.05, 3, 0],
];
const CAUSAL_CLICK = 0.9;
const MATCHED: Readonly<Record<Platform, number>> = { meta: 0.8, google: 0.88 };
const VISIBLE_HOURS: Readonly<Record<Platform, number>> = { meta: 6, google: 10 };
const MODELLED = 0.12;
const WITHDRAWN = 0.015;
/** Clicks and views older than this are not counted at all. */
const LONGEST_DAYS: Readonly<Record<Platform, number>> = { meta: 28, google: 30 };
const ADJUSTED_DAYS = 55;

export type ClaimWindow = '1d_view' | '1d_click' | '7d_click' | '28d_click' | '30d_click';

/** One platform's credit to itself for one order. Times are milliseconds UTC; values minor units of a dollar. */
export interface Claim {
  readonly platform: Platform;
  readonly channel: number;
  /** Position among the filled orders. */
  readonly order: number;
  readonly person: number;
  readonly n: number;
  readonly touchAt: number;
  readonly convertedAt: number;
  /** Days of the account: of the click or view, and of the order. */
  readonly touchDay: number;
  readonly convertedDay: number;
  /** The narrowest window that holds it. */
  readonly window: ClaimWindow;
  /** Part of the order that is claimed: Google splits one order over its own touches. */
  readonly credit: number;
  readonly visibleFrom: number;
  /** Taken back; infinite for most. */
  readonly withdrawnAt: number;
  readonly modelled: boolean;
  /** The order's value, and what refunds left of it, from when on; the first stands from the conversion. */
  readonly values: readonly { readonly at: number; readonly value: number }[];
  readonly campaign: AdCampaign;
  /** None at performance max. */
  readonly ad: Ad | undefined;
  readonly keyword: Keyword | undefined;
  /** Place of the search term among the keyword's. */
  readonly term: number;
  /** The channel really brought the order. */
  readonly isCause: boolean;
}

/** A click or view before an order, claimed or not. */
export interface Touch {
  readonly channel: number;
  readonly kind: 'click' | 'view';
  readonly lagDays: number;
}

/** The paid touches of an order, by channel, clicks before views. */
export function touchesOf(draw: Stream, person: number, n: number, cause: number): Touch[] {
  draw.reset(KIND.intent, 8, person, n);
  draw.uniform(); // whether Meta matches
  draw.uniform(); // whether Google does
  const touches: Touch[] = [];
  for (const [channel, [first, later, lag, view]] of TOUCH.entries()) {
    const causal = channel === cause - 1;
    const clicks = draw.uniform() < (causal ? CAUSAL_CLICK : n === 0 ? first : later);
    const lagDays = draw.exponential() * lag * (causal ? 0.7 : 1.3);
    const views = draw.uniform() < view;
    const viewLag = draw.uniform();
    if (clicks) touches.push({ channel, kind: 'click', lagDays });
    if (views) touches.push({ channel, kind: 'view', lagDays: viewLag });
  }
  return touches;
}

/** Every claim of orders placed by the world's end, in the order of those. */
export function makeClaims(simulation: Simulation, plan: AdPlan): Claim[] {
  const { seed, intents, fills, asOf } = simulation;
  const claims: Claim[] = [];
  const draw = new Stream(seed);
  for (let order = 0; order < fills.orders; order++) {
    const at = fills.intent[order]!;
    const convertedAt = msOf(intents.t[at]!);
    if (convertedAt >= asOf) break;
    claims.push(...claimsOf(simulation, plan, order, at, convertedAt, draw));
  }
  return claims;
}

function claimsOf(
  simulation: Simulation,
  plan: AdPlan,
  order: number,
  at: number,
  convertedAt: number,
  draw: Stream,
): Claim[] {
  const { intents, seed } = simulation;
  const [person, n, cause] = [intents.person[at]!, intents.n[at]!, intents.cause[at]!];
  const touches = touchesOf(draw, person, n, cause);
  draw.reset(KIND.intent, 8, person, n);
  const matched = { meta: draw.uniform() < MATCHED.meta, google: draw.uniform() < MATCHED.google };
  const heldOut = simulation.plans.heldOut.regions.has(regionOf(seed, person));
  // One claim a channel: a click before a view, as long as it lies in the longest window.
  const best = new Map<number, Touch>();
  for (const touch of touches) {
    const platform = platformOf(touch.channel);
    if (!matched[platform] || touch.lagDays >= LONGEST_DAYS[platform]) continue;
    if (heldOut && isHeldOut(touch.channel, convertedAt - touch.lagDays * DAY_MS)) continue;
    const before = best.get(touch.channel);
    if (!before || (before.lagDays >= 7 && touch.kind === 'view')) best.set(touch.channel, touch);
  }
  if (best.size === 0) return [];
  const values = valuesOf(simulation, order, at, convertedAt);
  const credits = creditsOf(draw, person, n, [...best.values()]);
  return [...best.values()].flatMap((touch): Claim[] => {
    const platform = platformOf(touch.channel);
    const zone = zoneOf(ACCOUNT_ZONE[platform]);
    draw.reset(KIND.intent, 14, person, 16 * n + touch.channel);
    const late = draw.exponential();
    const modelled = platform === 'google' && draw.uniform() < MODELLED;
    const modelledDays = 2 + 4 * draw.uniform();
    const isWithdrawn = draw.uniform() < WITHDRAWN;
    const withdrawnDays = 10 + 15 * draw.uniform();
    const touchAt = Math.max(zone.beginOf(0), Math.floor(convertedAt - touch.lagDays * DAY_MS));
    const touchDay = zone.dayAt(touchAt);
    const shown = whereShown(plan, touch.channel, touchDay, draw);
    if (!shown) return [];
    const visibleFrom =
      convertedAt + round(modelled ? modelledDays * DAY_MS : (late * VISIBLE_HOURS[platform] * DAY_MS) / 24);
    return [
      {
        platform,
        channel: touch.channel,
        order,
        person,
        n,
        touchAt,
        convertedAt,
        touchDay,
        convertedDay: zone.dayAt(convertedAt),
        window: windowOf(platform, touch),
        credit: platform === 'google' ? credits.get(touch.channel)! : 1,
        visibleFrom,
        withdrawnAt: isWithdrawn ? convertedAt + round(withdrawnDays * DAY_MS) : Number.POSITIVE_INFINITY,
        modelled,
        values,
        ...shown,
        isCause: cause - 1 === touch.channel,
      },
    ];
  });
}

const isHeldOut = (channel: number, touchAt: number) =>
  channel === GEO_TEST.channel && touchAt >= msOf(GEO_TEST.from) && touchAt < msOf(GEO_TEST.to);

function windowOf(platform: Platform, { kind, lagDays }: Touch): ClaimWindow {
  if (kind === 'view') return '1d_view';
  if (lagDays < 1) return '1d_click';
  if (lagDays < 7) return '7d_click';
  return platform === 'meta' ? '28d_click' : '30d_click';
}

/** Google's data-driven split of one order over its own touches: the later one tends to get more. Hundredths, summing to one. */
function creditsOf(draw: Stream, person: number, n: number, touches: readonly Touch[]): Map<number, number> {
  const mine = touches.filter(({ channel }) => platformOf(channel) === 'google');
  draw.reset(KIND.intent, 15, person, n);
  const weights = mine.map(({ lagDays }) => (0.5 + draw.uniform()) / (1 + lagDays));
  const total = weights.reduce((sum, one) => sum + one, 0);
  let left = 100;
  return new Map(
    mine.map(({ channel }, k) => {
      const part = k === mine.length - 1 ? left : Math.min(left, Math.max(1, round((100 * weights[k]!) / total)));
      left -= part;
      return [channel, part / 100];
    }),
  );
}

/** What the shop told the platforms: the goods' value, less what was cancelled or sent back within 55 days. */
function valuesOf({ plans, intents, fills }: Simulation, order: number, at: number, placedAt: number): Claim['values'] {
  const person = makePerson(plans.seed, intents.person[at]!);
  const rate = DOLLARS[REGIONS[person.region]!.storefront]!;
  const { net } = goodsOf(plans, fills, order, person, intents.n[at]!, Math.floor(intents.t[at]!));
  const life = lifeOf(plans, person, intents, fills, order, placedAt, undefined);
  const whole = round(net * rate);
  const values = [{ at: placedAt, value: whole }];
  const until = placedAt + ADJUSTED_DAYS * DAY_MS;
  const first = fills.lineStart[order]!;
  let units = 0;
  for (let line = first; line < fills.lineStart[order + 1]!; line++) units += fills.lineQuantity[line]!;
  const back = life.returns.reduce((sum, one) => sum + one.quantity, 0);
  const returnedAt = life.returns[0]?.at;
  if (returnedAt !== undefined && returnedAt <= until)
    values.push({ at: returnedAt, value: Math.max(0, whole - round((whole * back) / units)) });
  if (life.cancelledAt !== undefined && life.cancelledAt <= until) values.push({ at: life.cancelledAt, value: 0 });
  return values;
}

/** The campaign, ad and keyword a touch happened at: by what each got of that day's money. */
function whereShown(
  plan: AdPlan,
  channel: number,
  day: number,
  draw: Stream,
): Pick<Claim, 'campaign' | 'ad' | 'keyword' | 'term'> | undefined {
  const campaign = pick(
    draw,
    runningOn(plan.campaigns, day).filter((one) => one.channel === channel),
  ) as AdCampaign | undefined;
  if (!campaign) return undefined;
  if (channel === PMAX) return { campaign, ad: undefined, keyword: undefined, term: -1 };
  const adSet = pick(
    draw,
    runningOn(plan.adSets, day).filter((one) => one.campaign === campaign),
  );
  const ad = pick(
    draw,
    runningOn(plan.ads, day).filter((one) => one.adSet === adSet),
  );
  if (channel !== BRAND && channel !== NONBRAND) return { campaign, ad, keyword: undefined, term: -1 };
  const keywords = plan.keywords.filter((one) => one.adSet === adSet && isLive(one, day));
  const keyword = keywords[draw.choose(keywords.map((one) => one.weight))];
  const term = keyword ? draw.choose(keyword.terms.map((one) => one.weight)) : -1;
  return { campaign, ad, keyword, term };
}

export const runningOn = <T extends AdThing>(things: readonly T[], day: number): T[] =>
  things.filter((one) => one.from <= day && day < one.to);
export const isLive = (keyword: Keyword, day: number): boolean => keyword.removedAt > msOf(day);
const pick = <T extends AdThing>(draw: Stream, things: readonly T[]): T | undefined =>
  things[draw.choose(things.map((one) => one.weight))];

/** What a claim is worth to whoever looks at `asOf`; undefined when it is not (or no longer) shown. */
export function worthAt(claim: Claim, asOf: number): number | undefined {
  if (claim.visibleFrom > asOf || claim.withdrawnAt <= asOf) return undefined;
  return claim.values.findLast((one) => one.at <= Math.max(asOf, claim.convertedAt))!.value;
}

/** Claims inside the platforms' standard windows, which the calibration counts. */
export const isStandard = ({ window }: Claim): boolean => window !== '28d_click';
