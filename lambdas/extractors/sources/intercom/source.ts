import { z } from 'zod';
import { RateLimitedError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import { remainingIn, WindowRateLimiter } from '../../engine/rate-limit/windows.ts';
import { bearer } from '../../engine/rest/auth.ts';
import { type Parents, pages, type RestStream, single, sweep, token, total } from '../../engine/rest/declare.ts';
import type { DeclaredSource } from '../../engine/rest/declared-source.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { at } from '../../engine/rest/place.ts';
import { days, hours, minutes, type Source, seconds } from '../../engine/source.ts';
import { Company } from './schema/companies.ts';
import { Contact, ContactKey } from './schema/contacts.ts';
import { Conversation, DeletedConversation } from './schema/conversations.ts';
import { Tag, Team } from './schema/workspace.ts';
import { CONVERSATION, IntercomSession, SCROLL } from './session.ts';

export const VERSION = '2.14';
/** Merge histories and deleted conversations need a newer version than the pinned one. */
const newer = { headers: { 'intercom-version': '2.16' } } as const;

const HOSTS = { us: 'https://api.intercom.io', eu: 'https://api.eu.intercom.io', au: 'https://api.au.intercom.io' };
const Settings = z.strictObject({
  region: z.enum(['us', 'eu', 'au']).default('us'),
  /** Overrides the host, for a twin. */
  base_url: z.url().optional(),
});
const baseUrl = ({ region, base_url }: z.output<typeof Settings>) => base_url ?? HOSTS[region];

const DAY_SECONDS = 86_400;
const secondsOf = (iso: string) => Math.floor(Date.parse(iso) / 1000);

/**
 * Searches know only days, in the workspace's zone: `>` begins with the day after, `<` ends before the day. One extra
 * day on both sides covers the window in every zone, and its edges are cut here.
 */
const changedIn = ({ from, to }: Window) => ({
  query: {
    operator: 'AND',
    value: [
      { field: 'updated_at', operator: '>', value: secondsOf(from) - DAY_SECONDS },
      { field: 'updated_at', operator: '<', value: secondsOf(to) + DAY_SECONDS },
    ],
  },
});
const searched = token({
  from: '$.pages.next.starting_after',
  as: '$.pagination.starting_after',
  size: ['$.pagination.per_page', 150],
});

const updated = ({ id, updated_at }: { id: unknown; updated_at?: unknown }) => `${id}@${updated_at ?? ''}`;
const byId = ({ id }: { id: unknown }) => String(id);

const incremental = {
  key: updated,
  cursor: { field: '$.updated_at', unit: 'seconds', cut: true },
  sync: 'incremental',
  lookbackMs: minutes(30),
  // The search index lags by minutes.
  safetyLagMs: minutes(5),
  maxWindowMs: days(90),
  proof: 'recounted',
  changes: true,
} as const;
const snapshot = {
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
  deletes: 'snapshot',
} as const;

type Fields = Readonly<Record<string, unknown>>;
const listAt = (body: unknown, path: string) => at(body, path) as readonly Fields[] | undefined;

/** A contact without the fields that its own stream lands. Undeclared fields stay: they are drift here too. */
const keyOf = (contact: Fields) =>
  Object.fromEntries(Object.entries(contact).filter(([name]) => name in ContactKey.shape || !(name in Contact.shape)));

const changedTalks: Parents = {
  method: 'POST',
  path: '/conversations/search',
  body: changedIn,
  records: '$.conversations',
  decode: (body, { from, to }) =>
    listAt(body, '$.conversations')?.filter(
      ({ updated_at }) => Number(updated_at) >= secondsOf(from) && Number(updated_at) < secondsOf(to),
    ) as readonly unknown[],
  id: '$.id',
  paging: searched,
  ahead: 8,
};

const streams: readonly RestStream[] = [
  {
    ...incremental,
    name: 'contacts',
    schema: Contact,
    deletes: 'sweep',
    scopes: [{ name: 'Read and list users and companies', without: 'the people in the chat' }],
    ...newer,
    method: 'POST',
    path: '/contacts/search',
    params: () => ({ include_merge_history: true }),
    body: changedIn,
    records: '$.data',
    paging: searched,
    count: sweep(),
  },
  {
    ...snapshot,
    name: 'contact_keys',
    schema: ContactKey,
    key: byId,
    everyMs: days(7),
    proof: 'declared',
    ...newer,
    method: 'POST',
    path: '/contacts/search',
    body: () => ({ query: { field: 'updated_at', operator: '>', value: 0 } }),
    decode: (body) => listAt(body, '$.data')?.map(keyOf) as readonly unknown[],
    paging: searched,
    count: total({ from: '$.total_count', params: { '$.pagination.per_page': 1 } }),
  },
  {
    ...snapshot,
    name: 'companies',
    schema: Company,
    key: updated,
    proof: 'declared',
    scopes: [{ name: 'Read and list users and companies', without: 'the companies people belong to' }],
    path: SCROLL,
    records: '$.data',
    paging: token({ from: '$.scroll_param', as: 'scroll_param' }),
    ends: ({ records }) => records.length === 0,
    // Only one scroll may be open per app, so counting uses the listing.
    count: total({
      from: '$.total_count',
      by: { path: '/companies', params: () => ({ per_page: 1 }), records: '$.data', paging: single() },
    }),
  },
  {
    ...incremental,
    name: 'conversations',
    schema: Conversation,
    required: ['$.created_at'],
    deletes: 'tombstone',
    scopes: [{ name: 'Read conversations', without: 'every talk' }],
    path: CONVERSATION,
    records: '$',
    paging: single(),
    // Ids only: reading needs one call per conversation, which is expensive.
    count: sweep({ by: changedTalks }),
    per: changedTalks,
  },
  {
    ...snapshot,
    name: 'tags',
    schema: Tag,
    key: byId,
    proof: 'recounted',
    scopes: [{ name: 'Read tags', without: 'what talks are about' }],
    path: '/tags',
    records: '$.data',
    paging: single(),
    count: sweep(),
  },
  {
    ...snapshot,
    name: 'teams',
    schema: Team,
    key: byId,
    proof: 'recounted',
    scopes: [{ name: 'Read admins', without: 'which team answered' }],
    path: '/teams',
    records: '$.teams',
    paging: single(),
    count: sweep(),
  },
  {
    ...snapshot,
    name: 'deleted_conversations',
    schema: DeletedConversation,
    key: byId,
    everyMs: hours(6),
    proof: 'declared',
    deletes: 'never',
    scopes: [{ name: 'Read conversations', without: 'which talks were deleted' }],
    ...newer,
    path: '/conversations/deleted',
    params: () => ({ order: 'asc' }),
    records: '$.conversations',
    paging: pages({ as: 'page', size: ['per_page', 60], total: '$.total_count' }),
    count: total({ from: '$.total_count', params: { per_page: 1 } }),
  },
];

/** Only one scroll may be open per app; an abandoned one expires after a minute. */
const isScrolling = (body: unknown) => at(body, '$.errors.0.code') === 'scroll_exists';

const account: DeclaredSource<typeof Settings> = {
  name: 'intercom',
  apiVersion: VERSION,
  sunset: null,
  docs: 'https://developers.intercom.com/docs/references/rest-api/api.intercom.io',
  limits: '10,000 a minute per app, in slices of 10 seconds; remaining and reset in the headers',
  maxParallel: 4,
  settings: Settings,
  secret: z.strictObject({ access_token: z.string() }),
  baseUrl,
  headers: () => ({ 'intercom-version': VERSION }),
  auth: bearer('access_token'),
  rateLimiter: (clock) =>
    new WindowRateLimiter(clock, {}, remainingIn('x-ratelimit-remaining', 'x-ratelimit-reset', 'epoch'), [
      { calls: 1666, perMs: seconds(10) },
    ]),
  refuse: ({ body }, where) =>
    isScrolling(body)
      ? new RateLimitedError(`${where}: another scroll is open`, minutes(1), { status: 400 })
      : undefined,
  streams,
};

export const intercom: Source = {
  ...defineSource(account),
  open: (connection, ports) => {
    return new IntercomSession(account, Settings.parse(connection.settings), connection, ports);
  },
};
