import { DAY_MS, msOf } from '../calendar/calendar.ts';
import { zoneOf } from '../calendar/zones.ts';
import { GEO_TEST } from '../demand/experiments.ts';
import { round } from '../money/amounts.ts';
import { lifeOf } from '../orders/make-lifecycle.ts';
import { goodsOf } from '../orders/pricing.ts';
import { makePerson, regionOf } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';
import type { Simulation } from '../simulation.ts';
import { placementOf } from './ad-placement.ts';
import { type AdPlan, type Platform, platformOf } from './ad-plan.ts';
import { ACCOUNT_ZONE, type Claim, type ClaimWindow, DOLLARS } from './claim.ts';
import { type Touch, touchesOf } from './touchpoints.ts';

const MATCHED: Readonly<Record<Platform, number>> = { meta: 0.8, google: 0.88 };
const VISIBLE_HOURS: Readonly<Record<Platform, number>> = { meta: 6, google: 10 };
const MODELLED = 0.12;
const WITHDRAWN = 0.015;
/** Clicks and views older than this are not counted at all. */
const LONGEST_DAYS: Readonly<Record<Platform, number>> = { meta: 28, google: 30 };
const ADJUSTED_DAYS = 55;

/** Every claim of orders placed by the world's end, in the order of those. */
export function makeClaims(simulation: Simulation, plan: AdPlan): Claim[] {
  const { intents, fills, asOf } = simulation;
  const claims: Claim[] = [];
  for (let order = 0; order < fills.orders; order++) {
    const at = fills.intent[order]!;
    const convertedAt = msOf(intents.t[at]!);
    if (convertedAt >= asOf) break;
    claims.push(...claimsOf(simulation, plan, order, at, convertedAt));
  }
  return claims;
}

function claimsOf(simulation: Simulation, plan: AdPlan, order: number, at: number, convertedAt: number): Claim[] {
  const { intents, stream } = simulation;
  const [person, n, cause] = [intents.person[at]!, intents.n[at]!, intents.cause[at]!];
  const touches = touchesOf(stream, person, n, cause);
  const matched = {
    meta: stream('claim.meta_matches', person, n).happens(MATCHED.meta),
    google: stream('claim.google_matches', person, n).happens(MATCHED.google),
  };
  const heldOut = simulation.plans.heldOut.regions.has(regionOf(stream, person));
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
  const credits = creditsOf(stream, person, n, [...best.values()]);
  return [...best.values()].flatMap((touch): Claim[] => {
    const platform = platformOf(touch.channel);
    const zone = zoneOf(ACCOUNT_ZONE[platform]);
    const { channel } = touch;
    const modelled = platform === 'google' && stream('claim.modelled', person, n, channel).happens(MODELLED);
    const delay = modelled
      ? (2 + 4 * stream('claim.model_delay', person, n, channel).uniform()) * DAY_MS
      : (stream('claim.delay', person, n, channel).exponential() * VISIBLE_HOURS[platform] * DAY_MS) / 24;
    const withdrawnAt = stream('claim.withdrawn', person, n, channel).happens(WITHDRAWN)
      ? convertedAt + round((10 + 15 * stream('claim.withdraw_delay', person, n, channel).uniform()) * DAY_MS)
      : Number.POSITIVE_INFINITY;
    const touchAt = Math.max(zone.beginOf(0), Math.floor(convertedAt - touch.lagDays * DAY_MS));
    const touchDay = zone.dayAt(touchAt);
    const shown = placementOf(stream, plan, { channel, person, n }, touchDay);
    if (!shown) return [];
    return [
      {
        platform,
        channel,
        order,
        person,
        n,
        touchAt,
        convertedAt,
        touchDay,
        convertedDay: zone.dayAt(convertedAt),
        window: windowOf(platform, touch),
        credit: platform === 'google' ? credits.get(channel)! : 1,
        visibleFrom: convertedAt + round(delay),
        withdrawnAt,
        modelled,
        values,
        ...shown,
        isCause: cause - 1 === channel,
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
function creditsOf(stream: Streams, person: number, n: number, touches: readonly Touch[]): Map<number, number> {
  const mine = touches.filter(({ channel }) => platformOf(channel) === 'google');
  const weights = mine.map(
    ({ channel, lagDays }) => (0.5 + stream('claim.credit', person, n, channel).uniform()) / (1 + lagDays),
  );
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

/** The values that the shop reported to the platforms: of the goods, less those cancelled or sent back within 55 days. */
function valuesOf({ plans, intents, fills }: Simulation, order: number, at: number, placedAt: number): Claim['values'] {
  const person = makePerson(plans.stream, intents.person[at]!);
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
