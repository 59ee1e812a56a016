// Mailchimp's listings: offsets, windows, totals, and lists below an audience or a report.
import { offset, type Parents, total } from '../../engine/rest/declare.ts';
import { days } from '../../engine/source.ts';
import { byId } from './keys.ts';

/** Opens and clicks arrive for weeks; later a report hardly changes. */
export const RESTATED_MS = days(30);

/** `since_…` means later than, in whole seconds. */
export const after = (from: string) => new Date(Date.parse(from) - 1000).toISOString();
export const longBefore = (from: string) => new Date(Date.parse(from) - RESTATED_MS - 1000).toISOString();

const byOffset = { as: 'offset', size: ['count', 1000], total: '$.total_items' } as const;
/** Addresses are deleted at any time, which shifts offsets. */
export const overlapping = { ...byOffset, overlap: 0.02 } as const;
export const paged = offset(overlapping);
const parents = offset(byOffset);
export const declared = (records: string) =>
  total({
    from: '$.total_items',
    params: { fields: `${records}.id,total_items`, exclude_fields: undefined, count: 1 },
  });
export const without = (records: string) => ({ exclude_fields: `${records}._links,_links` });

export const snapshot = {
  key: byId,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
  proof: 'declared',
  deletes: 'snapshot',
  paging: paged,
} as const;

export const eachList: Parents = {
  path: '/lists',
  records: '$.lists',
  id: '$.id',
  paging: parents,
  params: () => ({ fields: 'lists.id,total_items' }),
};

/**
 * Campaigns whose report may have changed in the window: those sent in it, or not long before.
 * @param sum the field of a report that is 0 when there is nothing to read
 */
export const eachReport = (since: (from: string) => string, sum: 'emails_sent' | 'unsubscribed'): Parents => ({
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
/** One record per action: the vendor lists every recipient with their actions, most of them with none. */
export const actionsOf = (body: unknown) =>
  (body as Emails | null)?.emails?.flatMap(({ activity, ...email }) =>
    (activity ?? []).map((action) => ({ ...email, ...action })),
  ) as readonly unknown[];
