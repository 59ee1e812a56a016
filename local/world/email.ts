// The mailer of the synthetic world: profiles of the people it was told about, and what happened to its mail.
import { DAY_MS, msOf, START_MS } from './calendar.ts';
import { collectionOf } from './collection.ts';
import { addressOf, consentOf, identityOf } from './identity.ts';
import { makePerson, regionOf } from './people.ts';
import { REGIONS } from './regions.ts';
import { campaignDay, campaignsUntil, FLOW_BASE, FLOWS, type MailLog, METRICS, sendMail } from './sends.ts';
import type { SyntheticShop } from './shop.ts';
import type { Simulation } from './simulation.ts';
import type { Campaign, Mail, MailEvent, Metric, Profile } from './world.ts';

const PROFILE_BASE = 10_000_000;
const EVENT_BASE = 100_000_000;
const CAMPAIGN_BASE = 500_000;
const METRIC_BASE = 7_000;
const MAGENTO_ORDER_BASE = 3_000_000_000;
/** The vendor credits an order to the last mail opened or clicked this many days before. */
const ATTRIBUTION_DAYS = 5;
const NONE = 0xffffffff;
const [OPENED, CLICKED, PLACED] = [1, 2, 6];

/** @returns the mailer, and whose each of its profiles is */
export function makeMail(
  simulation: Simulation,
  shop: SyntheticShop,
): { mail: Mail; people: readonly number[]; profileIdOf: (person: number) => string } {
  const { plans, intents, fills, asOf } = simulation;
  const orders = new Map<number, [number, number][]>();
  for (let fill = 0; fill < fills.orders; fill++) {
    const at = fills.intent[fill]!;
    if (msOf(intents.t[at]!) >= asOf) break;
    const person = intents.person[at]!;
    const list = orders.get(person);
    if (list) list.push([intents.t[at]!, fill]);
    else orders.set(person, [[intents.t[at]!, fill]]);
  }
  const log = sendMail(simulation, orders);
  const profiles = profilesOf(simulation, shop, orders, log);
  const attributed = attribution(log);
  const lastCampaign = campaignsUntil((asOf - START_MS) / DAY_MS);

  const events = collectionOf<MailEvent>({
    size: log.count,
    idOf: (event) => String(EVENT_BASE + event),
    positionOf: (id) => Number(id) - EVENT_BASE,
    timeOf: (event, now) => {
      const at = msOf(log.t[event]!);
      return at <= now ? at : undefined;
    },
    render: (event) => ({
      id: String(EVENT_BASE + event),
      metricId: String(METRIC_BASE + log.metric[event]!),
      profileId: profiles.idOf(log.person[event]!),
      at: msOf(log.t[event]!),
      // Made only for whoever looks: a client that counts does not.
      get properties() {
        return log.metric[event] === PLACED ? placedOrder(event) : mailProperties(log, event);
      },
    }),
  });

  const placedOrder = (event: number): MailEvent['properties'] => {
    const fill = log.about[event]!;
    const inShop = shop.orderOf(fill);
    const magento = REGIONS[regionOf(plans.seed, log.person[event]!)]!.storefront === 'magento';
    return {
      $event_id: inShop?.id ?? String(MAGENTO_ORDER_BASE + fill),
      OrderId: inShop?.id ?? String(MAGENTO_ORDER_BASE + fill),
      $value: (inShop?.value ?? listValue(simulation, fill)) / 100,
      $currency_code: magento ? 'GBP' : 'USD',
      'Item Count': fills.lineStart[fill + 1]! - fills.lineStart[fill]!,
      ...(attributed[event] === NONE ? {} : { $attributed_event_id: String(EVENT_BASE + attributed[event]!) }),
    };
  };

  const campaigns = collectionOf<Campaign>({
    size: lastCampaign,
    idOf: (campaign) => String(CAMPAIGN_BASE + campaign),
    positionOf: (id) => Number(id) - CAMPAIGN_BASE,
    timeOf: (campaign, now) => {
      const drafted = msOf(campaignDay(campaign) - 2);
      const sent = msOf(campaignDay(campaign) + 0.625);
      return now < drafted ? undefined : now < sent ? drafted : sent;
    },
    render: (campaign, now) => {
      const drafted = msOf(campaignDay(campaign) - 2);
      const sent = msOf(campaignDay(campaign) + 0.625);
      return {
        id: String(CAMPAIGN_BASE + campaign),
        name: campaignName(campaign),
        subject: campaignSubject(campaign),
        status: now < sent ? 'Scheduled' : 'Sent',
        archived: false,
        channel: 'email',
        createdAt: drafted,
        scheduledAt: drafted,
        ...(now < sent ? {} : { sentAt: sent }),
        updatedAt: now < sent ? drafted : sent,
      };
    },
  });

  const metrics = collectionOf<Metric>({
    size: METRICS.length,
    idOf: (metric) => String(METRIC_BASE + metric),
    positionOf: (id) => Number(id) - METRIC_BASE,
    timeOf: () => START_MS,
    render: (metric) => ({
      id: String(METRIC_BASE + metric),
      name: METRICS[metric]!,
      integration: metric === PLACED ? 'Shopify' : 'Klaviyo',
      createdAt: START_MS,
      updatedAt: START_MS,
    }),
  });

  const mail = { profiles: profiles.view, events, campaigns, metrics };
  return { mail, people: profiles.people, profileIdOf: profiles.idOf };
}

const campaignName = (campaign: number) =>
  `Newsletter ${new Date(msOf(campaignDay(campaign))).toISOString().slice(0, 10)}`;
const campaignSubject = (campaign: number) => `What is new, no. ${campaign + 1}`;

function mailProperties(log: MailLog, event: number): MailEvent['properties'] {
  const about = log.about[event]!;
  const flow = about >= FLOW_BASE ? FLOWS[about - FLOW_BASE] : undefined;
  return {
    $event_id: String(EVENT_BASE + event),
    $message: flow === undefined ? String(CAMPAIGN_BASE + about) : `flow-${about - FLOW_BASE}`,
    'Campaign Name': flow ?? campaignName(about),
    Subject: flow ?? campaignSubject(about),
    ...(flow === undefined ? {} : { $flow: `flow-${about - FLOW_BASE}` }),
    ...(log.metric[event] === OPENED ? { machine_open: log.machine[event] === 1 } : {}),
  };
}

/** For each order, the last mail its buyer opened or clicked inside the window. */
function attribution(log: MailLog): Uint32Array {
  const attributed = new Uint32Array(log.count).fill(NONE);
  const last = new Map<number, number>();
  for (let event = 0; event < log.count; event++) {
    const metric = log.metric[event]!;
    if (metric === OPENED || metric === CLICKED) last.set(log.person[event]!, event);
    if (metric !== PLACED) continue;
    const touch = last.get(log.person[event]!);
    if (touch !== undefined && log.t[event]! - log.t[touch]! <= ATTRIBUTION_DAYS) attributed[event] = touch;
  }
  return attributed;
}

/** Orders of the shop in Great Britain: prices are the same number in each shop's currency. */
function listValue({ plans, intents, fills }: Simulation, fill: number): number {
  const day = Math.floor(intents.t[fills.intent[fill]!]!);
  let goods = 0;
  for (let line = fills.lineStart[fill]!; line < fills.lineStart[fill + 1]!; line++)
    goods += fills.lineQuantity[line]! * plans.catalogue.listPrice[fills.lineSku[line]! * 1095 + day]!;
  return goods;
}

function profilesOf(
  { seed, intents, dimensions, asOf }: Simulation,
  shop: SyntheticShop,
  orders: ReadonlyMap<number, readonly (readonly [number, number])[]>,
  log: MailLog,
) {
  const known: { person: number; at: number }[] = [];
  for (let id = 0; id < dimensions.people; id++) {
    if (REGIONS[regionOf(seed, id)]!.storefront === 'woocommerce') continue;
    const person = makePerson(seed, id);
    const first = orders.get(id)?.[0]?.[0];
    const at = person.subscribes ? Math.min(intents.arrival[id]!, first ?? Number.POSITIVE_INFINITY) : first;
    if (at !== undefined && msOf(at) < asOf) known.push({ person: id, at });
  }
  known.sort((a, b) => a.at - b.at || a.person - b.person);
  const positions = new Map(known.map(({ person }, position) => [person, position]));
  const lastEvent = new Map<number, number>();
  for (let event = 0; event < log.count; event++) lastEvent.set(log.person[event]!, event);

  const changes = (position: number): number[] => {
    const { person: id, at } = known[position]!;
    const { optOutAt } = consentOf(seed, makePerson(seed, id), intents.arrival[id]!);
    return [at, optOutAt ?? at, log.stoppedAt[id]!].filter(Number.isFinite).map(msOf);
  };
  /** A person who asked for erasure is gone from here without a trace. */
  const redactedAt = known.map(({ person }) => msOf(identityOf(seed, makePerson(seed, person)).redactedOn));
  const timeOf = (position: number, now: number): number | undefined => {
    if (redactedAt[position]! <= now) return undefined;
    const seen = changes(position).filter((at) => at <= now);
    return seen.length === 0 ? undefined : Math.max(...seen);
  };

  const view = collectionOf<Profile>({
    size: known.length,
    idOf: (position) => String(PROFILE_BASE + position),
    positionOf: (id) => Number(id) - PROFILE_BASE,
    timeOf,
    render: (position, now) => {
      const { person: id, at } = known[position]!;
      const person = makePerson(seed, id);
      const identity = identityOf(seed, person);
      const { optInAt, optOutAt } = consentOf(seed, person, intents.arrival[id]!);
      const stopped = msOf(log.stoppedAt[id]!) <= now ? log.stopReason.get(id) : undefined;
      const leftAt = Math.min(optOutAt ?? Number.POSITIVE_INFINITY, log.stoppedAt[id]!);
      const isOut = Number.isFinite(leftAt) && msOf(leftAt) <= now && stopped !== 'HARD_BOUNCE';
      const last = lastEvent.get(id);
      const externalId = shop.customers.ownIdOf(id);
      const email = optInAt === undefined ? 'NEVER_SUBSCRIBED' : isOut ? 'UNSUBSCRIBED' : 'SUBSCRIBED';
      return {
        id: String(PROFILE_BASE + position),
        email: identity.mailerEmail,
        ...(identity.phone === undefined ? {} : { phone: identity.phone }),
        ...(externalId === undefined ? {} : { externalId }),
        firstName: identity.first,
        lastName: identity.last,
        ...(identity.company === undefined ? {} : { organization: identity.company }),
        locale: 'en',
        address: addressOf(person, identity),
        ip: identity.ip,
        properties: identity.canary ? { about: identity.freeText, birthday: identity.birthday } : {},
        emailConsent: email,
        ...(optInAt === undefined ? {} : { emailConsentAt: msOf(isOut ? leftAt : optInAt) }),
        ...(stopped === undefined ? {} : { emailSuppressed: { reason: stopped, at: msOf(log.stoppedAt[id]!) } }),
        smsConsent: 'NEVER_SUBSCRIBED',
        createdAt: msOf(at),
        updatedAt: timeOf(position, now)!,
        ...(last === undefined ? {} : { lastEventAt: msOf(log.t[last]!) }),
      };
    },
  });
  return {
    view,
    people: known.map(({ person }) => person),
    idOf: (person: number) => String(PROFILE_BASE + positions.get(person)!),
  };
}
