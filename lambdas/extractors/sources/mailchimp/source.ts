import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RateLimitedError } from '../../../contracts/errors.ts';
import { ConcurrencyPace } from '../../engine/pace/concurrency.ts';
import type { Heard } from '../../engine/pace/pace.ts';
import { basic } from '../../engine/rest/auth.ts';
import { offset, type Parents, type RestStream, sweep, total } from '../../engine/rest/declare.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { days, hours, minutes, type Source, seconds } from '../../engine/source.ts';
import { List } from './schema/audiences.ts';
import { Automation, Campaign } from './schema/campaigns.ts';
import { Member, MemberKey, Unsubscribe } from './schema/members.ts';
import { EmailActivity, Report } from './schema/reports.ts';

const Settings = z.strictObject({
  /** The end of the API key behind its dash, for example `us21`. */
  data_center: z.string().regex(/^[a-z]+\d+$/),
  /** Another host that speaks the same API, for a twin. */
  base_url: z.url().optional(),
});

/** Opens and clicks go on for weeks; behind that a report moves no more in earnest. */
const RESTATED_MS = days(30);
const FORBIDDEN_WAIT_MS = seconds(10);

/** Names a thing that has no id of its own, without holding the address hash that is a part of it. */
export const digestOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(parts.map(String).join('\0')).digest('hex').slice(0, 32);

const byId = ({ id }: { id: string }) => id;

interface MemberRecord {
  readonly id: string;
  readonly list_id?: string;
  readonly web_id?: string | number;
  readonly last_changed?: string;
}
/** `web_id` is the vendor's; the other ids of a member are made of the address. */
const memberId = ({ id, list_id = '', web_id }: MemberRecord) => `${list_id}:${web_id ?? digestOf(id)}`;

interface Action {
  readonly campaign_id: string;
  readonly email_id: string;
  readonly action?: string;
  readonly timestamp?: string;
}
export const actionKey = ({ campaign_id, email_id, action, timestamp }: Action): string =>
  digestOf(campaign_id, email_id, action, timestamp);
export const unsubscribeKey = ({ campaign_id, email_id, timestamp }: Action): string =>
  digestOf(campaign_id, email_id, timestamp);

/** `since_…` means later than, in whole seconds. */
const after = (from: string) => new Date(Date.parse(from) - 1000).toISOString();
const longBefore = (from: string) => new Date(Date.parse(from) - RESTATED_MS - 1000).toISOString();

const byOffset = { as: 'offset', size: ['count', 1000], total: '$.total_items' } as const;
/** Addresses are deleted at any time, and offsets move with them. */
const overlapping = { ...byOffset, overlap: 0.02 } as const;
const paged = offset(overlapping);
const parents = offset(byOffset);
const declared = (records: string) =>
  total({
    from: '$.total_items',
    params: { fields: `${records}.id,total_items`, exclude_fields: undefined, count: 1 },
  });
const without = (records: string) => ({ exclude_fields: `${records}._links,_links` });

const snapshot = {
  key: byId,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
  proof: 'declared',
  deletes: 'snapshot',
  paging: paged,
} as const;

const eachList: Parents = {
  path: '/lists',
  records: '$.lists',
  id: '$.id',
  paging: parents,
  params: () => ({ fields: 'lists.id,total_items' }),
};

/**
 * Campaigns whose report may have something new in the window: those sent in it, or so long before.
 * @param sum the field of a report that is 0 when there is nothing to ask for
 */
const eachReport = (since: (from: string) => string, sum: 'emails_sent' | 'unsubscribed'): Parents => ({
  path: '/reports',
  records: '$.reports',
  id: '$.id',
  where: (report) => (report as Readonly<Record<string, unknown>>)[sum] !== 0,
  paging: parents,
  params: ({ from, to }) => ({
    since_send_time: since(from),
    before_send_time: to,
    fields: `reports.id,reports.${sum},total_items`,
  }),
});

interface Emails {
  readonly emails?: readonly (Readonly<Record<string, unknown>> & { readonly activity?: readonly object[] })[];
}
/** One record an action: the vendor lists every recipient with what they did, most of them with nothing. */
const actionsOf = (body: unknown) =>
  (body as Emails | null)?.emails?.flatMap(({ activity, ...email }) =>
    (activity ?? []).map((action) => ({ ...email, ...action })),
  ) as readonly unknown[];

const streams: readonly RestStream[] = [
  {
    ...snapshot,
    name: 'lists',
    schema: List,
    path: '/lists',
    records: '$.lists',
    params: () => without('lists'),
    count: declared('lists'),
  },
  {
    name: 'members',
    schema: Member,
    key: (record: MemberRecord) => `${memberId(record)}@${record.last_changed ?? ''}`,
    cursor: { field: '$.last_changed', unit: 'iso' },
    sync: 'incremental',
    lookbackMs: hours(1),
    safetyLagMs: minutes(1),
    maxWindowMs: days(3650),
    proof: 'recounted',
    changes: true,
    deletes: 'sweep',
    path: '/lists/{parent}/members',
    records: '$.members',
    paging: paged,
    // Records that change leave a closed window at its front, so the pages behind them do not shift unseen.
    params: ({ from, to }) => ({
      since_last_changed: after(from),
      before_last_changed: to,
      sort_field: 'last_changed',
      sort_dir: 'ASC',
      ...without('members'),
    }),
    count: sweep({
      params: {
        fields: 'members.id,members.list_id,members.web_id,members.last_changed,total_items',
        exclude_fields: undefined,
      },
    }),
    per: eachList,
  },
  {
    ...snapshot,
    name: 'member_keys',
    schema: MemberKey,
    key: memberId,
    everyMs: days(7),
    proof: 'recounted',
    changes: true, // addresses that are deleted leave it
    path: '/lists/{parent}/members',
    records: '$.members',
    params: () => ({ fields: 'members.web_id,members.list_id,members.status,total_items' }),
    count: sweep({ params: { fields: 'members.list_id,members.web_id,total_items' } }),
    per: eachList,
  },
  {
    ...snapshot,
    name: 'campaigns',
    schema: Campaign,
    path: '/campaigns',
    records: '$.campaigns',
    params: () => ({ sort_field: 'create_time', sort_dir: 'ASC', ...without('campaigns') }),
    count: declared('campaigns'),
  },
  {
    name: 'reports',
    schema: Report,
    key: byId,
    cursor: { field: '$.send_time', unit: 'iso' },
    sync: 'incremental',
    lookbackMs: RESTATED_MS,
    safetyLagMs: minutes(1),
    maxWindowMs: days(3650),
    proof: 'declared',
    deletes: 'invisible',
    path: '/reports',
    records: '$.reports',
    paging: paged,
    params: ({ from, to }) => ({ since_send_time: after(from), before_send_time: to, ...without('reports') }),
    count: declared('reports'),
  },
  {
    name: 'email_activity',
    schema: EmailActivity,
    key: actionKey,
    cursor: { field: '$.timestamp', unit: 'iso', cut: true },
    sync: 'incremental',
    lookbackMs: hours(1),
    safetyLagMs: minutes(1),
    maxWindowMs: days(365),
    proof: 'recounted',
    changes: true,
    deletes: 'never',
    path: '/reports/{parent}/email-activity',
    decode: actionsOf,
    // Offsets count recipients, also those who did nothing.
    paging: offset({ ...overlapping, of: '$.emails' }),
    params: ({ from }) => ({ since: after(from), ...without('emails') }),
    count: sweep({
      params: { fields: 'emails.campaign_id,emails.email_id,emails.activity,total_items', exclude_fields: undefined },
    }),
    per: eachReport(longBefore, 'emails_sent'),
  },
  {
    name: 'unsubscribes',
    schema: Unsubscribe,
    key: unsubscribeKey,
    cursor: { field: '$.timestamp', unit: 'iso' },
    sync: 'incremental',
    lookbackMs: RESTATED_MS,
    safetyLagMs: minutes(1),
    maxWindowMs: days(3650),
    proof: 'recounted',
    changes: true,
    deletes: 'never',
    path: '/reports/{parent}/unsubscribed',
    records: '$.unsubscribes',
    paging: paged,
    params: () => without('unsubscribes'),
    count: sweep({
      params: {
        fields: 'unsubscribes.campaign_id,unsubscribes.email_id,unsubscribes.timestamp,total_items',
        exclude_fields: undefined,
      },
    }),
    per: eachReport(after, 'unsubscribed'),
  },
  {
    ...snapshot,
    name: 'automations',
    schema: Automation,
    path: '/automations',
    records: '$.automations',
    params: () => without('automations'),
    count: declared('automations'),
  },
];

/** The bare 403 of the edge that has had enough of us; a real one says why, in JSON. */
const isThrottle = ({ status, body }: Pick<Heard, 'status' | 'body'>) =>
  status === 403 && (typeof body !== 'object' || body === null);

/** Ten connections at once are allowed to a user over all apps; refusals halve ours. */
class MailchimpPace extends ConcurrencyPace {
  override learn(kind: string, heard: Heard): void {
    super.learn(kind, isThrottle(heard) ? { ...heard, status: 429 } : heard);
  }
}

export const mailchimp: Source = defineSource({
  name: 'mailchimp',
  apiVersion: '3.0',
  sunset: null,
  docs: 'https://mailchimp.com/developer/marketing/api/',
  limits: '10 simultaneous connections per user over all apps, no rate headers',
  maxParallel: 6,
  settings: Settings,
  secret: z.strictObject({ api_key: z.string() }),
  baseUrl: ({ data_center, base_url }) => base_url ?? `https://${data_center}.api.mailchimp.com/3.0`,
  auth: basic('=retailpulse', 'api_key'),
  pace: (clock) => new MailchimpPace(clock, { start: 8, most: 10 }),
  refuse: (answer, where) =>
    isThrottle(answer)
      ? new RateLimitedError(`${where} answered a bare 403: too many calls`, FORBIDDEN_WAIT_MS, { status: 403 })
      : undefined,
  timeoutMs: seconds(120),
  streams,
});
