import { isCanary } from '../people/person.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { SatisfactionRating, Ticket } from '../records/helpdesk.ts';
import { agentId, userId } from './desk-people.ts';
import { type Case, has, latest, secondOf } from './support.ts';
import { groupOf, type TicketPlan, ticketId } from './ticket-plan.ts';

const RATING_BASE = 390_000_000_000;

/** The rating as the ticket states it. */
export function ratingOf(of: Case, isRated: boolean, freeText: string | undefined): NonNullable<Ticket['rating']> {
  if (!isRated) return { score: 'offered' };
  return { score: of.good ? 'good' : 'bad', ...(freeText === undefined ? {} : { comment: freeText }) };
}

/** Ratings as records of their own: offered when a case is settled, given later or never. */
export function ratingsOf(plans: readonly TicketPlan[]): Collection<SatisfactionRating> {
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
        ticketId: ticketId(asked[at]!),
        requesterId: userId(user),
        assigneeId: agentId(agent),
        groupId: groupOf(of),
        ...ratingOf(of, has(of.rated, asOf), isCanary(of.person) ? `zqcanaryt${of.person}` : undefined),
        createdAt: secondOf(of.settled),
        updatedAt: latest(asOf, [of.settled, of.rated])!,
      };
    },
  });
}
