// The people who write to the chat: each is a contact, and some are a nameless visitor first.
import { NEVER } from '../calendar/calendar.ts';
import { consentOf, emailOn, identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';
import type { ChatContact } from '../records/chat.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Simulation } from '../simulation.ts';
import { type Case, has, latest, secondOf } from './support.ts';

const CONTACT_BASE = 66_000_000;
const LEAD_BASE = 65_000_000;
const MERGED = 0.2;

/** By the place of their person. */
export const contactId = (at: number): string => String(CONTACT_BASE + at);
/** Of the nameless visitor. */
export const leadId = (at: number): string => String(LEAD_BASE + at);

export interface ChatPerson {
  readonly person: number;
  readonly cases: Case[];
  /** When the nameless visitor appeared that they turned out to be; infinite when they gave their name at once. */
  readonly visited: number;
  readonly merged: number;
  readonly gone: number;
}

/** People in the order of their first case. */
export function peopleOf(stream: Streams, cases: readonly Case[]): ChatPerson[] {
  const found = new Map<number, ChatPerson>();
  for (const one of cases) {
    const known = found.get(one.person);
    if (known) known.cases.push(one);
    else {
      const isMerged = stream('contact.merged', one.person).happens(MERGED);
      const before = 10 * stream('contact.visit_before', one.person).exponential();
      const { redactedOn } = identityOf(stream, makePerson(stream, one.person));
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

export function contactsOf(
  { stream, intents }: Simulation,
  people: readonly ChatPerson[],
  companyOf: ReadonlyMap<number, string>,
): Collection<ChatContact> {
  const changesOf = ({ person, cases, merged }: ChatPerson): number[] => {
    const { optOutAt } = consentOf(stream, makePerson(stream, person), intents.arrival[person]!);
    const first = cases[0]!.opened;
    const heard = optOutAt !== undefined && optOutAt > first ? optOutAt : NEVER;
    return [...cases.flatMap(({ opened, reopened }) => [opened, reopened]), merged, heard];
  };
  return collectionOf<ChatContact>({
    size: people.length,
    idOf: (at) => contactId(at),
    positionOf: (id) => Number(id) - CONTACT_BASE,
    timeOf: (at, asOf) => (has(people[at]!.gone, asOf) ? undefined : latest(asOf, changesOf(people[at]!))),
    render: (at, asOf) => {
      const one = people[at]!;
      const person = makePerson(stream, one.person);
      const identity = identityOf(stream, person);
      const region = REGIONS[person.region]!;
      const wrote = one.cases.filter(({ opened }) => has(opened, asOf)).at(-1)!;
      const { optInAt, optOutAt } = consentOf(stream, person, intents.arrival[one.person]!);
      const companyId = companyOf.get(at);
      return {
        id: contactId(at),
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
        ...(has(one.merged, asOf) ? { merged: { id: leadId(at), at: secondOf(one.merged) } } : {}),
      };
    },
  });
}
