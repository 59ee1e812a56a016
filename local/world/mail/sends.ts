// E-mail as it happens: campaigns and flows, what people and their mail programs do with them, and who stops it.

import { DAY_MS, HORIZON, msOf } from '../calendar/calendar.ts';
import { inOrder, sortedByTime } from '../demand/demand-events.ts';
import { armOf, EMAIL_TEST } from '../demand/experiments.ts';
import { consentOf } from '../people/identity.ts';
import { makePerson, type Person, regionOf } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';
import type { Simulation } from '../simulation.ts';

/** Metrics in the order of their numbers; the number is part of the world's bytes, append only. */
export const METRICS = [
  'Received Email',
  'Opened Email',
  'Clicked Email',
  'Bounced Email',
  'Unsubscribed from Email Marketing',
  'Marked Email as Spam',
  'Placed Order',
] as const;
const [RECEIVED, OPENED, CLICKED, BOUNCED, UNSUBSCRIBED, SPAM, PLACED] = [0, 1, 2, 3, 4, 5, 6] as const;

export const FLOWS = ['Welcome', 'Abandoned cart', 'Post-purchase', 'Win-back'] as const;
/** The first number of a flow as the subject of an event; campaigns count from 0, and orders are fills. */
export const FLOW_BASE = 1_000;

const CAMPAIGN_EVERY = 14;
const CAMPAIGN_FIRST = 4;
export const campaignsUntil = (day: number): number => Math.max(0, Math.ceil((day - CAMPAIGN_FIRST) / CAMPAIGN_EVERY));
export const campaignDay = (campaign: number): number => CAMPAIGN_FIRST + CAMPAIGN_EVERY * campaign;

const CAMPAIGN_RATES = { open: 0.25, click: 0.013 / 0.25, unsubscribe: 0.002, spam: 0.0001 };
const FLOW_RATES = { open: 0.38, click: 0.047 / 0.38, unsubscribe: 0.006, spam: 0.0005 };
const BOUNCE = 0.0106;
const MINUTES = 1 / 1440;

type StopReason = 'HARD_BOUNCE' | 'UNSUBSCRIBE' | 'SPAM_COMPLAINT';

/** Events as columns in the order of time. */
export interface MailLog {
  readonly count: number;
  readonly t: Float64Array;
  readonly person: Uint32Array;
  readonly metric: Uint8Array;
  readonly about: Uint32Array;
  readonly machine: Uint8Array;
  /** By person: day on which sending ended, infinite when it did not, and why. */
  readonly stoppedAt: Float64Array;
  readonly stopReason: ReadonlyMap<number, StopReason>;
}

interface Message {
  readonly t: number;
  readonly about: number;
  readonly sub: number;
}

/** The orders of each person that this mailer is told of: positions of fills, oldest first. */
export interface Purchases {
  /** Fills of person p are `fill[start[p]] … fill[start[p + 1] - 1]`. */
  readonly start: Uint32Array;
  readonly fill: Uint32Array;
}

export function purchasesOf({ intents, fills, dimensions, asOf }: Simulation): Purchases {
  const buyerOf = (fill: number) => intents.person[fills.intent[fill]!]!;
  let count = 0;
  while (count < fills.orders && msOf(intents.t[fills.intent[count]!]!) < asOf) count++;
  const start = new Uint32Array(dimensions.people + 1);
  for (let fill = 0; fill < count; fill++) start[buyerOf(fill) + 1]!++;
  for (let id = 0; id < dimensions.people; id++) start[id + 1]! += start[id]!;
  const next = start.slice();
  const fill = new Uint32Array(count);
  for (let at = 0; at < count; at++) fill[next[buyerOf(at)]!++] = at;
  return { start, fill };
}

/** How a person treats mail, whoever sends it. `hidesOpens`: their mail program opens everything for them. */
export const mailHabitsOf = (stream: Streams, person: number) => ({
  engagement: 4 * stream('person.mail_engagement', person).beta(2, 6),
  hidesOpens: stream('person.mail_privacy', person).happens(0.22),
});

export function sendMail(simulation: Simulation, purchases: Purchases): MailLog {
  const { stream, intents, fills, dimensions, asOf } = simulation;
  const until = (asOf - msOf(0)) / DAY_MS;
  let room = Math.max(1024, dimensions.people * 8);
  let t = new Float64Array(room);
  let person = new Uint32Array(room);
  let metric = new Uint8Array(room);
  let about = new Uint32Array(room);
  let machine = new Uint8Array(room);
  let count = 0;
  const grow = <T extends Float64Array | Uint32Array | Uint8Array>(old: T): T => {
    const bigger = new (old.constructor as new (size: number) => T)(room);
    bigger.set(old);
    return bigger;
  };
  const stoppedAt = new Float64Array(dimensions.people).fill(Number.POSITIVE_INFINITY);
  const stopReason = new Map<number, StopReason>();
  const note = (at: number, who: number, what: number, why: number, byMachine = 0) => {
    if (at >= until) return;
    if (count === room) {
      room = Math.ceil(room * 1.5);
      t = grow(t);
      person = grow(person);
      metric = grow(metric);
      about = grow(about);
      machine = grow(machine);
    }
    t[count] = at;
    person[count] = who;
    metric[count] = what;
    about[count] = why;
    machine[count] = byMachine;
    count++;
  };

  for (let id = 0; id < dimensions.people; id++) {
    const arrival = intents.arrival[id]!;
    if (arrival >= until) continue;
    if (REGIONS[regionOf(stream, id)]!.storefront === 'woocommerce') continue;
    const one = makePerson(stream, id);
    const bought = Array.from(purchases.fill.subarray(purchases.start[id], purchases.start[id + 1]), (fill) => ({
      day: intents.t[fills.intent[fill]!]!,
      fill,
    }));
    for (const { day, fill } of bought) note(day + MINUTES, id, PLACED, fill);
    if (!one.subscribes) continue;
    const { optInAt, optOutAt } = consentOf(stream, one, arrival);
    let stop = optOutAt ?? Number.POSITIVE_INFINITY;
    const { engagement, hidesOpens } = mailHabitsOf(stream, id);
    const isB = armOf(stream, 2, id) === 'B';
    for (const { t: at, about: why, sub } of messagesOf(stream, one, optInAt!, bought)) {
      if (at < optInAt! || at >= stop || at >= until) continue;
      const isFlow = why >= FLOW_BASE;
      const rates = isFlow ? FLOW_RATES : CAMPAIGN_RATES;
      const delivery = stream('send.delivery', id, sub).uniform();
      if (delivery < BOUNCE) {
        note(at + MINUTES, id, BOUNCED, why);
        if (delivery < BOUNCE / 3) {
          stop = at + MINUTES;
          stopReason.set(id, 'HARD_BOUNCE');
        }
        continue;
      }
      note(at, id, RECEIVED, why);
      if (hidesOpens && stream('send.machine_opens', id, sub).happens(0.95))
        note(at + stream('send.machine_open_delay', id, sub).uniform() / 12, id, OPENED, why, 1);
      if (stream('send.opens', id, sub).happens(Math.min(0.95, rates.open * engagement))) {
        const opened = at + MINUTES + 0.2 * stream('send.open_delay', id, sub).exponential();
        note(opened, id, OPENED, why);
        const lift = isB && !isFlow && at >= EMAIL_TEST.from && at < EMAIL_TEST.to ? 1.35 : 1;
        if (stream('send.clicks', id, sub).happens(rates.click * lift)) note(opened + MINUTES, id, CLICKED, why);
      }
      const leaving = stream('send.leaves', id, sub).uniform();
      if (leaving < rates.unsubscribe + rates.spam) {
        stop = at + 0.02 + 0.3 * stream('send.leave_delay', id, sub).uniform();
        const isSpam = leaving >= rates.unsubscribe;
        note(stop, id, isSpam ? SPAM : UNSUBSCRIBED, why);
        stopReason.set(id, isSpam ? 'SPAM_COMPLAINT' : 'UNSUBSCRIBE');
      }
    }
    stoppedAt[id] = stop;
  }

  const order = sortedByTime(t.subarray(0, count), person, metric);
  return {
    count,
    t: inOrder(t, order),
    person: inOrder(person, order),
    metric: inOrder(metric, order),
    about: inOrder(about, order),
    machine: inOrder(machine, order),
    stoppedAt,
    stopReason,
  };
}

/** Everything the mailer would send one person, in the order of time. `sub` names the send's random stream for good. */
function messagesOf(
  stream: Streams,
  person: Person,
  optInAt: number,
  orders: readonly { readonly day: number; readonly fill: number }[],
): Message[] {
  const messages: Message[] = [];
  const morning = (10 - REGIONS[person.region]!.zone) / 24;
  for (let campaign = campaignsUntil(optInAt); campaignDay(campaign) < HORIZON; campaign++) {
    messages.push({ t: campaignDay(campaign) + morning, about: campaign, sub: campaign });
  }
  for (const [step, days] of [0.01, 2, 5].entries())
    messages.push({ t: optInAt + days, about: FLOW_BASE, sub: 1000 + step });
  for (const [at, { day, fill }] of orders.entries()) {
    const sub = 2000 + 8 * at;
    if (stream('cart.left_before_order', person.id, fill).happens(0.5)) {
      const left = Math.max(optInAt, day - 3 * stream('cart.left_days_before', person.id, fill).exponential());
      for (const [step, wait] of [0.04, 1].entries())
        if (left + wait < day) messages.push({ t: left + wait, about: FLOW_BASE + 1, sub: sub + step });
    }
    for (const [step, wait] of [3, 14].entries())
      messages.push({ t: day + wait, about: FLOW_BASE + 2, sub: sub + 2 + step });
    const next = orders[at + 1]?.day ?? HORIZON;
    if (next - day > 90) messages.push({ t: day + 90, about: FLOW_BASE + 3, sub: sub + 4 });
  }
  return messages.sort((a, b) => a.t - b.t || a.sub - b.sub);
}
