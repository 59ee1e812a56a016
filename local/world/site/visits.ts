// How many come to the site, from where, and what a row of them amounts to.

import { HORIZON } from '../calendar/calendar.ts';
import type { Advertising } from '../media/ads.ts';
import { round } from '../money/amounts.ts';
import { REGIONS, trackingAccepted } from '../people/regions.ts';
import type { Stream, Streams } from '../random/streams.ts';
import type { Simulation } from '../simulation.ts';
import { type Origin, originOf, spellingOf, UNPAID } from './site-orders.ts';

/** Orders ÷ sessions over everything. */
const CONVERSION = 0.024;
const PAID_SESSIONS_PER_CLICK = 0.85;
const SPLIT = { organic: 0.36, bing: 0.06, direct: 0.4, email: 0.08, referral: 0.1 } as const;

/** Counts of one row; money in cents of a dollar. */
export interface Visits {
  readonly sessions: number;
  readonly engaged: number;
  readonly users: number;
  readonly newUsers: number;
  readonly views: number;
  readonly carts: number;
  readonly checkouts: number;
  readonly purchases: number;
  readonly revenue: number;
}

/** Share of all people who accept being counted. */
const ACCEPTED = (() => {
  let [yes, all] = [0, 0];
  for (const { share, country } of REGIONS) {
    all += share;
    yes += share * trackingAccepted(country);
  }
  return yes / all;
})();

/** People are estimated by the vendor, to about a per cent. */
export function usersOf(draw: Stream, sessions: number): number {
  const noise = 1 + 0.01 * draw.normal();
  return sessions === 0 ? 0 : Math.min(sessions, Math.max(1, round(sessions * 0.88 * noise)));
}

export function visitsOf(
  stream: Streams,
  day: number,
  row: number,
  sessions: number,
  purchases: number,
  revenue: number,
): Visits {
  const few = (draw: Stream, mean: number) => Math.min(sessions, draw.poisson(mean));
  const engaged = Math.max(purchases, few(stream('visits.engaged', row, day), sessions * 0.62));
  const carts = purchases + few(stream('visits.carts', row, day), (sessions - purchases) * 0.06);
  const started = few(stream('visits.checkouts', row, day), sessions * 0.03);
  const checkouts = purchases + Math.min(carts - purchases, started);
  const users = usersOf(stream('visits.users', row, day), sessions);
  return {
    sessions,
    engaged: Math.min(sessions, engaged),
    users,
    newUsers: round(users * 0.6),
    views: sessions + stream('visits.views', row, day).poisson(sessions * 1.9),
    carts,
    checkouts,
    purchases,
    revenue,
  };
}

/** Orders a day would see if nothing were by chance: half of its own, half of the week before. */
export function expectedOrders({ intents, fills }: Simulation): Float64Array {
  const orders = new Float64Array(HORIZON);
  for (let order = 0; order < fills.orders; order++) orders[Math.floor(intents.t[fills.intent[order]!]!)]!++;
  return orders.map((own, day) => {
    const week = orders.subarray(Math.max(0, day - 7), day);
    return week.length === 0 ? own : own / 2 + week.reduce((sum, one) => sum + one, 0) / week.length / 2;
  });
}

export function sessionsOn(
  { stream }: Simulation,
  ads: Advertising,
  expected: Float64Array,
  day: number,
): { readonly origin: Origin; readonly sessions: number }[] {
  if (day >= HORIZON) return [];
  const found: { readonly origin: Origin; readonly sessions: number }[] = [];
  let paid = 0;
  for (const campaign of ads.plan.campaigns) {
    const { clicks } = ads.ofCampaign(campaign, day, Number.POSITIVE_INFINITY);
    if (clicks === 0) continue;
    paid += PAID_SESSIONS_PER_CLICK * clicks;
    const spellings = { right: 0, wrong: 0, missing: 0 };
    const counted = stream('site.paid_sessions', campaign.index, day).poisson(
      PAID_SESSIONS_PER_CLICK * clicks * ACCEPTED,
    );
    for (let session = 0; session < counted; session++)
      spellings[
        campaign.platform === 'google'
          ? 'right'
          : spellingOf(stream('site.paid_session_tagging', campaign.index, day, session).uniform())
      ]++;
    for (const [spelling, sessions] of Object.entries(spellings))
      if (sessions > 0) found.push({ origin: originOf(campaign, spelling as keyof typeof spellings), sessions });
  }
  const unpaid = Math.max(0.3 * paid, expected[day]! / CONVERSION - paid);
  for (const [place, [name, share]] of Object.entries(SPLIT).entries())
    found.push({
      origin: UNPAID[name as keyof typeof SPLIT],
      sessions: stream('site.unpaid_sessions', day, place).poisson(unpaid * share * ACCEPTED),
    });
  return found;
}
