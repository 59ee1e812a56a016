import { START_MS } from '../calendar/calendar.ts';
import { identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import type { Streams } from '../random/streams.ts';
import type { ChatCompany } from '../records/chat.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { ChatPerson } from './chat-people.ts';
import { latest, secondOf } from './support.ts';

const COMPANY_BASE = 63_000_000;
const IN_COMPANY = 0.05;
const SHARED_COMPANIES = 4;

/** Companies people write for: their own, or one of a few that several share. `of` is by the place of the person. */
export function companiesOf(stream: Streams, people: readonly ChatPerson[]) {
  const made: { name: string; domain: string; since: number }[] = Array.from({ length: SHARED_COMPANIES }, (_, at) => ({
    name: `Invented Works ${at + 1}`,
    domain: `works${at + 1}.example.com`,
    since: 0,
  }));
  const of = new Map<number, string>();
  for (const [at, { person, cases }] of people.entries()) {
    const { company } = identityOf(stream, makePerson(stream, person));
    if (company !== undefined) {
      of.set(at, String(COMPANY_BASE + made.length));
      made.push({ name: company, domain: `c${person}.example.com`, since: cases[0]!.opened });
    } else if (stream('contact.in_company', person).happens(IN_COMPANY))
      of.set(at, String(COMPANY_BASE + stream('contact.company', person).below(SHARED_COMPANIES)));
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
