// The mailer of the synthetic world: profiles of the people it was told about, and what happened to its mail.
import { DAY_MS, HORIZON, msOf, START_MS } from '../calendar/calendar.ts';
import { addressOf, consentOf, identityOf, redactedOn } from '../people/identity.ts';
import { makePerson, regionOf } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Campaign, Mail, MailEvent, Metric, Profile } from '../records/mail.ts';
import type { SyntheticShop } from '../shops/shop.ts';
import type { Simulation } from '../simulation.ts';
import { makeMailGroups } from './mail-groups.ts';
import {
  campaignDay,
  campaignsUntil,
  FLOW_BASE,
  FLOWS,
  type MailLog,
  METRICS,
  type Purchases,
  purchasesOf,
  sendMail,
} from './sends.ts';

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
): { mail: Mail; people: Uint32Array; profileIdOf: (person: number) => string } {
  const { plans, fills, asOf } = simulation;
  const purchases = purchasesOf(simulation);
  const log = sendMail(simulation, purchases);
  const profiles = profilesOf(simulation, shop, purchases, log);
  const attributed = attribution(log, simulation.dimensions.people);
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
    const magento = REGIONS[regionOf(plans.stream, log.person[event]!)]!.storefront === 'magento';
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

  const groups = makeMailGroups(
    log,
    (campaign) => String(CAMPAIGN_BASE + campaign),
    (event) => (attributed[event] === NONE ? undefined : attributed[event]),
    (event) => shop.orderOf(log.about[event]!)?.value ?? listValue(simulation, log.about[event]!),
  );
  const mail = { profiles: profiles.view, events, campaigns, metrics, groups };
  return { mail, people: profiles.people, profileIdOf: profiles.idOf };
}

const NAMES = Array.from(
  { length: campaignsUntil(HORIZON) },
  (_, campaign) => `Newsletter ${new Date(msOf(campaignDay(campaign))).toISOString().slice(0, 10)}`,
);
const campaignName = (campaign: number) => NAMES[campaign]!;
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
function attribution(log: MailLog, people: number): Uint32Array {
  const attributed = new Uint32Array(log.count).fill(NONE);
  const last = new Uint32Array(people).fill(NONE);
  for (let event = 0; event < log.count; event++) {
    const metric = log.metric[event]!;
    if (metric === OPENED || metric === CLICKED) last[log.person[event]!] = event;
    if (metric !== PLACED) continue;
    const touch = last[log.person[event]!]!;
    if (touch !== NONE && log.t[event]! - log.t[touch]! <= ATTRIBUTION_DAYS) attributed[event] = touch;
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
  { stream, intents, fills, dimensions, asOf }: Simulation,
  shop: SyntheticShop,
  purchases: Purchases,
  log: MailLog,
) {
  const people = new Uint32Array(dimensions.people);
  /** By person: day on which the mailer heard of them. */
  const since = new Float64Array(dimensions.people);
  let count = 0;
  for (let id = 0; id < dimensions.people; id++) {
    const { region, subscribes } = makePerson(stream, id);
    if (REGIONS[region]!.storefront === 'woocommerce') continue;
    const hasBought = purchases.start[id]! < purchases.start[id + 1]!;
    const first = hasBought
      ? intents.t[fills.intent[purchases.fill[purchases.start[id]!]!]!]!
      : Number.POSITIVE_INFINITY;
    const at = subscribes ? Math.min(intents.arrival[id]!, first) : first;
    since[id] = at;
    if (msOf(at) < asOf) people[count++] = id;
  }
  const known = people.slice(0, count).sort((a, b) => since[a]! - since[b]! || a - b);
  const positions = new Uint32Array(dimensions.people).fill(NONE);
  for (let position = 0; position < count; position++) positions[known[position]!] = position;
  const lastEvent = new Uint32Array(dimensions.people).fill(NONE);
  for (let event = 0; event < log.count; event++) lastEvent[log.person[event]!] = event;

  const timeOf = (position: number, now: number): number | undefined => {
    const id = known[position]!;
    // A person who asked for erasure is gone from here without a trace.
    if (msOf(redactedOn(stream, id)) <= now) return undefined;
    const { optOutAt } = consentOf(stream, makePerson(stream, id), intents.arrival[id]!);
    const changes = [since[id]!, optOutAt ?? since[id]!, log.stoppedAt[id]!].filter(Number.isFinite).map(msOf);
    const seen = changes.filter((at) => at <= now);
    return seen.length === 0 ? undefined : Math.max(...seen);
  };

  const view = collectionOf<Profile>({
    size: count,
    idOf: (position) => String(PROFILE_BASE + position),
    positionOf: (id) => Number(id) - PROFILE_BASE,
    timeOf,
    render: (position, now) => {
      const id = known[position]!;
      const person = makePerson(stream, id);
      const identity = identityOf(stream, person);
      const { optInAt, optOutAt } = consentOf(stream, person, intents.arrival[id]!);
      const stopped = msOf(log.stoppedAt[id]!) <= now ? log.stopReason.get(id) : undefined;
      const leftAt = Math.min(optOutAt ?? Number.POSITIVE_INFINITY, log.stoppedAt[id]!);
      const isOut = Number.isFinite(leftAt) && msOf(leftAt) <= now && stopped !== 'HARD_BOUNCE';
      const last = lastEvent[id]!;
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
        createdAt: msOf(since[id]!),
        updatedAt: timeOf(position, now)!,
        ...(last === NONE ? {} : { lastEventAt: msOf(log.t[last]!) }),
      };
    },
  });
  return {
    view,
    people: known,
    idOf: (person: number) => String(PROFILE_BASE + positions[person]!),
  };
}
