import { days, hours, minutes, type Stream, seconds } from '../../engine/source.ts';

/** Connection of a record → selection of its nodes, and how many come with the record; the rest is drained. */
export type Connections = Readonly<Record<string, { readonly selection: string; readonly first: number }>>;

/**
 * What a page of orders leaves out and is read behind it: `refunds` by their ids, while lists are checked against their counts;
 * `agreements` by order; `visits` on the way to an order beyond the first ten.
 */
type Completion = 'refunds' | 'agreements' | 'visits';

/** What is listed by a connection of the API: nodes, page by page. */
interface Listing extends Stream {
  /** Top-level field of the query. */
  readonly root: string;
  readonly selection: string;
  readonly nested: Connections;
  /** Search field of the window; absent where the vendor offers no filter. */
  readonly filter?: 'updated_at' | 'created_at' | 'processed_at' | 'issued_at';
  /** Search words that always hold. */
  readonly always?: string;
  readonly sortKey?: 'UPDATED_AT' | 'CREATED_AT' | 'ISSUED_AT' | 'ID';
  /** The object around the root; null for a shop that has none. */
  readonly within?: string;
  /** The records are the items of this list of the nodes, and so many should be there. */
  readonly listIn?: { readonly list: string; readonly count: string };
  readonly completion?: Completion;
  /** Query field that counts what the same filter finds. */
  readonly count?: string;
  readonly pageSize: number;
  /** Arguments of the root that do not change from call to call. */
  readonly extraArguments?: string;
  /** The records are the nodes of this connection, not its parents. */
  readonly recordsIn?: string;
}

/** Read page by page, however long the window. */
interface ConnectionStream extends Listing {
  readonly kind: 'connection';
}
/** The same for short windows; long ones come as one export. */
interface BulkStream extends Listing {
  readonly kind: 'bulk';
}
/** A question in ShopifyQL, answered by a table of days. */
interface ReportStream extends Stream {
  readonly kind: 'report';
}
/** The one object that the shop itself is. */
interface ObjectStream extends Stream {
  readonly kind: 'object';
  readonly selection: string;
}
/** Codes of discounts: a page may end inside a discount. */
interface CodesStream extends Stream {
  readonly kind: 'codes';
}

export type ListedStream = ConnectionStream | BulkStream;
/** How a stream is asked for, beyond the engine's words. */
export type ShopifyStream = ListedStream | ReportStream | ObjectStream | CodesStream;

export const isListed = (stream: ShopifyStream): stream is ListedStream =>
  stream.kind === 'connection' || stream.kind === 'bulk';

const byId = (record: { id: string; updatedAt?: string }) => `${record.id}@${record.updatedAt ?? ''}`;

/** Polled every quarter of an hour; an hour of overlap catches what was written late. */
export const incremental = {
  kind: 'bulk',
  key: byId,
  sync: 'incremental',
  lookbackMs: hours(1),
  safetyLagMs: minutes(1),
  maxWindowMs: days(7),
  bulkAboveMs: days(3),
  maxBulkWindowMs: days(90),
  filter: 'updated_at',
  cursor: { field: '$.updatedAt', unit: 'iso' },
  deletes: 'invisible',
  proof: 'declared',
  changes: true,
  nested: {},
} as const;

/** The same where a bulk export cannot say it, or need not: pages have no size that a longer window would outgrow. */
const { bulkAboveMs: _, ...changing } = incremental;
export const paged = { ...changing, kind: 'connection', maxWindowMs: days(90) } as const;

export const snapshot = {
  key: byId,
  sync: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: seconds(0),
  maxWindowMs: days(36_500),
  deletes: 'snapshot',
} as const;
