import { z } from 'zod';
import type { Window } from '../../../contracts/ingest.ts';
import { type ReadSignal, remainingIn, WindowRateLimiter } from '../../engine/rate-limit/windows.ts';
import type { Auth } from '../../engine/rest/auth.ts';
import { link, type RestStream, sweep, token } from '../../engine/rest/declare.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { Oauth2Secret, oauth2 } from '../../engine/rest/oauth2.ts';
import { days, hours, minutes, type Source } from '../../engine/source.ts';
import { changedIn, commentsIn, isOver, metricsIn } from './exports.ts';
import { Comment } from './schema/comments.ts';
import { TicketMetric } from './schema/metrics.ts';
import { TicketField } from './schema/ticket-fields.ts';
import { SatisfactionRating, Ticket } from './schema/tickets.ts';
import { Organization, User } from './schema/users.ts';

const Settings = z.strictObject({
  /** `acme` of `https://acme.zendesk.com`. */
  subdomain: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** 10, or 30 with the High Volume API add-on. */
  export_calls_per_minute: z.number().int().min(1).default(10),
  /** Overrides the host, for a twin. */
  base_url: z.url().optional(),
});

/** Ratings are requested once and answered within days. */
const ANSWERED_MS = days(30);
const secondsOf = (iso: string) => Math.floor(Date.parse(iso) / 1000);
const since = ({ from }: Window) => ({ start_time: secondsOf(from) });

const generated = ({ id, generated_timestamp }: { id: unknown; generated_timestamp?: unknown }) =>
  `${id}@${generated_timestamp ?? ''}`;
const updated = ({ id, updated_at }: { id: unknown; updated_at?: unknown }) => `${id}@${updated_at ?? ''}`;

/** An export reads to the present: one slice of any length. The vendor itself leaves out the last minute. */
const exported = {
  sync: 'incremental',
  lookbackMs: minutes(2),
  safetyLagMs: minutes(2),
  maxWindowMs: days(36_500),
  proof: 'recounted',
  count: sweep(),
  ends: isOver,
  kind: 'incremental',
} as const;
const size = ['per_page', 1000] as const;
const byCursor = token({ from: '$.after_cursor', as: 'cursor', size });
const byTime = link({ from: '$.next_page', size });
const byPage = token({
  from: '$.meta.after_cursor',
  as: 'page[after]',
  size: ['page[size]', 100],
  more: '$.meta.has_more',
});

const streams: readonly RestStream[] = [
  {
    ...exported,
    name: 'tickets',
    schema: Ticket,
    required: ['$.created_at'],
    key: generated,
    // Not `updated_at`: changes by the system do not move that.
    cursor: { field: '$.generated_timestamp', unit: 'seconds', cut: true },
    changes: true,
    deletes: 'in_stream',
    scopes: [{ name: 'tickets:read', without: 'tickets, their measures and what was written' }],
    path: '/api/v2/incremental/tickets/cursor',
    params: since,
    records: '$.tickets',
    paging: byCursor,
  },
  {
    ...exported,
    name: 'ticket_metrics',
    schema: TicketMetric,
    required: ['$.ticket_id'],
    key: generated,
    cursor: { field: '$.generated_timestamp', unit: 'seconds', cut: true },
    changes: true,
    deletes: 'in_stream',
    scopes: [{ name: 'tickets:read', without: 'how long people waited' }],
    // The listing of metrics leaves out archived tickets; the export has them all.
    path: '/api/v2/incremental/tickets/cursor',
    params: (window) => ({ ...since(window), include: 'metric_sets' }),
    decode: metricsIn,
    paging: byCursor,
  },
  {
    ...exported,
    name: 'comments',
    schema: Comment,
    required: ['$.ticket_id', '$.created_at'],
    key: ({ id }: { id: unknown }) => String(id),
    cursor: { field: '$.timestamp', unit: 'seconds', cut: true },
    deletes: 'invisible',
    scopes: [{ name: 'tickets:read', without: 'what was written' }],
    path: '/api/v2/incremental/ticket_events.json',
    params: (window) => ({ ...since(window), include: 'comment_events' }),
    decode: commentsIn,
    paging: byTime,
  },
  {
    ...exported,
    name: 'users',
    schema: User,
    key: updated,
    cursor: { field: '$.updated_at', unit: 'iso' },
    changes: true,
    deletes: 'in_stream',
    scopes: [{ name: 'users:read', without: 'who wrote and who answered' }],
    path: '/api/v2/incremental/users/cursor',
    params: since,
    decode: changedIn('users'),
    paging: byCursor,
  },
  {
    ...exported,
    name: 'organizations',
    schema: Organization,
    key: updated,
    cursor: { field: '$.updated_at', unit: 'iso' },
    changes: true,
    deletes: 'in_stream',
    scopes: [{ name: 'organizations:read', without: 'the companies people write for' }],
    path: '/api/v2/incremental/organizations.json',
    params: since,
    decode: changedIn('organizations'),
    paging: byTime,
  },
  {
    name: 'satisfaction_ratings',
    schema: SatisfactionRating,
    required: ['$.created_at', '$.ticket_id'],
    key: updated,
    cursor: { field: '$.created_at', unit: 'iso', cut: true },
    sync: 'incremental',
    lookbackMs: ANSWERED_MS,
    safetyLagMs: minutes(1),
    maxWindowMs: days(365),
    proof: 'recounted',
    count: sweep(),
    deletes: 'never',
    scopes: [{ name: 'satisfaction_ratings:read', without: 'what people thought of the answers' }],
    path: '/api/v2/satisfaction_ratings',
    // True if the edges are included is not documented: request one second more and cut it ourselves.
    params: ({ from, to }) => ({ start_time: secondsOf(from) - 1, end_time: secondsOf(to) + 1 }),
    records: '$.satisfaction_ratings',
    paging: byPage,
  },
  {
    name: 'ticket_fields',
    schema: TicketField,
    key: updated,
    sync: 'snapshot',
    lookbackMs: 0,
    safetyLagMs: 0,
    maxWindowMs: days(36_500),
    everyMs: hours(6),
    proof: 'recounted',
    count: sweep(),
    deletes: 'snapshot',
    scopes: [{ name: 'read', without: 'what the custom fields of tickets mean' }],
    path: '/api/v2/ticket_fields',
    records: '$.ticket_fields',
    paging: byPage,
  },
];

const grant = { tokenUrl: '/oauth/tokens', scope: 'read', encoding: 'json' } as const;
const byClient = oauth2({ ...grant, grant: 'client_credentials' });
const byRefresh = oauth2({ ...grant, grant: 'refresh_token' });

/** An own app authenticates with its credentials; an authorised app keeps a rotating refresh token. */
const auth: Auth = Object.assign(
  async (...[request, ports, refused]: Parameters<Auth>) => {
    const secret = (ports.stored ? (await ports.stored.get()).value : await ports.secret()) as {
      refresh_token?: string;
    };
    return (secret.refresh_token === undefined ? byClient : byRefresh)(request, ports, refused);
  },
  { rotates: true as const },
);

/** The headers have two spellings, by age of the endpoint. */
const remaining: ReadSignal = (signal, now) =>
  remainingIn('ratelimit-remaining', 'ratelimit-reset')(signal, now) ??
  remainingIn('rate-limit-remaining', 'rate-limit-reset')(signal, now);

export const zendesk: Source = defineSource({
  name: 'zendesk',
  apiVersion: 'v2',
  sunset: null,
  docs: 'https://developer.zendesk.com/api-reference/ticketing/introduction/',
  limits: 'incremental exports 10 a minute (30 with the add-on), the rest 200 to 2,500 a minute by plan',
  maxParallel: 1,
  settings: Settings,
  secret: Oauth2Secret,
  baseUrl: ({ subdomain, base_url }) => base_url ?? `https://${subdomain}.zendesk.com`,
  auth,
  rateLimiter: (clock, { export_calls_per_minute }) =>
    new WindowRateLimiter(clock, { incremental: [{ calls: export_calls_per_minute, perMs: minutes(1) }] }, remaining),
  streams,
});
