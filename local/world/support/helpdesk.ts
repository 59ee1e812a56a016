import { msOf } from '../calendar/calendar.ts';
import { emailOn, identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import type { DeskOwner, Helpdesk } from '../records/helpdesk.ts';
import type { Simulation } from '../simulation.ts';
import { FIELDS } from './desk-fields.ts';
import { organizationsOf, type Requester, userId, usersOf } from './desk-people.ts';
import { commentsOf } from './ticket-comments.ts';
import { plansOf } from './ticket-plan.ts';
import { ratingsOf } from './ticket-ratings.ts';
import { ticketsOf } from './tickets.ts';

/** Letters and forms of people outside the euro zone, their writers, and what they thought of the answers. */
export function makeHelpdesk(simulation: Simulation, orderIdOf: (intent: number) => string | undefined): Helpdesk {
  const { stream } = simulation;
  const requesters: Requester[] = [];
  const plans = plansOf(simulation, requesters);
  const identityOfUser = (user: number) => identityOf(stream, makePerson(stream, requesters[user]!.person));
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
        const erased = msOf(identityOf(stream, makePerson(stream, person)).redactedOn);
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
