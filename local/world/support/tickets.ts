import { NEVER } from '../calendar/calendar.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Ticket } from '../records/helpdesk.ts';
import { agentId, userId, type Writer } from './desk-people.ts';
import { has, latest, secondOf, TOPICS } from './support.ts';
import { doneBy, groupOf, isBefore, type TicketPlan, ticketAt, ticketId } from './ticket-plan.ts';
import { ratingOf } from './ticket-ratings.ts';

/** The mark in place of a text or a name that was redacted. */
export const ERASED = 'SCRUBBED';

/** Tickets as the desk shows them. @param orderIdOf the order that came of an intent */
export function ticketsOf(
  plans: readonly TicketPlan[],
  writer: Writer,
  orderIdOf: (intent: number) => string | undefined,
): Collection<Ticket> {
  const touched = (plan: TicketPlan, asOf: number) =>
    latest(asOf, [...doneBy(plan), plan.isMerged ? NEVER : plan.of.closed, plan.of.deleted, plan.scrubbed]);
  return collectionOf<Ticket>({
    size: plans.length,
    idOf: ticketId,
    positionOf: ticketAt,
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
        id: ticketId(at),
        channel: of.channel === 'web' ? 'web' : 'email',
        requesterId: userId(user),
        from: scrubbed
          ? { name: ERASED, email: `${ERASED.toLowerCase()}@example.org` }
          : { name: writer.nameOfUser(user), email: writer.emailOfUser(user, of.opened) },
        ...(has(of.replied, asOf) && !plan.isMerged ? { assigneeId: agentId(plan.agent) } : {}),
        groupId: groupOf(of),
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

function statusOf({ of, isMerged, scrubbed }: TicketPlan, asOf: number): Ticket['status'] {
  if (has(of.deleted, asOf) || has(scrubbed, asOf)) return 'deleted';
  if (isMerged) return has(of.opened + 0.1, asOf) ? 'closed' : 'new';
  if (has(of.closed, asOf)) return 'closed';
  if (has(of.settled, asOf)) return 'solved';
  if (has(of.reopened, asOf)) return 'open';
  if (has(of.solved, asOf)) return 'solved';
  return has(of.replied, asOf) ? 'pending' : 'new';
}

/** The letter of a person, which names its writer on purpose. */
export function letterOf({ of, user, isSpam }: TicketPlan, writer: Writer): string {
  if (isSpam) return 'Click here before midnight.';
  const { phone, freeText } = writer.identityOfUser(user);
  const reach = phone === undefined ? writer.emailOfUser(user, of.opened) : phone;
  return [`${TOPICS[of.topic]!.subject} My name is ${writer.nameOfUser(user)}, you reach me at ${reach}.`, freeText]
    .filter((line) => line !== undefined)
    .join('\n');
}
