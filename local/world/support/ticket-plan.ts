// Which tickets there are, and how each goes.
import { NEVER } from '../calendar/calendar.ts';
import { identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import type { Simulation } from '../simulation.ts';
import { AGENTS, type Requester } from './desk-people.ts';
import { type Case, casesOf, TOPICS } from './support.ts';

const TICKET_BASE = 20_000;
const GROUPS = ['360004077472', '360004077473'];
const MERGED = 0.02;
const OTHER_EMAIL = 0.5;
/** Deleted tickets lose their texts so many days later. */
const SCRUBBED_AFTER = 30;

/** Of a ticket, by the place of its plan; and back. */
export const ticketId = (ticket: number): string => String(TICKET_BASE + ticket);
export const ticketAt = (id: string): number => Number(id) - TICKET_BASE;

/** A ticket as planned: a case of somebody, or an offer nobody asked for. */
export interface TicketPlan {
  readonly of: Case;
  readonly user: number;
  readonly agent: number;
  readonly isSpam: boolean;
  readonly isMerged: boolean;
  /** When its texts were crossed out; infinite when they were not. */
  readonly scrubbed: number;
}

/** Tickets as they were opened; who wrote them is added to `requesters`. */
export function plansOf(simulation: Simulation, requesters: Requester[]): TicketPlan[] {
  const { stream } = simulation;
  const users = new Map<string, number>();
  const userOf = (person: number, kind: Requester['kind'], opened: number): number => {
    const key = `${kind}/${person}`;
    const known = users.get(key);
    if (known !== undefined) {
      requesters[known]!.opened.push(opened);
      return known;
    }
    users.set(key, requesters.length);
    requesters.push({ person, kind, opened: [opened] });
    return requesters.length - 1;
  };
  const plans: TicketPlan[] = [];
  for (const one of casesOf(simulation)) {
    if (one.desk !== 'helpdesk') continue;
    const identity = identityOf(stream, makePerson(stream, one.person));
    const { person, n } = one;
    const byOther =
      identity.otherEmail !== undefined && stream('ticket.by_other_email', person, n).happens(OTHER_EMAIL);
    const agent = 1 + stream('ticket.agent', person, n).below(AGENTS.length - 1);
    const wroteBefore = users.has(`own/${person}`);
    const isMerged = wroteBefore && stream('ticket.merged', person, n).happens(MERGED);
    const user = userOf(one.person, byOther ? 'other_email' : 'own', one.opened);
    const erased = identity.redactedOn >= one.opened ? identity.redactedOn : NEVER;
    const scrubbed = Math.min(erased, one.deleted + SCRUBBED_AFTER);
    plans.push({ of: one, user, agent, isSpam: false, isMerged, scrubbed });
    if (one.spam) {
      const opened = one.opened + 0.01;
      const spam = {
        ...one,
        opened,
        channel: 'email',
        replied: NEVER,
        solved: NEVER,
        reopened: NEVER,
        asked: false,
      } as const;
      const offer = { ...spam, settled: NEVER, closed: NEVER, rated: NEVER, deleted: opened + 0.5 };
      plans.push({
        of: offer,
        user: userOf(one.person, 'spam', opened),
        agent,
        isSpam: true,
        isMerged: false,
        scrubbed: opened + 0.5 + SCRUBBED_AFTER,
      });
    }
  }
  return plans.sort((a, b) => a.of.opened - b.of.opened || a.user - b.user);
}

/** A question before buying is about no order. */
export const isBefore = ({ topic }: Case) => TOPICS[topic]!.name === 'Product question';

/** The actions of people and agents on a ticket; a merged one is closed without an answer. */
export const doneBy = ({ of, isMerged }: TicketPlan): number[] =>
  isMerged ? [of.opened, of.opened + 0.1] : [of.opened, of.replied, of.solved, of.reopened, of.settled, of.rated];

/** Severe cases have a group of their own. */
export const groupOf = ({ severe }: Case): string => GROUPS[severe ? 1 : 0]!;
