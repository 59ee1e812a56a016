import { HORIZON } from '../calendar/calendar.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { TicketComment } from '../records/helpdesk.ts';
import { agentId, userId, type Writer } from './desk-people.ts';
import { has, latest, secondOf } from './support.ts';
import { type TicketPlan, ticketId } from './ticket-plan.ts';
import { ERASED, letterOf } from './tickets.ts';

const AUDIT_BASE = 2_100_000_000;

/** The comments of people and agents, in the order in which they wrote them. */
export function commentsOf(plans: readonly TicketPlan[], writer: Writer): Collection<TicketComment> {
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
        ticketId: ticketId(ticket),
        authorId: byCustomer ? userId(plan.user) : agentId(plan.agent),
        body,
        isPublic: k !== 2,
        channel: byCustomer && plan.of.channel === 'email' ? 'email' : 'web',
        at: secondOf(day),
      };
    },
  });
}
