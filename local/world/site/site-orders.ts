// Purchases as the site's analytics sees them: of people who accept being counted, when the tag fires, credited to a session.

import { DAY_MS, HORIZON, msOf } from '../calendar/calendar.ts';
import { zoneOf } from '../calendar/zones.ts';
import { priceOn } from '../goods/catalogue.ts';
import type { AdCampaign } from '../media/ad-plan.ts';
import type { Advertising } from '../media/ads.ts';
import { DOLLARS } from '../media/claim.ts';
import { EMAIL } from '../media/media.ts';
import { touchesOf } from '../media/touchpoints.ts';
import { allocate, round } from '../money/amounts.ts';
import { goodsOf } from '../orders/pricing.ts';
import { makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';
import type { Simulation } from '../simulation.ts';

export const SITE_ZONE = 'America/New_York';
const NEVER_FIRES = 0.06;
const FIRES_TWICE = 0.01;
const CREDIT_MOVES = 0.06;
const MOVES_WITHIN_DAYS = 12;
const VISIBLE_HOURS = 6;
const PROCESSED_HOURS = 48;

/** Where a session came from. */
export interface Origin {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly group: string;
}

const UNPAID_ORIGINS = {
  organic: { source: 'google', medium: 'organic', campaign: '(organic)', group: 'Organic Search' },
  bing: { source: 'bing', medium: 'organic', campaign: '(organic)', group: 'Organic Search' },
  direct: { source: '(direct)', medium: '(none)', campaign: '(direct)', group: 'Direct' },
  email: { source: 'klaviyo', medium: 'email', campaign: 'newsletter', group: 'Email' },
  referral: { source: 'journal.example', medium: 'referral', campaign: '(referral)', group: 'Referral' },
} as const satisfies Record<string, Origin>;
type Unpaid = keyof typeof UNPAID_ORIGINS;
export const UNPAID = UNPAID_ORIGINS;

const GROUPS = ['Paid Social', 'Paid Social', 'Paid Search', 'Paid Search', 'Paid Shopping', 'Cross-network'];
/** Google tags its clicks by itself; Meta's are tagged by hand, now and then in another spelling, and some not at all. */
export function originOf(campaign: AdCampaign, spelling: 'right' | 'wrong' | 'missing'): Origin {
  const group = GROUPS[campaign.channel]!;
  if (campaign.platform === 'google') return { source: 'google', medium: 'cpc', campaign: campaign.name, group };
  if (spelling === 'missing') return UNPAID.direct;
  const [source, medium] = spelling === 'right' ? ['facebook', 'paid-social'] : ['Facebook', 'cpc'];
  return { source, medium, campaign: spelling === 'right' ? campaign.name : campaign.name.toLowerCase(), group };
}

export interface SiteOrder {
  readonly order: number;
  readonly at: number;
  readonly day: number;
  /** How often the purchase was counted. */
  readonly times: 1 | 2;
  readonly visibleFrom: number;
  readonly origin: Origin;
  /** Whom it was credited to before `movesAt`; the same when it never moved. */
  readonly before: Origin;
  readonly movesAt: number;
  /** In [0, 1): which device, which page the session began on. */
  readonly device: number;
  readonly landing: number;
  /** Cents of a dollar. */
  readonly revenue: number;
  readonly items: readonly { readonly sku: number; readonly units: number; readonly revenue: number }[];
}

/** Every purchase the site counted by the world's end, oldest first. */
export function siteOrdersOf(simulation: Simulation, ads: Advertising): SiteOrder[] {
  const { stream, intents, fills, asOf } = simulation;
  const zone = zoneOf(SITE_ZONE);
  const seen: SiteOrder[] = [];
  for (let order = 0; order < fills.orders; order++) {
    const intent = fills.intent[order]!;
    const at = msOf(intents.t[intent]!);
    if (at >= asOf) break;
    const [id, n, cause] = [intents.person[intent]!, intents.n[intent]!, intents.cause[intent]!];
    const person = makePerson(stream, id);
    const fires = stream('purchase_tag.fires', id, n).uniform();
    if (!person.accepts || fires < NEVER_FIRES) continue;
    const late = Math.min(PROCESSED_HOURS, VISIBLE_HOURS * stream('purchase_tag.delay', id, n).exponential());
    const moves = stream('purchase_credit.moves', id, n).happens(CREDIT_MOVES);
    const movesAt = at + round(MOVES_WITHIN_DAYS * stream('purchase_credit.move_delay', id, n).uniform() * DAY_MS);
    const [origin, other] = originsOf(ads, stream, id, n, cause, person.subscribes, zone.dayAt(at));
    seen.push({
      order,
      at,
      day: zone.dayAt(at),
      times: fires < NEVER_FIRES + FIRES_TWICE ? 2 : 1,
      visibleFrom: at + round((late * DAY_MS) / 24),
      origin,
      before: moves ? other : origin,
      movesAt: moves ? movesAt : at,
      device: stream('session.device', id, n).uniform(),
      landing: stream('session.landing', id, n).uniform(),
      ...basketOf(simulation, order, intent),
    });
  }
  return seen;
}

/** The last origin that is not direct, and the one before it. */
function originsOf(
  ads: Advertising,
  stream: Streams,
  person: number,
  n: number,
  cause: number,
  subscribes: boolean,
  day: number,
): readonly [Origin, Origin] {
  const steps: { readonly lag: number; readonly origin: Origin }[] = [];
  for (const { channel, kind, lagDays } of touchesOf(stream, person, n, cause)) {
    if (kind === 'view') continue;
    const running = ads.plan.campaigns.filter((one) => one.channel === channel && one.from <= day && day < one.to);
    const campaign = running[stream('session.campaign', person, n, channel).choose(running.map((one) => one.weight))];
    const u = stream('session.tagging', person, n, channel).uniform();
    if (campaign) steps.push({ lag: lagDays, origin: originOf(campaign, spellingOf(u)) });
  }
  if (cause === EMAIL + 1) steps.push({ lag: 0, origin: UNPAID.email });
  const unpaid = 1 + stream('session.unpaid', person, n).poisson(0.8);
  for (let visit = 0; visit < unpaid; visit++) {
    const u = stream('session.unpaid_source', person, n, visit).uniform();
    const lag = 1.2 * stream('session.unpaid_lag', person, n, visit).exponential();
    const kind: Unpaid =
      u < 0.3
        ? 'organic'
        : u < 0.35
          ? 'bing'
          : u < 0.75
            ? 'direct'
            : u < 0.83
              ? 'referral'
              : subscribes
                ? 'email'
                : 'direct';
    steps.push({ lag, origin: UNPAID[kind] });
  }
  steps.sort((a, b) => a.lag - b.lag);
  const known = steps.map((one) => one.origin).filter((one) => one !== UNPAID.direct);
  const last = known[0] ?? UNPAID.direct;
  return [last, known.find((one) => one !== last) ?? (last === UNPAID.organic ? UNPAID.direct : UNPAID.organic)];
}

export const spellingOf = (u: number) => (u < 0.94 ? 'right' : u < 0.98 ? 'wrong' : 'missing');

function basketOf({ plans, intents, fills }: Simulation, order: number, intent: number) {
  const person = makePerson(plans.stream, intents.person[intent]!);
  const day = Math.floor(intents.t[intent]!);
  const { net } = goodsOf(plans, fills, order, person, intents.n[intent]!, day);
  const revenue = round(net * DOLLARS[REGIONS[person.region]!.storefront]!);
  const lines = [];
  for (let line = fills.lineStart[order]!; line < fills.lineStart[order + 1]!; line++) {
    const sku = fills.lineSku[line]!;
    const gross = priceOn(plans.catalogue, sku, day) * fills.lineQuantity[line]!;
    const event = plans.catalogue.eventDiscount[sku * HORIZON + day]!;
    lines.push({ sku, units: fills.lineQuantity[line]!, weight: gross * (1 - event / 100) });
  }
  const parts = allocate(
    revenue,
    lines.map((one) => one.weight),
  );
  return { revenue, items: lines.map(({ sku, units }, at) => ({ sku, units, revenue: parts[at]! })) };
}

/** Whom a purchase is credited to at `asOf`; undefined before it is counted. */
export function creditAt(one: SiteOrder, asOf: number): Origin | undefined {
  if (one.visibleFrom > asOf) return undefined;
  return asOf < one.movesAt ? one.before : one.origin;
}
