// Pages and ends of Zendesk's incremental exports. A body of another shape holds no list, and the session reports it.
import type { Window } from '../../../contracts/ingest.ts';
import type { PageSeen } from '../../engine/rest/declare.ts';
import { at } from '../../engine/rest/place.ts';

type Fields = Readonly<Record<string, unknown>>;
const listAt = (body: unknown, path: string): readonly Fields[] | undefined => {
  const found = at(body, path);
  return Array.isArray(found) ? found : undefined;
};

/** The export dates its records by its own change time, in seconds; we enforce the window's end. */
const isBefore = (seconds: unknown, to: string) => !(Number(seconds) * 1000 >= Date.parse(to));

/** Metrics come with their tickets, inside them or beside them. Records without any are not listed. */
export function metricsIn(body: unknown): readonly unknown[] {
  const tickets = listAt(body, '$.tickets');
  const beside = new Map((listAt(body, '$.metric_sets') ?? []).map((one) => [String(one.ticket_id), one]));
  return tickets?.flatMap((ticket) => {
    const metrics = (ticket.metric_set as Fields | null | undefined) ?? beside.get(String(ticket.id));
    if (!metrics) return [];
    return [{ ...metrics, ticket_id: metrics.ticket_id ?? ticket.id, generated_timestamp: ticket.generated_timestamp }];
  }) as readonly unknown[];
}

/** Comments are events inside the events of a ticket. */
export function commentsIn(body: unknown): readonly unknown[] {
  return listAt(body, '$.ticket_events')?.flatMap((event) =>
    (listAt(event, '$.child_events') ?? [])
      .filter(({ event_type, type }) => event_type === 'Comment' || type === 'Comment')
      .map((child) => ({
        ...child,
        ticket_id: event.ticket_id,
        audit_id: event.id,
        timestamp: event.timestamp,
        created_at: child.created_at ?? event.created_at,
        via: child.via ?? event.via,
      })),
  ) as readonly unknown[];
}

/** Records whose change time lies before the window's end; later ones belong to the next window. */
export const changedIn =
  (name: string) =>
  (body: unknown, { to }: Window): readonly unknown[] =>
    listAt(body, `$.${name}`)?.filter(
      ({ updated_at }) => !(Date.parse(String(updated_at)) >= Date.parse(to)),
    ) as readonly unknown[];

/**
 * An export continues to the present, and a cursor always names a next page: the end is where the vendor marks it, or
 * where all following records changed after the window.
 * @see https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
 */
export function isOver({ body, window }: PageSeen): boolean {
  const last =
    listAt(body, '$.tickets')?.at(-1)?.generated_timestamp ?? listAt(body, '$.ticket_events')?.at(-1)?.timestamp;
  return at(body, '$.end_of_stream') === true || (last !== undefined && !isBefore(last, window.to));
}
