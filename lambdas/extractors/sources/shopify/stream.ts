import { days, hours, minutes, type Stream, seconds } from '../../engine/source.ts';

/** Connection of a record → selection of its nodes, and how many come with the record; the rest is drained. */
export type Connections = Readonly<Record<string, { readonly selection: string; readonly first: number }>>;

/**
 * Completions of a page of orders: `refunds` by their ids, while lists are checked against their counts; `agreements`
 * by order; `visits` of the journey to an order beyond the first ten.
 */
type Completion = 'refunds' | 'agreements' | 'visits';

/** A stream listed by a connection of the API: nodes, page by page. */
interface Listing extends Stream {
  /** Top-level field of the query. */
  readonly root: string;
  readonly selection: string;
  readonly nested: Connections;
  /** Search field of the window; absent when the vendor offers no filter. */
  readonly filter?: 'updated_at' | 'created_at' | 'processed_at' | 'issued_at';
  /** Constant search terms. */
  readonly always?: string;
  readonly sortKey?: 'UPDATED_AT' | 'CREATED_AT' | 'ISSUED_AT' | 'ID';
  /** The object around the root; null for a shop without it. */
  readonly within?: string;
  /** The records are the items of this list of the nodes, with its expected length. */
  readonly listIn?: { readonly list: string; readonly count: string };
  readonly completion?: Completion;
  /** Query field that counts the results of the same filter. */
  readonly count?: string;
  readonly pageSize: number;
  /** Constant arguments of the root. */
  readonly extraArguments?: string;
  /** The records are the nodes of this connection, not its parents. */
  readonly recordsIn?: string;
}

/** Always read page by page, however long the window. */
interface ConnectionStream extends Listing {
  readonly kind: 'connection';
}
/** Paged for short windows; long ones come as one export. */
interface BulkStream extends Listing {
  readonly kind: 'bulk';
}
/** A ShopifyQL statement, answered by a table of days. */
interface ReportStream extends Stream {
  readonly kind: 'report';
}
/** The shop object itself. */
interface ObjectStream extends Stream {
  readonly kind: 'object';
  readonly selection: string;
}
/** Codes of discounts: a page may end inside a discount. */
interface CodesStream extends Stream {
  readonly kind: 'codes';
}

export type ListedStream = ConnectionStream | BulkStream;
/** Shopify's query of a stream, in addition to the engine's declaration. */
export type ShopifyStream = ListedStream | ReportStream | ObjectStream | CodesStream;

export const isListed = (stream: ShopifyStream): stream is ListedStream =>
  stream.kind === 'connection' || stream.kind === 'bulk';

const byId = (record: { id: string; updatedAt?: string }) => `${record.id}@${record.updatedAt ?? ''}`;

/** Polled every quarter of an hour; an hour of overlap covers late writes. */
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

/** Streams that a bulk export cannot express, or need not: a longer window does not outgrow pages. */
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
