import { HORIZON, msOf, START_MS } from './calendar.ts';
import { collectionOf } from './collection.ts';
import type {
  DeskOwner,
  DeskUser,
  Helpdesk,
  Organization,
  SatisfactionRating,
  Ticket,
  TicketComment,
  TicketField,
} from './helpdesk.ts';
import { emailOn, type Identity, identityOf } from './identity.ts';
import { isCanary, makePerson } from './people.ts';
import { KIND, Stream } from './rng.ts';
import type { Simulation } from './simulation.ts';
import { type Case, casesOf, secondOf, TOPICS } from './support.ts';
import type { Collection } from './world.ts';

const TICKET_BASE = 20_000;
const USER_BASE = 377_900_000_000;
const AGENT_BASE = 377_800_000_000;
const ORGANIZATION_BASE = 360_363_000_000;
const RATING_BASE = 390_000_000_000;
const FIELD_BASE = 360_011_000_000;
const AUDIT_BASE = 2_100_000_000;
const GROUPS = ['360004077472', '360004077473'];
const NEVER = Number.POSITIVE_INFINITY;
const MERGED = 0.02;
const OTHER_EMAIL = 0.5;
const IN_ORGANIZATION = 0.04;
const ERASED = 'SCRUBBED';
/** Deleted tickets lose their texts so many days later. */
const SCRUBBED_AFTER = 30;

const AGENTS = [
  { name: 'Noor Desk', role: 'admin' },
  { name: 'Hugo Desk', role: 'agent' },
  { name: 'Vera Desk', role: 'agent' },
  { name: 'Wim Desk', role: 'agent' },
] as const;
const agentEmail = (agent: number) => `${AGENTS[agent]!.name.split(' ')[0]!.toLowerCase()}.desk@example.org`;
const agentId = (agent: number) => String(AGENT_BASE + agent);

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

interface Requester {
  readonly person: number;
  readonly kind: 'own' | 'other_email' | 'spam';
  readonly opened: number[];
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
          record: String(USER_BASE + user),
          person,
          defect: kind,
          ...(erased <= simulation.asOf && erased >= msOf(opened[0]!) ? { erasedAt: erased } : {}),
        };
      }
    },
  };
}

interface Writer {
  readonly nameOfUser: (user: number) => string;
  readonly emailOfUser: (user: number, day: number) => string;
  readonly identityOfUser: (user: number) => Identity;
  readonly organizationOf: (user: number) => string | undefined;
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

const latest = (asOf: number, days: readonly number[]): number | undefined => {
  const seen = days
    .filter((day) => day < HORIZON)
    .map(secondOf)
    .filter((at) => at <= asOf);
  return seen.length === 0 ? undefined : Math.max(...seen);
};
const has = (day: number, asOf: number) => day < HORIZON && secondOf(day) <= asOf;

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
        requesterId: String(USER_BASE + user),
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

function usersOf({ seed }: Simulation, requesters: readonly Requester[], writer: Writer): Collection<DeskUser> {
  const agents = AGENTS.length;
  const erasedOn = (user: number) => {
    const { person, kind, opened } = requesters[user]!;
    if (kind === 'spam') return NEVER;
    const { redactedOn } = identityOf(seed, makePerson(seed, person));
    return redactedOn >= opened[0]! ? redactedOn : NEVER;
  };
  /** A user changes when they first write under another address, and when they are erased. */
  const changesOf = (user: number): number[] => {
    const { opened, kind } = requesters[user]!;
    const moves =
      kind === 'own'
        ? opened.filter(
            (day, at) => at > 0 && writer.emailOfUser(user, day) !== writer.emailOfUser(user, opened[at - 1]!),
          )
        : [];
    return [opened[0]!, ...moves, erasedOn(user)];
  };
  return collectionOf<DeskUser>({
    size: agents + requesters.length,
    idOf: (at) => (at < agents ? agentId(at) : String(USER_BASE + at - agents)),
    positionOf: (id) => (Number(id) < USER_BASE ? Number(id) - AGENT_BASE : Number(id) - USER_BASE + agents),
    timeOf: (at, asOf) => (at < agents ? START_MS : latest(asOf, changesOf(at - agents))),
    render: (at, asOf) => {
      if (at < agents)
        return {
          id: agentId(at),
          name: AGENTS[at]!.name,
          email: agentEmail(at),
          role: AGENTS[at]!.role,
          locale: 'en-US',
          active: true,
          suspended: false,
          createdAt: START_MS,
          updatedAt: START_MS,
        };
      const user = at - agents;
      const { kind, opened } = requesters[user]!;
      const common = {
        id: String(USER_BASE + user),
        role: 'end-user' as const,
        locale: 'en-US',
        createdAt: secondOf(opened[0]!),
        updatedAt: latest(asOf, changesOf(user))!,
      };
      if (has(erasedOn(user), asOf))
        return { ...common, name: 'Permanently Deleted User', active: false, suspended: false };
      const { phone, freeText } = writer.identityOfUser(user);
      const organizationId = writer.organizationOf(user);
      const day = (asOf - START_MS) / 86_400_000;
      return {
        ...common,
        name: writer.nameOfUser(user),
        email: writer.emailOfUser(user, day),
        ...(phone === undefined || kind !== 'own' ? {} : { phone }),
        ...(organizationId === undefined ? {} : { organizationId }),
        ...(freeText === undefined ? {} : { notes: freeText }),
        active: true,
        suspended: kind === 'spam',
      };
    },
  });
}

const SHARED_ORGANIZATIONS = ['Kennel Supplies', 'Office Gifts', 'Corner Store'];

function organizationsOf({ seed }: Simulation, requesters: readonly Requester[]) {
  const made: { name: string; domain: string; since: number; deletedOn: number }[] = SHARED_ORGANIZATIONS.map(
    (name, at) => ({ name, domain: `org${at}.example.org`, since: 0, deletedOn: at === 2 ? 600 : NEVER }),
  );
  const of = new Map<number, string>();
  for (const [user, { person, kind, opened }] of requesters.entries()) {
    if (kind !== 'own') continue;
    const { company } = identityOf(seed, makePerson(seed, person));
    if (company !== undefined) {
      of.set(user, String(ORGANIZATION_BASE + made.length));
      made.push({ name: company, domain: `c${person}.example.org`, since: opened[0]!, deletedOn: NEVER });
    } else {
      const draw = new Stream(seed, KIND.identity, 24, person);
      if (draw.uniform() < IN_ORGANIZATION) of.set(user, String(ORGANIZATION_BASE + Math.floor(draw.uniform() * 2)));
    }
  }
  const view = collectionOf<Organization>({
    size: made.length,
    idOf: (at) => String(ORGANIZATION_BASE + at),
    positionOf: (id) => Number(id) - ORGANIZATION_BASE,
    timeOf: (at, asOf) => latest(asOf, [made[at]!.since, made[at]!.deletedOn]),
    render: (at, asOf) => ({
      id: String(ORGANIZATION_BASE + at),
      name: made[at]!.name,
      domain: made[at]!.domain,
      createdAt: secondOf(made[at]!.since),
      updatedAt: latest(asOf, [made[at]!.since, made[at]!.deletedOn])!,
      ...(has(made[at]!.deletedOn, asOf) ? { deletedAt: secondOf(made[at]!.deletedOn) } : {}),
    }),
  });
  return { of, view };
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
        requesterId: String(USER_BASE + user),
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
        authorId: byCustomer ? String(USER_BASE + plan.user) : agentId(plan.agent),
        body,
        isPublic: k !== 2,
        channel: byCustomer && plan.of.channel === 'email' ? 'email' : 'web',
        at: secondOf(day),
      };
    },
  });
}

export const TOPIC_FIELD = String(FIELD_BASE + 7);
export const ORDER_FIELD = String(FIELD_BASE + 8);
export const NOTE_FIELD = String(FIELD_BASE + 9);
export const PHOTO_FIELD = String(FIELD_BASE + 10);
const FIELDS: readonly TicketField[] = [
  ...['subject', 'description', 'status', 'tickettype', 'priority', 'group', 'assignee'].map((type, at) => ({
    id: String(FIELD_BASE + at),
    type,
    title: type === 'tickettype' ? 'Type' : type[0]!.toUpperCase() + type.slice(1),
    removable: false,
  })),
  {
    id: TOPIC_FIELD,
    type: 'tagger',
    title: 'Topic',
    removable: true,
    options: TOPICS.map(({ name, value }, at) => ({ id: String(FIELD_BASE + 500 + at), name, value })),
  },
  { id: ORDER_FIELD, type: 'text', title: 'Order number', removable: true },
  { id: NOTE_FIELD, type: 'textarea', title: 'Anything else', removable: true },
  { id: PHOTO_FIELD, type: 'checkbox', title: 'Photo attached', removable: true },
];
