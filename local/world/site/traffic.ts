// The site as its analytics shows it: sessions of people who accept being counted, by day, still growing for two days.

import { DAY_MS, HORIZON } from '../calendar/calendar.ts';
import { zoneOf } from '../calendar/zones.ts';
import { CATEGORIES } from '../goods/catalogue.ts';
import type { Advertising } from '../media/ads.ts';
import { allocate, round } from '../money/amounts.ts';
import { hashOf } from '../random/streams.ts';
import type { Simulation } from '../simulation.ts';
import { creditAt, type Origin, SITE_ZONE, type SiteOrder, siteOrdersOf } from './site-orders.ts';
import { expectedOrders, sessionsOn, usersOf, type Visits, visitsOf } from './visits.ts';

/** Articles looked at by a session that goes no further. */
const LOOKS = 0.2;
const PROCESSED_MS = 2 * DAY_MS;
const DEVICES = ['mobile', 'desktop', 'tablet'] as const;
const DEVICE_SHARES = [0.62, 0.33, 0.05];
const STEPS = ['session_start', 'view_item', 'add_to_cart', 'begin_checkout', 'add_payment_info', 'purchase'] as const;
export const AUDIENCES = ['All Users', 'Purchasers', 'Cart abandoners', 'Newsletter', 'High value'] as const;
const AUDIENCE_SHARES = [1, 0.14, 0.07, 0.18, 0.02];
const PAGES = [
  '/',
  ...CATEGORIES.map((one) => `/collections/${one.name.replace(/\W+/g, '-')}`),
  ...Array.from({ length: 4 }, (_, at) => `/products/item-${at + 1}`),
  '/pages/gift-guide',
  '/blogs/journal/spring',
  '(not set)',
];
const PAGE_WEIGHTS = PAGES.map((_, at) => (at === 0 ? 12 : at < 11 ? 4 : 1));

interface ItemVisits {
  readonly sku: number;
  readonly viewed: number;
  readonly carted: number;
  readonly units: number;
  readonly revenue: number;
}

/** Days count from the opening and are those of the property. Rows of nothing do not exist. */
export interface Traffic {
  readonly zone: string;
  readonly currency: 'USD';
  today(asOf: number): number;
  byOrigin(day: number, asOf: number): readonly { readonly origin: Origin; readonly visits: Visits }[];
  byItem(day: number, asOf: number): readonly ItemVisits[];
  bySteps(
    day: number,
    asOf: number,
  ): readonly {
    readonly step: string;
    readonly device: string;
    readonly events: number;
    readonly users: number;
    readonly sessions: number;
  }[];
  byLanding(day: number, asOf: number): readonly { readonly page: string; readonly visits: Visits }[];
  byAudience(
    day: number,
    asOf: number,
  ): readonly {
    readonly audience: string;
    readonly users: number;
    readonly newUsers: number;
    readonly sessions: number;
  }[];
  readonly orders: readonly SiteOrder[];
}

/** The site's analytics; nothing is computed before it is asked for. */
export function makeTraffic(simulation: Simulation, ads: Advertising): Traffic {
  const { stream, plans } = simulation;
  const zone = zoneOf(SITE_ZONE);
  const pull = popularity(simulation);
  let counted: { readonly all: SiteOrder[]; readonly byDay: Map<number, SiteOrder[]> } | undefined;
  const orders = () => {
    if (!counted) {
      const all = siteOrdersOf(simulation, ads);
      counted = { all, byDay: Map.groupBy(all, (one) => one.day) };
    }
    return counted;
  };
  const expected = expectedOrders(simulation);
  /** Part of a day's sessions that has been counted by `asOf`. */
  const counting = (day: number, asOf: number): number => {
    const [begin, end] = [zone.beginOf(day), zone.beginOf(day + 1)];
    if (day < 0 || asOf <= begin) return 0;
    const first = 0.6 + 0.35 * stream('site.counted_at_once', day).uniform();
    if (asOf < end) return (first * (asOf - begin)) / (end - begin);
    return Math.min(1, first + ((1 - first) * (asOf - end)) / PROCESSED_MS);
  };
  const ordersOn = (day: number, asOf: number) =>
    (orders().byDay.get(day) ?? []).filter((one) => one.visibleFrom <= asOf);

  const byOrigin = (day: number, asOf: number) => {
    const part = counting(day, asOf);
    if (part === 0) return [];
    const rows = new Map<string, { origin: Origin; sessions: number; purchases: number; revenue: number }>();
    const rowOf = (origin: Origin) => {
      const key = `${origin.source}\n${origin.medium}\n${origin.campaign}`;
      const row = rows.get(key) ?? { origin, sessions: 0, purchases: 0, revenue: 0 };
      rows.set(key, row);
      return row;
    };
    for (const { origin, sessions } of sessionsOn(simulation, ads, expected, day))
      rowOf(origin).sessions += Math.floor(sessions * part);
    for (const one of ordersOn(day, asOf)) {
      const row = rowOf(creditAt(one, asOf)!);
      row.purchases += one.times;
      row.revenue += one.revenue * one.times;
    }
    return [...rows].flatMap(([key, { origin, sessions, purchases, revenue }]) => {
      const all = Math.max(sessions, purchases);
      return all === 0 ? [] : [{ origin, visits: visitsOf(stream, day, hashOf(key), all, purchases, revenue) }];
    });
  };
  const totals = (day: number, asOf: number) => {
    const rows = byOrigin(day, asOf).map((one) => one.visits);
    const total = (field: keyof Visits) => rows.reduce((sum, one) => sum + one[field], 0);
    return {
      sessions: total('sessions'),
      engaged: total('engaged'),
      users: total('users'),
      newUsers: total('newUsers'),
      views: total('views'),
      carts: total('carts'),
      checkouts: total('checkouts'),
      purchases: total('purchases'),
    };
  };
  return {
    zone: SITE_ZONE,
    currency: 'USD',
    today: (asOf) => zone.dayAt(asOf),
    byOrigin,
    byItem: (day, asOf) => {
      const part = counting(day, asOf);
      if (part === 0) return [];
      const { looks, thoughts } = glancesOn(totals(day, asOf));
      const bought = new Map<number, { units: number; revenue: number }>();
      for (const one of ordersOn(day, asOf))
        for (const { sku, units, revenue } of one.items) {
          const before = bought.get(sku) ?? { units: 0, revenue: 0 };
          bought.set(sku, { units: before.units + units * one.times, revenue: before.revenue + revenue * one.times });
        }
      const weights = plans.catalogue.skus.map(
        (_, sku) => pull(sku, day) * (0.3 + 1.4 * stream('site.item_interest', day, sku).uniform()),
      );
      const [looked, thought] = [allocate(looks, weights), allocate(thoughts, weights)];
      return plans.catalogue.skus.flatMap(({ index }) => {
        const { units = 0, revenue = 0 } = bought.get(index) ?? {};
        const carted = units + thought[index]!;
        const viewed = carted + looked[index]!;
        return viewed === 0 ? [] : [{ sku: index, viewed, carted, units, revenue }];
      });
    },
    bySteps: (day, asOf) => {
      const all = totals(day, asOf);
      const { looks, thoughts } = glancesOn(all);
      const bought = ordersOn(day, asOf);
      return DEVICES.flatMap((device, at) => {
        const of = (amount: number) => allocate(amount, DEVICE_SHARES)[at]!;
        const here = bought.filter((one) => deviceOf(one) === at);
        const mine = here.reduce((sum, one) => sum + one.times, 0);
        const carts = of(thoughts) + here.reduce((sum, one) => sum + unitsOf(one), 0);
        const checkouts = Math.max(mine, of(all.checkouts));
        const counts = [of(all.sessions), of(looks) + carts, carts, checkouts];
        counts.push(Math.max(mine, round(checkouts * 0.8)), mine);
        return STEPS.flatMap((step, k) => {
          const events = counts[k]!;
          const sessions = Math.min(events, Math.max(of(all.sessions), mine));
          return events === 0
            ? []
            : [{ step, device, events, sessions, users: usersOf(stream('site.step_users', at, k, day), sessions) }];
        });
      });
    },
    byLanding: (day, asOf) => {
      const all = totals(day, asOf);
      const bought = Map.groupBy(ordersOn(day, asOf), (one) => pageOf(one.landing));
      const weights = PAGE_WEIGHTS.map((one, page) => one * (0.5 + stream('site.landing_weight', day, page).uniform()));
      const sessions = allocate(all.sessions, weights);
      return PAGES.flatMap((page, at) => {
        const mine = bought.get(at) ?? [];
        const purchases = mine.reduce((sum, one) => sum + one.times, 0);
        const revenue = mine.reduce((sum, one) => sum + one.revenue * one.times, 0);
        const count = Math.max(sessions[at]!, purchases);
        return count === 0 ? [] : [{ page, visits: visitsOf(stream, day, 1000 + at, count, purchases, revenue) }];
      });
    },
    byAudience: (day, asOf) => {
      const all = totals(day, asOf);
      return AUDIENCES.flatMap((audience, at) => {
        const sessions = round(all.sessions * AUDIENCE_SHARES[at]!);
        const users = usersOf(stream('site.audience_users', at, day), sessions);
        return sessions === 0 ? [] : [{ audience, users, newUsers: at === 0 ? round(users * 0.6) : 0, sessions }];
      });
    },
    get orders() {
      return orders().all;
    },
  };
}

/** Articles looked at, and put into carts that were left behind. */
const glancesOn = ({ sessions, carts, purchases }: Pick<Visits, 'sessions' | 'carts' | 'purchases'>) => ({
  looks: round(sessions * LOOKS),
  thoughts: carts - purchases,
});
const unitsOf = ({ items, times }: SiteOrder) => times * items.reduce((sum, one) => sum + one.units, 0);
const deviceOf = (one: SiteOrder) => (one.device < 0.62 ? 0 : one.device < 0.95 ? 1 : 2);

function pageOf(u: number): number {
  let rest = u * PAGE_WEIGHTS.reduce((sum, one) => sum + one, 0);
  for (const [at, weight] of PAGE_WEIGHTS.entries()) {
    rest -= weight;
    if (rest < 0) return at;
  }
  return 0;
}

const popularity =
  ({ plans: { catalogue } }: Simulation) =>
  (sku: number, day: number) =>
    catalogue.skus[sku]!.popularity * catalogue.appeal[sku * HORIZON + Math.min(HORIZON - 1, day)]!;
