// Content of the property's reports: each a list of rows of texts, by day.
import { DAY_MS } from '../../world/calendar/calendar.ts';
import { AUDIENCES } from '../../world/site/traffic.ts';
import type { Visits } from '../../world/site/visits.ts';
import type { World } from '../../world/world.ts';

/** Rows of one report; `users` decides which rows are withheld because few people would show. */
export interface ReportRow {
  readonly day: number;
  readonly values: Readonly<Record<string, string>>;
  readonly users: number;
}

export interface Report {
  readonly stream: string;
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  /** Reveals people: rows with few users are withheld. */
  readonly isPersonal?: true;
  rows(world: World, day: number): Iterable<Omit<ReportRow, 'day'>>;
}

const money = (cents: number) => (cents / 100).toFixed(2);
const counts = (visits: Visits) => ({
  sessions: String(visits.sessions),
  engagedSessions: String(visits.engaged),
  totalUsers: String(visits.users),
  newUsers: String(visits.newUsers),
  screenPageViews: String(visits.views),
  addToCarts: String(visits.carts),
  checkouts: String(visits.checkouts),
  ecommercePurchases: String(visits.purchases),
  purchaseRevenue: money(visits.revenue),
});

interface Item {
  readonly itemId: string;
  readonly itemName: string;
  readonly itemCategory: string;
}
const shelves = new WeakMap<World, ReadonlyMap<number, Item>>();

/** The shop's product names, which its pages report to analytics. */
function itemsOf(world: World): ReadonlyMap<number, Item> {
  const known = shelves.get(world);
  if (known) return known;
  const items = new Map<number, Item>();
  for (const product of world.shop.products.page({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER }))
    for (const { sku } of product.variants)
      items.set(Number(sku.split('-')[1]) - 1, {
        itemId: sku,
        itemName: product.title,
        itemCategory: product.productType,
      });
  shelves.set(world, items);
  return items;
}
const unknownItem = (sku: number): Item => ({
  itemId: `SKU-${sku + 1}`,
  itemName: '(not set)',
  itemCategory: '(not set)',
});

export const REPORTS: readonly Report[] = [
  {
    stream: 'traffic',
    dimensions: ['date', 'sessionSource', 'sessionMedium', 'sessionCampaignName', 'sessionDefaultChannelGroup'],
    metrics: Object.keys(counts({} as Visits)),
    *rows({ traffic, asOf }, day) {
      for (const { origin, visits } of traffic!.byOrigin(day, asOf))
        yield {
          values: {
            sessionSource: origin.source,
            sessionMedium: origin.medium,
            sessionCampaignName: origin.campaign,
            sessionDefaultChannelGroup: origin.group,
            ...counts(visits),
          },
          users: visits.users,
        };
    },
  },
  {
    stream: 'ecommerce_items',
    dimensions: ['date', 'itemId', 'itemName', 'itemCategory'],
    metrics: ['itemsViewed', 'itemsAddedToCart', 'itemsPurchased', 'itemRevenue'],
    *rows(world, day) {
      const items = itemsOf(world);
      for (const one of world.traffic!.byItem(day, world.asOf))
        yield {
          values: {
            ...(items.get(one.sku) ?? unknownItem(one.sku)),
            itemsViewed: String(one.viewed),
            itemsAddedToCart: String(one.carted),
            itemsPurchased: String(one.units),
            itemRevenue: money(one.revenue),
          },
          users: one.viewed,
        };
    },
  },
  {
    stream: 'funnel_steps',
    dimensions: ['date', 'eventName', 'deviceCategory'],
    metrics: ['eventCount', 'totalUsers', 'sessions'],
    *rows({ traffic, asOf }, day) {
      for (const { step, device, events, users, sessions } of traffic!.bySteps(day, asOf))
        yield {
          values: {
            eventName: step,
            deviceCategory: device,
            eventCount: String(events),
            totalUsers: String(users),
            sessions: String(sessions),
          },
          users,
        };
    },
  },
  {
    stream: 'landing_pages',
    dimensions: ['date', 'landingPage'],
    metrics: Object.keys(counts({} as Visits)),
    *rows({ traffic, asOf }, day) {
      for (const { page, visits } of traffic!.byLanding(day, asOf))
        yield { values: { landingPage: page, ...counts(visits) }, users: visits.users };
    },
  },
  {
    stream: 'audiences',
    dimensions: ['date', 'audienceId', 'audienceName'],
    metrics: ['totalUsers', 'newUsers', 'sessions'],
    isPersonal: true,
    *rows({ traffic, asOf }, day) {
      for (const { audience, users, newUsers, sessions } of traffic!.byAudience(day, asOf))
        yield {
          values: {
            audienceId: String(9_100_000 + AUDIENCES.indexOf(audience as (typeof AUDIENCES)[number])),
            audienceName: audience,
            totalUsers: String(users),
            newUsers: String(newUsers),
            sessions: String(sessions),
          },
          users,
        };
    },
  },
];

/** Rows with fewer users are withheld where people could be identified. */
const FEW_USERS = 10;
/** Further distinct rows of a day are merged into "(other)". */
const ROWS_A_DAY = 50_000;

export interface Answered {
  readonly rows: readonly ReportRow[];
  readonly isThresholded: boolean;
  readonly hasOther: boolean;
}

/** Rows of days `[from, to)` at the world's now. @param most distinct rows of one day */
export function answerOf(world: World, report: Report, from: number, to: number, most = ROWS_A_DAY): Answered {
  const rows: ReportRow[] = [];
  let [isThresholded, hasOther] = [false, false];
  if (!world.traffic) return { rows, isThresholded, hasOther };
  const last = Math.min(to, world.traffic.today(world.asOf) + 1);
  for (let day = Math.max(0, from); day < last; day++) {
    const date = new Date(world.start + day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
    const found = [...report.rows(world, day)].map((row) => ({ ...row, day, values: { date, ...row.values } }));
    const shown = report.isPersonal ? found.filter((row) => row.users >= FEW_USERS) : found;
    if (shown.length < found.length) isThresholded = true;
    rows.push(...shown.slice(0, most));
    if (shown.length > most) {
      hasOther = true;
      rows.push(otherOf(report, shown.slice(most), date, day));
    }
  }
  return { rows, isThresholded, hasOther };
}

/** The row of all merged ones. */
function otherOf(report: Report, rest: readonly ReportRow[], date: string, day: number): ReportRow {
  const values: Record<string, string> = { date };
  for (const name of report.dimensions) if (name !== 'date') values[name] = '(other)';
  for (const name of report.metrics) {
    const sum = rest.reduce((total, row) => total + Number(row.values[name]), 0);
    values[name] = name.endsWith('Revenue') ? sum.toFixed(2) : String(sum);
  }
  return { day, values, users: rest.reduce((total, row) => total + row.users, 0) };
}

/** All existing records, by stream. */
export const GA4_TRUTH: Readonly<Record<string, (world: World) => Iterable<string>>> = Object.fromEntries(
  REPORTS.map((report) => [
    report.stream,
    function* (world: World) {
      for (const { values } of answerOf(world, report, 0, Number.POSITIVE_INFINITY).rows)
        yield report.dimensions.map((name) => values[name]).join('~');
    },
  ]),
);
