// People in trouble: who writes to whom about what, and how it ends. Planned at birth from each case's own streams.
import { DAY_MS, dateOf, daysFromThanksgiving, HORIZON, msOf, NEVER } from '../calendar/calendar.ts';
import { isCanary, makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import { exp, KIND, Stream } from '../random/rng.ts';
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
export function casesOf({ seed, intents, asOf }: Simulation): Case[] {
  const until = (asOf - msOf(0)) / DAY_MS;
  const cases: Case[] = [];
  const seen = new Set<number>();
  const draw = new Stream(seed);
  for (let intent = 0; intent < intents.count; intent++) {
    if (intents.t[intent]! >= until) break;
    const person = intents.person[intent]!;
    const severity = intents.problem[intent]!;
    const isFirst = isCanary(person) && !seen.has(person);
    if (isFirst) seen.add(person);
    if (severity === 0 && !isFirst) continue;
    const plan = (desk?: Case['desk']) => {
      const one = caseOf(draw, seed, person, intent, intents.n[intent]!, intents.t[intent]!, severity === 2, desk);
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
  draw: Stream,
  seed: number,
  person: number,
  intent: number,
  n: number,
  t: number,
  severe: boolean,
  given: Case['desk'] | undefined,
): Case {
  draw.reset(KIND.ticket, given === 'chat' ? 2 : 1, person, n);
  const topic = severe ? (draw.uniform() < 0.5 ? 2 : 3) : draw.choose(TOPICS.map(({ weight }) => weight));
  const [least, mean] = TOPICS[topic]!.after;
  const opened = t + least + mean * draw.exponential();
  const inEuroZone = REGIONS[makePerson(seed, person).region]!.storefront === 'woocommerce';
  const chats = draw.uniform() < CHATS;
  const desk = given ?? (inEuroZone || chats ? 'chat' : 'helpdesk');
  const writes = draw.uniform();
  const k = daysFromThanksgiving(dateOf(opened));
  const rush = k >= 0 && k <= 14 ? 3 : 1;
  const replied = opened + (2 / 24) * exp(0.9 * draw.normal());
  const solved = replied + (rush * 6.3 * exp(0.9 * draw.normal())) / 24;
  const reopened = draw.uniform() < 0.09 ? solved + 0.1 + draw.exponential() : NEVER;
  const settled = reopened === NEVER ? solved : reopened + 0.3 * draw.exponential();
  const asked = draw.uniform() < 0.7;
  const answers = draw.uniform() < 0.22;
  const rated = asked && answers ? settled + draw.exponential() : NEVER;
  const good = draw.uniform() < (severe ? 0.25 : 0.86);
  const isDeleted = draw.uniform() < DELETED[desk] && !isCanary(person);
  const spam = draw.uniform() < SPAM;
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
    deleted: isDeleted ? settled + CLOSES_AFTER + 20 * draw.exponential() : NEVER,
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
