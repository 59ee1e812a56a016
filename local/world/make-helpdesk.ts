import { HORIZON, msOf } from './calendar.ts';
import { collectionOf } from './collection.ts';
import { FIELDS } from './desk-fields.ts';
import { AGENTS, agentId, organizationsOf, type Requester, userId, usersOf, type Writer } from './desk-people.ts';
import { emailOn, identityOf } from './identity.ts';
import { isCanary, makePerson } from './person.ts';
import type { Collection } from './records/collection.ts';
import type { DeskOwner, Helpdesk, SatisfactionRating, Ticket, TicketComment } from './records/helpdesk.ts';
import { KIND, Stream } from './rng.ts';
import type { Simulation } from './simulation.ts';
import { type Case, casesOf, has, latest, secondOf, TOPICS } from './support.ts';

const TICKET_BASE = 20_000;
const RATING_BASE = 390_000_000_000;
const AUDIT_BASE = 2_100_000_000;
const GROUPS = ['360004077472', '360004077473'];
const NEVER = Number.POSITIVE_INFINITY;
const MERGED = 0.02;
const OTHER_EMAIL = 0.5;
const ERASED = 'SCRUBBED';
/** Deleted tickets lose their texts so many days later. */
const SCRUBBED_AFTER = 30;

/** A ticket as planned: a case of somebody, or an offer nobody asked for. */
interface Plan {
  readonly of: Case;
  readonly user: number;
  readonly agent: number;
  readonly isSpam: boolean;
  readonly isMerged: boolean;
  /** When its texts were crossed out; infinite when they were not. */
  readonly scrubbed: number;
}

/** Letters and forms of people outside the euro zone, their writers, and what they thought of the answers. */
export function makeHelpdesk(simulation: Simulation, orderIdOf: (intent: number) => string | undefined): Helpdesk {
  const { seed } = simulation;
  const requesters: Requester[] = [];
  const plans = plansOf(simulation, requesters);
  const identityOfUser = (user: number) => identityOf(seed, makePerson(seed, requesters[user]!.person));
  const emailOfUser = (user: number, day: number): string => {
    const { kind, opened } = requesters[user]!;
    if (kind === 'spam') return `offers.${user}@example.net`;
    const identity = identityOfUser(user);
    if (kind === 'other_email') return identity.otherEmail!;
    return emailOn(identity, opened.findLast((at) => at <= day) ?? opened[0]!);
  };
  const nameOfUser = (user: number) => {
    if (requesters[user]!.kind === 'spam') return 'Great Offers';
    const { first, last } = identityOfUser(user);
    return `${first} ${last}`;
  };
  const organizations = organizationsOf(simulation, requesters);
  const organizationOf = (user: number) => organizations.of.get(user);
  const writer = { nameOfUser, emailOfUser, organizationOf, identityOfUser };

  return {
    tickets: ticketsOf(plans, writer, orderIdOf),
    users: usersOf(simulation, requesters, writer),
    organizations: organizations.view,
    ratings: ratingsOf(plans),
    comments: commentsOf(plans, writer),
    fields: FIELDS,
    *owners(): Iterable<DeskOwner> {
      for (const [user, { person, kind, opened }] of requesters.entries()) {
        if (kind === 'spam') continue;
        const erased = msOf(identityOf(seed, makePerson(seed, person)).redactedOn);
        yield {
          record: userId(user),
          person,
          defect: kind,
          ...(erased <= simulation.asOf && erased >= msOf(opened[0]!) ? { erasedAt: erased } : {}),
        };
      }
    },
  };
}

function plansOf(simulation: Simulation, requesters: Requester[]): Plan[] {
  const { seed } = simulation;
  const users = new Map<string, number>();
  const draw = new Stream(seed);
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
  const plans: Plan[] = [];
  for (const one of casesOf(simulation)) {
    if (one.desk !== 'helpdesk') continue;
    const identity = identityOf(seed, makePerson(seed, one.person));
    draw.reset(KIND.ticket, 3, one.person, one.n);
    const byOther = identity.otherEmail !== undefined && draw.uniform() < OTHER_EMAIL;
    const agent = 1 + Math.floor(draw.uniform() * (AGENTS.length - 1));
    const wroteBefore = users.has(`own/${one.person}`);
    const isMerged = draw.uniform() < MERGED && wroteBefore;
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
const isBefore = ({ topic }: Case) => TOPICS[topic]!.name === 'Product question';

/** What people and agents do with a ticket; a merged one is closed without an answer. */
const doneBy = ({ of, isMerged }: Plan): number[] =>
  isMerged ? [of.opened, of.opened + 0.1] : [of.opened, of.replied, of.solved, of.reopened, of.settled, of.rated];

function ticketsOf(plans: readonly Plan[], writer: Writer, orderIdOf: (intent: number) => string | undefined) {
  const touched = (plan: Plan, asOf: number) =>
    latest(asOf, [...doneBy(plan), plan.isMerged ? NEVER : plan.of.closed, plan.of.deleted, plan.scrubbed]);
  return collectionOf<Ticket>({
    size: plans.length,
    idOf: (at) => String(TICKET_BASE + at),
    positionOf: (id) => Number(id) - TICKET_BASE,
    timeOf: (at, asOf) => (has(plans[at]!.of.opened, asOf) ? touched(plans[at]!, asOf) : undefined),
    render: (at, asOf) => {
      const plan = plans[at]!;
      const { of, user } = plan;
      const topic = TOPICS[of.topic]!;
      const scrubbed = has(plan.scrubbed, asOf);
      const { freeText } = writer.identityOfUser(user);
      const orderId = plan.isSpam || isBefore(of) ? undefined : orderIdOf(of.intent);
      const organizationId = writer.organizationOf(user);
      const solvedAt = has(of.settled, asOf) ? of.settled : has(of.solved, asOf) ? of.solved : undefined;
      const isRated = has(of.rated, asOf);
      const isOffered = of.asked && has(of.settled, asOf) && !plan.isMerged;
      return {
        id: String(TICKET_BASE + at),
        channel: of.channel === 'web' ? 'web' : 'email',
        requesterId: userId(user),
        from: scrubbed
          ? { name: ERASED, email: `${ERASED.toLowerCase()}@example.org` }
          : { name: writer.nameOfUser(user), email: writer.emailOfUser(user, of.opened) },
        ...(has(of.replied, asOf) && !plan.isMerged ? { assigneeId: agentId(plan.agent) } : {}),
        groupId: GROUPS[of.severe ? 1 : 0]!,
        ...(organizationId === undefined ? {} : { organizationId }),
        subject: scrubbed ? ERASED : plan.isSpam ? 'You have won' : topic.subject,
        description: scrubbed ? ERASED : letterOf(plan, writer),
        status: statusOf(plan, asOf),
        priority: of.severe ? 'high' : 'normal',
        topic: topic.value,
        ...(orderId === undefined || scrubbed ? {} : { orderId }),
        ...(freeText === undefined || scrubbed ? {} : { freeText }),
        tags: scrubbed ? [] : [topic.value, ...(plan.isMerged ? ['closed_by_merge'] : [])],
        ...(isOffered ? { rating: ratingOf(of, isRated, scrubbed ? undefined : freeText) } : {}),
        scrubbed,
        createdAt: secondOf(of.opened),
        updatedAt: latest(asOf, doneBy(plan))!,
        touchedAt: touched(plan, asOf)!,
        ...(has(of.replied, asOf) && !plan.isMerged ? { repliedAt: secondOf(of.replied) } : {}),
        ...(solvedAt === undefined || plan.isMerged ? {} : { solvedAt: secondOf(solvedAt) }),
        reopens: has(of.reopened, asOf) ? 1 : 0,
        replies: [of.replied, of.settled].filter((day) => has(day, asOf) && !plan.isMerged).length,
      };
    },
  });
}

function ratingOf(of: Case, isRated: boolean, freeText: string | undefined): NonNullable<Ticket['rating']> {
  if (!isRated) return { score: 'offered' };
  return { score: of.good ? 'good' : 'bad', ...(freeText === undefined ? {} : { comment: freeText }) };
}

function statusOf({ of, isMerged, scrubbed }: Plan, asOf: number): Ticket['status'] {
  if (has(of.deleted, asOf) || has(scrubbed, asOf)) return 'deleted';
  if (isMerged) return has(of.opened + 0.1, asOf) ? 'closed' : 'new';
  if (has(of.closed, asOf)) return 'closed';
  if (has(of.settled, asOf)) return 'solved';
  if (has(of.reopened, asOf)) return 'open';
  if (has(of.solved, asOf)) return 'solved';
  return has(of.replied, asOf) ? 'pending' : 'new';
}

/** What a person writes names them, on purpose. */
function letterOf({ of, user, isSpam }: Plan, writer: Writer): string {
  if (isSpam) return 'Click here before midnight.';
  const { phone, freeText } = writer.identityOfUser(user);
  const reach = phone === undefined ? writer.emailOfUser(user, of.opened) : phone;
  return [`${TOPICS[of.topic]!.subject} My name is ${writer.nameOfUser(user)}, you reach me at ${reach}.`, freeText]
    .filter((line) => line !== undefined)
    .join('\n');
}

function ratingsOf(plans: readonly Plan[]): Collection<SatisfactionRating> {
  const asked = plans.flatMap((plan, at) => (plan.of.asked && !plan.isMerged && !plan.isSpam ? [at] : []));
  return collectionOf<SatisfactionRating>({
    size: asked.length,
    idOf: (at) => String(RATING_BASE + at),
    positionOf: (id) => Number(id) - RATING_BASE,
    timeOf: (at, asOf) => latest(asOf, [plans[asked[at]!]!.of.settled, plans[asked[at]!]!.of.rated]),
    render: (at, asOf) => {
      const { of, user, agent } = plans[asked[at]!]!;
      return {
        id: String(RATING_BASE + at),
        ticketId: String(TICKET_BASE + asked[at]!),
        requesterId: userId(user),
        assigneeId: agentId(agent),
        groupId: GROUPS[of.severe ? 1 : 0]!,
        ...ratingOf(of, has(of.rated, asOf), isCanary(of.person) ? `zqcanaryt${of.person}` : undefined),
        createdAt: secondOf(of.settled),
        updatedAt: latest(asOf, [of.settled, of.rated])!,
      };
    },
  });
}

function commentsOf(plans: readonly Plan[], writer: Writer): Collection<TicketComment> {
  const said = plans.flatMap((plan, ticket) => {
    const { of } = plan;
    const days =
      plan.isMerged || plan.isSpam ? [of.opened] : [of.opened, of.replied, of.replied + 0.004, of.reopened, of.settled];
    return days.flatMap((day, k) => (day < HORIZON && (k !== 2 || of.severe) ? [{ ticket, k, day }] : []));
  });
  said.sort((a, b) => a.day - b.day || a.ticket - b.ticket || a.k - b.k);
  return collectionOf<TicketComment>({
    size: said.length,
    idOf: (at) => String(AUDIT_BASE + at * 3 + 1),
    positionOf: (id) => (Number(id) - 1 - AUDIT_BASE) / 3,
    timeOf: (at, asOf) => latest(asOf, [said[at]!.day]),
    render: (at, asOf) => {
      const { ticket, k, day } = said[at]!;
      const plan = plans[ticket]!;
      const byCustomer = k === 0 || k === 3;
      const name = has(plan.scrubbed, asOf) ? ERASED : writer.nameOfUser(plan.user);
      const body = [
        has(plan.scrubbed, asOf) ? ERASED : letterOf(plan, writer),
        `Dear ${name}, we are looking into it.`,
        `${name} had trouble before, please be kind.`,
        'It is still not right.',
        `Dear ${name}, this should be settled now.`,
      ][k]!;
      return {
        id: String(AUDIT_BASE + at * 3 + 1),
        auditId: String(AUDIT_BASE + at * 3),
        ticketId: String(TICKET_BASE + ticket),
        authorId: byCustomer ? userId(plan.user) : agentId(plan.agent),
        body,
        isPublic: k !== 2,
        channel: byCustomer && plan.of.channel === 'email' ? 'email' : 'web',
        at: secondOf(day),
      };
    },
  });
}
