import { msOf, START_MS } from './calendar.ts';
import { collectionOf } from './collection.ts';
import { consentOf, emailOn, identityOf } from './identity.ts';
import { makePerson } from './person.ts';
import type {
  Chat,
  ChatCompany,
  ChatContact,
  ChatOwner,
  Conversation,
  ConversationPart,
  DeletedConversation,
} from './records/chat.ts';
import type { Collection } from './records/collection.ts';
import { REGIONS } from './regions.ts';
import { KIND, Stream } from './rng.ts';
import type { Simulation } from './simulation.ts';
import { type Case, casesOf, has, latest, secondOf, TOPICS } from './support.ts';

const CONTACT_BASE = 66_000_000;
const LEAD_BASE = 65_000_000;
const CONVERSATION_BASE = 1_000;
const COMPANY_BASE = 63_000_000;
const TAG_BASE = 7_800_200;
const TEAM_BASE = 6_407_160;
const ADMIN_BASE = 4_423_430;
const ADMINS = 3;
const MERGED = 0.2;
const IN_COMPANY = 0.05;
const SHARED_COMPANIES = 4;
const NEVER = Number.POSITIVE_INFINITY;

interface Person {
  readonly person: number;
  readonly cases: Case[];
  /** When the nameless visitor appeared that they turned out to be; infinite when they gave their name at once. */
  readonly visited: number;
  readonly merged: number;
  readonly gone: number;
}

/** Talks with people of all shops, and mail of those in the euro zone. */
export function makeChat(simulation: Simulation): Chat {
  const { seed } = simulation;
  const cases = casesOf(simulation).filter(({ desk }) => desk === 'chat');
  const people = peopleOf(seed, cases);
  const positions = new Map(people.map(({ person }, at) => [person, at]));
  const companies = companiesOf(seed, people);
  return {
    contacts: contactsOf(simulation, people, companies.of),
    conversations: conversationsOf(seed, cases, people, positions),
    deleted: deletedOf(cases),
    companies: companies.view,
    tags: TOPICS.map(({ name }, at) => ({ id: String(TAG_BASE + at), name })),
    teams: ['First line', 'Second line'].map((name, at) => ({
      id: String(TEAM_BASE + at),
      name,
      admins: at === 0 ? [String(ADMIN_BASE), String(ADMIN_BASE + 1)] : [String(ADMIN_BASE + 2)],
    })),
    *owners(): Iterable<ChatOwner> {
      for (const [at, { person, visited, merged, gone }] of people.entries()) {
        const goneAt = msOf(gone);
        yield {
          record: String(CONTACT_BASE + at),
          person,
          defect: 'own',
          ...(goneAt <= simulation.asOf ? { goneAt } : {}),
        };
        if (has(visited, simulation.asOf))
          yield {
            record: String(LEAD_BASE + at),
            person,
            defect: 'lead',
            ...(has(merged, simulation.asOf) ? { mergedInto: String(CONTACT_BASE + at) } : {}),
          };
      }
    },
  };
}

function peopleOf(seed: number, cases: readonly Case[]): Person[] {
  const found = new Map<number, Person>();
  for (const one of cases) {
    const known = found.get(one.person);
    if (known) known.cases.push(one);
    else {
      const draw = new Stream(seed, KIND.identity, 25, one.person);
      const isMerged = draw.uniform() < MERGED;
      const before = 10 * draw.exponential();
      const { redactedOn } = identityOf(seed, makePerson(seed, one.person));
      found.set(one.person, {
        person: one.person,
        cases: [one],
        visited: isMerged ? Math.max(0, one.opened - before) : NEVER,
        merged: isMerged ? one.opened + 0.01 : NEVER,
        gone: redactedOn >= one.opened ? redactedOn : NEVER,
      });
    }
  }
  return [...found.values()];
}

function contactsOf(
  { seed, intents }: Simulation,
  people: readonly Person[],
  companyOf: ReadonlyMap<number, string>,
): Collection<ChatContact> {
  const changesOf = ({ person, cases, merged }: Person): number[] => {
    const { optOutAt } = consentOf(seed, makePerson(seed, person), intents.arrival[person]!);
    const first = cases[0]!.opened;
    const heard = optOutAt !== undefined && optOutAt > first ? optOutAt : NEVER;
    return [...cases.flatMap(({ opened, reopened }) => [opened, reopened]), merged, heard];
  };
  return collectionOf<ChatContact>({
    size: people.length,
    idOf: (at) => String(CONTACT_BASE + at),
    positionOf: (id) => Number(id) - CONTACT_BASE,
    timeOf: (at, asOf) => (has(people[at]!.gone, asOf) ? undefined : latest(asOf, changesOf(people[at]!))),
    render: (at, asOf) => {
      const one = people[at]!;
      const person = makePerson(seed, one.person);
      const identity = identityOf(seed, person);
      const region = REGIONS[person.region]!;
      const wrote = one.cases.filter(({ opened }) => has(opened, asOf)).at(-1)!;
      const { optInAt, optOutAt } = consentOf(seed, person, intents.arrival[one.person]!);
      const companyId = companyOf.get(at);
      return {
        id: String(CONTACT_BASE + at),
        name: `${identity.first} ${identity.last}`,
        email: emailOn(identity, wrote.opened),
        ...(identity.phone === undefined ? {} : { phone: identity.phone }),
        country: region.country,
        region: region.province,
        city: region.city,
        ...(identity.agent === undefined ? {} : { agent: identity.agent }),
        ...(identity.freeText === undefined ? {} : { freeText: identity.freeText }),
        ...(identity.birthday === undefined ? {} : { birthday: identity.birthday }),
        ...(companyId === undefined ? {} : { companyId }),
        unsubscribed: optInAt === undefined || (optOutAt !== undefined && has(optOutAt, asOf)),
        createdAt: secondOf(one.cases[0]!.opened),
        updatedAt: latest(asOf, changesOf(one))!,
        repliedAt: secondOf(wrote.opened),
        ...(has(one.merged, asOf) ? { merged: { id: String(LEAD_BASE + at), at: secondOf(one.merged) } } : {}),
      };
    },
  });
}

/** What happens in a talk, in order; a talk that was deleted is gone. */
function partsOf(of: Case, asOf: number, conversation: number, thanks: string): ConversationPart[] {
  const planned: Omit<ConversationPart, 'id'>[] = [
    { kind: 'assignment', by: 'admin', at: of.opened + 0.001 },
    { kind: 'comment', by: 'admin', body: '<p>We are looking into it.</p>', at: of.replied },
    { kind: 'comment', by: 'user', body: thanks, at: of.replied + 0.002 },
    { kind: 'close', by: 'admin', at: of.solved },
    { kind: 'open', by: 'user', body: '<p>It is still not right.</p>', at: of.reopened },
    { kind: 'close', by: 'admin', at: of.reopened === NEVER ? NEVER : of.settled },
  ];
  return planned.flatMap((part, at) =>
    has(part.at, asOf) ? [{ ...part, id: String(7_000_000_000 + conversation * 10 + at), at: secondOf(part.at) }] : [],
  );
}

function conversationsOf(
  seed: number,
  cases: readonly Case[],
  people: readonly Person[],
  positions: ReadonlyMap<number, number>,
): Collection<Conversation> {
  const changesOf = ({ opened, replied, solved, reopened, settled, rated }: Case) => [
    opened,
    opened + 0.001,
    replied,
    replied + 0.002,
    solved,
    reopened,
    settled,
    rated,
  ];
  const isGone = ({ person, deleted }: Case, asOf: number) =>
    has(deleted, asOf) || has(people[positions.get(person)!]!.gone, asOf);
  return collectionOf<Conversation>({
    size: cases.length,
    idOf: (at) => String(CONVERSATION_BASE + at),
    positionOf: (id) => Number(id) - CONVERSATION_BASE,
    timeOf: (at, asOf) => (isGone(cases[at]!, asOf) ? undefined : latest(asOf, changesOf(cases[at]!))),
    render: (at, asOf) => {
      const of = cases[at]!;
      const identity = identityOf(seed, makePerson(seed, of.person));
      const { name: _, subject } = TOPICS[of.topic]!;
      const draw = new Stream(seed, KIND.ticket, 4, of.person, of.n);
      const admin = Math.floor(draw.uniform() * ADMINS);
      const email = emailOn(identity, of.opened);
      const settled = has(of.settled, asOf);
      const thanks = `<p>Thanks, write to ${email}. ${identity.first}</p>`;
      const said = `<p>${subject} I am ${identity.first} ${identity.last}, ${identity.phone ?? email}. ${identity.freeText ?? ''}</p>`;
      return {
        id: String(CONVERSATION_BASE + at),
        contactId: String(CONTACT_BASE + positions.get(of.person)!),
        author: { name: `${identity.first} ${identity.last}`, email },
        channel: of.channel === 'email' ? 'email' : 'conversation',
        subject: of.channel === 'email' ? subject : '',
        body: said,
        topic: TOPICS[of.topic]!.name,
        tagId: String(TAG_BASE + of.topic),
        teamId: String(TEAM_BASE + (of.severe ? 1 : 0)),
        adminId: String(ADMIN_BASE + admin),
        state: settled || (has(of.solved, asOf) && !has(of.reopened, asOf)) ? 'closed' : 'open',
        isUrgent: of.severe,
        parts: partsOf(of, asOf, at, thanks),
        ...(has(of.rated, asOf)
          ? {
              rating: {
                score: of.good ? 5 : 1,
                ...(identity.freeText === undefined ? {} : { remark: identity.freeText }),
                at: secondOf(of.rated),
              },
            }
          : {}),
        createdAt: secondOf(of.opened),
        updatedAt: latest(asOf, changesOf(of))!,
        ...(has(of.replied, asOf) ? { repliedAt: secondOf(of.replied) } : {}),
        ...(has(of.solved, asOf) ? { closedAt: secondOf(settled ? of.settled : of.solved) } : {}),
        reopens: has(of.reopened, asOf) ? 1 : 0,
      };
    },
  });
}

/** Only talks that an agent deleted are listed as such; what goes with an erased person goes without a word. */
function deletedOf(cases: readonly Case[]): Collection<DeletedConversation> {
  return collectionOf<DeletedConversation>({
    size: cases.length,
    idOf: (at) => String(CONVERSATION_BASE + at),
    positionOf: (id) => Number(id) - CONVERSATION_BASE,
    timeOf: (at, asOf) => latest(asOf, [cases[at]!.deleted]),
    render: (at) => ({ id: String(CONVERSATION_BASE + at), at: secondOf(cases[at]!.deleted) }),
  });
}

function companiesOf(seed: number, people: readonly Person[]) {
  const made: { name: string; domain: string; since: number }[] = Array.from({ length: SHARED_COMPANIES }, (_, at) => ({
    name: `Invented Works ${at + 1}`,
    domain: `works${at + 1}.example.com`,
    since: 0,
  }));
  const of = new Map<number, string>();
  for (const [at, { person, cases }] of people.entries()) {
    const { company } = identityOf(seed, makePerson(seed, person));
    const draw = new Stream(seed, KIND.identity, 26, person);
    if (company !== undefined) {
      of.set(at, String(COMPANY_BASE + made.length));
      made.push({ name: company, domain: `c${person}.example.com`, since: cases[0]!.opened });
    } else if (draw.uniform() < IN_COMPANY)
      of.set(at, String(COMPANY_BASE + Math.floor(draw.uniform() * SHARED_COMPANIES)));
  }
  const view = collectionOf<ChatCompany>({
    size: made.length,
    idOf: (at) => String(COMPANY_BASE + at),
    positionOf: (id) => Number(id) - COMPANY_BASE,
    timeOf: (at, asOf) => latest(asOf, [made[at]!.since]),
    render: (at) => ({
      id: String(COMPANY_BASE + at),
      name: made[at]!.name,
      domain: made[at]!.domain,
      createdAt: Math.max(START_MS, secondOf(made[at]!.since)),
      updatedAt: Math.max(START_MS, secondOf(made[at]!.since)),
    }),
  });
  return { of, view };
}
