// The members of each list, and the effect of each campaign on them. Sends are never stored, only their results.
import { DAY_MS, HORIZON, msOf, NEVER } from '../calendar/calendar.ts';
import { consentOf, redactedOn } from '../people/identity.ts';
import { isCanary, makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { Simulation } from '../simulation.ts';
import { campaignDay, campaignsUntil, mailHabitsOf, purchasesOf } from './sends.ts';

/** The list of the shops in the euro zone, and one from before whose people are all over. */
export const LISTS = ['Newsletter', 'Customers before 2024'] as const;
/** The old list gets every so manieth campaign. */
const OLD_EVERY = 2;
const RATES = { open: 0.25, click: 0.013 / 0.25, unsubscribe: 0.002, spam: 0.0001 };
const BOUNCE = 0.0106;
const MINUTE = 1 / 1440;
/** Share of the other mailer's subscribers whom the old list holds too. */
const ALSO_OLD = 0.08;
const NEVER_TOLD = 0.06;
const ARCHIVED = 0.02;
const DELETED = 0.001;

export const ACTION = { open: 0, click: 1, bounce: 2, hard: 3, unsubscribe: 4, spam: 5 } as const;

/** Members in the order of their ids: by list, then by the moment they came. Days since the opening. */
export interface Membership {
  readonly count: number;
  /** Members of list k are `start[k] … start[k + 1] - 1`. */
  readonly start: readonly [number, number, number];
  readonly person: Uint32Array;
  readonly joined: Float64Array;
  /** When mail began to be welcome; infinite for people who only bought. */
  readonly optIn: Float64Array;
  /** When this list heard that it is not: by mail, by account page through the shop, or never. */
  readonly optOut: Float64Array;
  readonly cleaned: Float64Array;
  readonly archived: Float64Array;
  /** When the record was deleted for good. */
  readonly gone: Float64Array;
}

/** A campaign of a list: its number in the calendar both mailers keep. */
export const campaignsOf = (list: number, until: number): number[] =>
  Array.from({ length: campaignsUntil(until) }, (_, campaign) => campaign).filter(
    (campaign) => list === 0 || campaign % OLD_EVERY === 1,
  );
export const sentOn = (campaign: number): number => campaignDay(campaign) + 9 / 24;

/** The results of all sends, by campaign, and within a campaign by member. */
export interface Outcomes {
  /** Rows of list k's campaign c are `from(k, c) … to(k, c) - 1`. */
  rowsOf(list: number, campaign: number): readonly [number, number];
  readonly member: Uint32Array;
  readonly action: Uint8Array;
  readonly t: Float64Array;
  readonly sent: Uint16Array;
  readonly opened: Uint16Array;
  readonly clicked: Uint16Array;
}

export function membershipOf(simulation: Simulation): Membership {
  const { stream, intents, fills, dimensions, asOf } = simulation;
  const until = (asOf - msOf(0)) / DAY_MS;
  const purchases = purchasesOf(simulation);
  const lists: { person: number; joined: number; optIn: number }[][] = [[], []];
  for (let id = 0; id < dimensions.people; id++) {
    const arrival = intents.arrival[id]!;
    if (arrival >= until) continue;
    const { region, subscribes } = makePerson(stream, id);
    const isOurs = REGIONS[region]!.storefront === 'woocommerce';
    const hasBought = purchases.start[id]! < purchases.start[id + 1]!;
    const bought = hasBought ? intents.t[fills.intent[purchases.fill[purchases.start[id]!]!]!]! : NEVER;
    const optIn = subscribes ? arrival : NEVER;
    if (isOurs && (subscribes || hasBought)) lists[0]!.push({ person: id, joined: Math.min(optIn, bought), optIn });
    else if (!isOurs && subscribes && (isCanary(id) || stream('member.also_old_list', id).happens(ALSO_OLD)))
      lists[1]!.push({ person: id, joined: arrival, optIn: arrival });
  }
  const all = lists.flatMap((list) => list.sort((a, b) => a.joined - b.joined || a.person - b.person));
  const column = (value: (one: (typeof all)[number], list: number) => number) =>
    Float64Array.from(all, (one, at) => value(one, at < lists[0]!.length ? 0 : 1));
  return {
    count: all.length,
    start: [0, lists[0]!.length, all.length],
    person: Uint32Array.from(all, ({ person }) => person),
    joined: column(({ joined }) => joined),
    optIn: column(({ optIn }) => optIn),
    optOut: column(({ person }, list) => toldOf(simulation, person, list)),
    cleaned: new Float64Array(all.length).fill(NEVER),
    archived: column(({ person, joined }, list) => {
      const happens = !isCanary(person) && stream('member.archived', person, list).happens(ARCHIVED);
      return happens ? joined + 300 * stream('member.archive_delay', person, list).exponential() : NEVER;
    }),
    gone: column(({ person, joined }, list) => {
      const happens = !isCanary(person) && stream('member.deleted', person, list).happens(DELETED);
      const gone = happens ? joined + 300 * stream('member.delete_delay', person, list).exponential() : NEVER;
      return Math.min(redactedOn(stream, person), gone);
    }),
  };
}

/** When a list hears that a person changed their mind elsewhere: the old one late, or never. */
function toldOf({ stream, intents }: Simulation, person: number, list: number): number {
  const { optOutAt } = consentOf(stream, makePerson(stream, person), intents.arrival[person]!);
  if (optOutAt === undefined) return NEVER;
  if (list === 0) return optOutAt;
  const isTold = !stream('member.never_told', person).happens(NEVER_TOLD);
  return isTold ? optOutAt + 10 * stream('member.told_delay', person).uniform() : NEVER;
}

/** Sends everything until now. Hard bounces and farewells are written into the membership: they end what follows. */
export function sendNews({ stream, asOf }: Simulation, members: Membership): Outcomes {
  const until = (asOf - msOf(0)) / DAY_MS;
  const rows: { list: number; campaign: number; member: number; action: number; t: number }[] = [];
  const sent = new Uint16Array(members.count);
  const opened = new Uint16Array(members.count);
  const clicked = new Uint16Array(members.count);
  for (const list of LISTS.keys()) {
    const campaigns = campaignsOf(list, HORIZON);
    for (let member = members.start[list]!; member < members.start[list + 1]!; member++) {
      const person = members.person[member]!;
      const { engagement, hidesOpens } = mailHabitsOf(stream, person);
      for (const campaign of campaigns) {
        const at = sentOn(campaign);
        if (at >= until) break;
        const stops = Math.min(members.optOut[member]!, members.cleaned[member]!, members.archived[member]!);
        if (at < members.optIn[member]! || at >= Math.min(stops, members.gone[member]!)) continue;
        sent[member]!++;
        const note = (action: number, t: number) => {
          if (t < until) rows.push({ list, campaign, member, action, t });
        };
        const delivery = stream('news.delivery', person, campaign, list).uniform();
        if (delivery < BOUNCE) {
          const isHard = delivery < BOUNCE / 3 && !isCanary(person);
          note(isHard ? ACTION.hard : ACTION.bounce, at + MINUTE);
          if (isHard) members.cleaned[member] = at + MINUTE;
          continue;
        }
        let opens = 0;
        if (hidesOpens && stream('news.machine_opens', person, campaign, list).happens(0.95)) {
          note(ACTION.open, at + stream('news.machine_open_delay', person, campaign, list).uniform() / 12);
          opens++;
        }
        if (stream('news.opens', person, campaign, list).happens(Math.min(0.95, RATES.open * engagement))) {
          const t = at + MINUTE + 0.2 * stream('news.open_delay', person, campaign, list).exponential();
          note(ACTION.open, t);
          opens++;
          if (stream('news.clicks', person, campaign, list).happens(RATES.click)) {
            note(ACTION.click, t + MINUTE);
            clicked[member]!++;
          }
        }
        if (opens > 0) opened[member]!++;
        const leaving = stream('news.leaves', person, campaign, list).uniform();
        if (leaving < RATES.unsubscribe + RATES.spam && !isCanary(person)) {
          const t = at + 0.02 + 0.3 * stream('news.leave_delay', person, campaign, list).uniform();
          note(leaving < RATES.unsubscribe ? ACTION.unsubscribe : ACTION.spam, t);
          members.optOut[member] = Math.min(members.optOut[member]!, t);
        }
      }
    }
  }
  return outcomesOf(rows, { sent, opened, clicked });
}

function outcomesOf(
  rows: { list: number; campaign: number; member: number; action: number; t: number }[],
  counts: Pick<Outcomes, 'sent' | 'opened' | 'clicked'>,
): Outcomes {
  rows.sort((a, b) => a.list - b.list || a.campaign - b.campaign || a.member - b.member || a.t - b.t);
  const begins = new Map<string, [number, number]>();
  for (const [at, { list, campaign }] of rows.entries()) {
    const range = begins.get(`${list}/${campaign}`);
    if (range) range[1] = at + 1;
    else begins.set(`${list}/${campaign}`, [at, at + 1]);
  }
  return {
    ...counts,
    rowsOf: (list, campaign) => begins.get(`${list}/${campaign}`) ?? [0, 0],
    member: Uint32Array.from(rows, ({ member }) => member),
    action: Uint8Array.from(rows, ({ action }) => action),
    t: Float64Array.from(rows, ({ t }) => t),
  };
}
