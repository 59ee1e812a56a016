import { msOf } from '../calendar/calendar.ts';
import type { Chat, ChatOwner } from '../records/chat.ts';
import type { Simulation } from '../simulation.ts';
import { companiesOf } from './chat-companies.ts';
import { TAGS, TEAMS } from './chat-desk.ts';
import { contactId, contactsOf, leadId, peopleOf } from './chat-people.ts';
import { conversationsOf, deletedOf } from './conversations.ts';
import { casesOf, has } from './support.ts';

/** Talks with people of all shops, and mail of those in the euro zone. */
export function makeChat(simulation: Simulation): Chat {
  const { stream } = simulation;
  const cases = casesOf(simulation).filter(({ desk }) => desk === 'chat');
  const people = peopleOf(stream, cases);
  const positions = new Map(people.map(({ person }, at) => [person, at]));
  const companies = companiesOf(stream, people);
  return {
    contacts: contactsOf(simulation, people, companies.of),
    conversations: conversationsOf(stream, cases, people, positions),
    deleted: deletedOf(cases),
    companies: companies.view,
    tags: TAGS,
    teams: TEAMS,
    *owners(): Iterable<ChatOwner> {
      for (const [at, { person, visited, merged, gone }] of people.entries()) {
        const goneAt = msOf(gone);
        yield {
          record: contactId(at),
          person,
          defect: 'own',
          ...(goneAt <= simulation.asOf ? { goneAt } : {}),
        };
        if (has(visited, simulation.asOf))
          yield {
            record: leadId(at),
            person,
            defect: 'lead',
            ...(has(merged, simulation.asOf) ? { mergedInto: contactId(at) } : {}),
          };
      }
    },
  };
}
