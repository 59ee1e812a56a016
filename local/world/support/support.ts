// People in trouble: who writes to whom about what, and how it ends. Planned at birth from each case's own streams.
import { DAY_MS, dateOf, daysFromThanksgiving, HORIZON, msOf, NEVER } from '../calendar/calendar.ts';
import { isCanary, makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import { exp } from '../random/exact-math.ts';
import type { Streams } from '../random/streams.ts';
import type { Simulation } from '../simulation.ts';

export interface Topic {
  readonly name: string;
  readonly value: string;
  readonly weight: number;
  readonly subject: string;
  /** Days between the wish to buy and the letter: least, and mean of what comes on top. */
  readonly after: readonly [number, number];
}

export const TOPICS: readonly Topic[] = [
  { name: 'Where is my order', value: 'topic_where', weight: 16, subject: 'Where is my order?', after: [3, 3] },
  { name: 'Return', value: 'topic_return', weight: 24, subject: 'I want to send something back', after: [5, 6] },
  { name: 'Damaged', value: 'topic_damaged', weight: 9, subject: 'It arrived broken', after: [3, 2] },
  { name: 'Wrong item', value: 'topic_wrong_item', weight: 7, subject: 'This is not what I ordered', after: [3, 2] },
  { name: 'Payment', value: 'topic_payment', weight: 8, subject: 'A question about my payment', after: [0.02, 0.5] },
  {
    name: 'Product question',
    value: 'topic_product',
    weight: 22,
    subject: 'A question before I buy',
    after: [0.01, 0.2],
  },
  { name: 'Other', value: 'topic_other', weight: 14, subject: 'Hello', after: [0.1, 4] },
];

/** Everything about one case; days since the opening, infinite for what never happens. */
export interface Case {
  readonly person: number;
  /** Place of the intent it is about. */
  readonly intent: number;
  readonly n: number;
  readonly topic: number;
  readonly severe: boolean;
  readonly desk: 'helpdesk' | 'chat';
  readonly channel: 'email' | 'web' | 'chat';
  readonly opened: number;
  readonly replied: number;
  readonly solved: number;
  readonly reopened: number;
  /** Solved for good, behind a reopening. */
  readonly settled: number;
  readonly closed: number;
  readonly asked: boolean;
  readonly rated: number;
  readonly good: boolean;
  readonly deleted: number;
  readonly spam: boolean;
}

/** Share of people outside the euro zone who write into the chat. */
const CHATS = 0.35;
/** Share of cases an agent deletes: tickets are rarely deleted, talks that led nowhere are. */
const DELETED = { helpdesk: 0.003, chat: 0.05 };
const SPAM = 0.01;
/** A solved case is closed by the desk itself so many days later. */
const CLOSES_AFTER = 4;

/** All cases opened before now, oldest first. Whoever has a problem writes; a canary writes to both desks. */
export function casesOf({ stream, intents, asOf }: Simulation): Case[] {
  const until = (asOf - msOf(0)) / DAY_MS;
  const cases: Case[] = [];
  const seen = new Set<number>();
  for (let intent = 0; intent < intents.count; intent++) {
    if (intents.t[intent]! >= until) break;
    const person = intents.person[intent]!;
    const severity = intents.problem[intent]!;
    const isFirst = isCanary(person) && !seen.has(person);
    if (isFirst) seen.add(person);
    if (severity === 0 && !isFirst) continue;
    const plan = (desk?: Case['desk']) => {
      const one = caseOf(stream, person, intent, intents.n[intent]!, intents.t[intent]!, severity === 2, desk);
      if (one.opened < until) cases.push(one);
    };
    if (isFirst) {
      plan('helpdesk');
      plan('chat');
    } else plan();
  }
  return cases.sort((a, b) => a.opened - b.opened || a.person - b.person || a.n - b.n);
}

function caseOf(
  stream: Streams,
  person: number,
  intent: number,
  n: number,
  t: number,
  severe: boolean,
  given: Case['desk'] | undefined,
): Case {
  const copy = given === 'chat' ? 1 : 0; // the second case of somebody who writes to both desks
  const topic = severe
    ? stream('case.severe_topic', person, n, copy).happens(0.5)
      ? 2
      : 3
    : stream('case.topic', person, n, copy).choose(TOPICS.map(({ weight }) => weight));
  const [least, mean] = TOPICS[topic]!.after;
  const opened = t + least + mean * stream('case.delay', person, n, copy).exponential();
  const inEuroZone = REGIONS[makePerson(stream, person).region]!.storefront === 'woocommerce';
  const chats = stream('case.chats', person, n, copy).happens(CHATS);
  const desk = given ?? (inEuroZone || chats ? 'chat' : 'helpdesk');
  const writes = stream('case.channel', person, n, copy).uniform();
  const k = daysFromThanksgiving(dateOf(opened));
  const rush = k >= 0 && k <= 14 ? 3 : 1;
  const replied = opened + (2 / 24) * exp(0.9 * stream('case.first_reply', person, n, copy).normal());
  const solved = replied + (rush * 6.3 * exp(0.9 * stream('case.resolution', person, n, copy).normal())) / 24;
  const reopened = stream('case.reopened', person, n, copy).happens(0.09)
    ? solved + 0.1 + stream('case.reopen_delay', person, n, copy).exponential()
    : NEVER;
  const settled =
    reopened === NEVER ? solved : reopened + 0.3 * stream('case.second_resolution', person, n, copy).exponential();
  const asked = stream('case.rating_asked', person, n, copy).happens(0.7);
  const answers = stream('case.rating_given', person, n, copy).happens(0.22);
  const rated = asked && answers ? settled + stream('case.rating_delay', person, n, copy).exponential() : NEVER;
  const good = stream('case.rating_good', person, n, copy).happens(severe ? 0.25 : 0.86);
  const isDeleted = !isCanary(person) && stream('case.deleted', person, n, copy).happens(DELETED[desk]);
  const deleted = isDeleted
    ? settled + CLOSES_AFTER + 20 * stream('case.delete_delay', person, n, copy).exponential()
    : NEVER;
  const spam = stream('case.followed_by_spam', person, n, copy).happens(SPAM);
  return {
    person,
    intent,
    n,
    topic,
    severe,
    desk,
    channel: desk === 'chat' ? (inEuroZone && writes < 0.4 ? 'email' : 'chat') : writes < 0.7 ? 'email' : 'web',
    opened,
    replied,
    solved,
    reopened,
    settled,
    closed: settled + CLOSES_AFTER,
    asked,
    rated,
    good,
    deleted,
    spam,
  };
}

/** The vendor's times have whole seconds. */
export const secondOf = (day: number): number => Math.floor(msOf(day) / 1000) * 1000;

/** The last of these moments that has come by then, in milliseconds; days beyond the horizon never come. */
export const latest = (asOf: number, days: readonly number[]): number | undefined => {
  const seen = days
    .filter((day) => day < HORIZON)
    .map(secondOf)
    .filter((at) => at <= asOf);
  return seen.length === 0 ? undefined : Math.max(...seen);
};
export const has = (day: number, asOf: number): boolean => day < HORIZON && secondOf(day) <= asOf;
