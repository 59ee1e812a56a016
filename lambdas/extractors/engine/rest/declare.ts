// Declaration of a REST source, as data; `session.ts` interprets it.
import type { Window } from '../../../contracts/ingest.ts';
import type { Stream } from '../source.ts';
import type { Place } from './place.ts';

type Value = string | number | boolean | undefined;
export type Params = Readonly<Record<string, Value>>;

/** Name of the page size parameter, and its value. `$.a.b` puts it into a JSON body. */
export type Size = readonly [as: string, of: number];

export interface Offset {
  readonly as: string;
  readonly size: Size;
  readonly total?: Place;
  /** Path of the list that the offset counts in, when records are made of its items. */
  readonly of?: string;
  /**
   * Share of a page that the next one reads again; 0 by default. A record that disappears while we page moves all later
   * ones forward, so one of them slips out of the next page; a recount, which lacks the deleted record, would still
   * equal what was read. With the overlap none is skipped, and the recount detects it. Duplicates land once. Not for
   * parents, whose children would be read twice.
   */
  readonly overlap?: number;
}

/** Paging styles of listings. */
export type Paging =
  | { readonly kind: 'single' }
  | { readonly kind: 'token'; readonly from: Place; readonly as: string; readonly size?: Size; readonly more?: string }
  | { readonly kind: 'link'; readonly from: Place; readonly size?: Size; readonly more?: string }
  | (Offset & { readonly kind: 'offset' })
  | { readonly kind: 'pages'; readonly as: string; readonly size: Size; readonly total?: Place };

/** Everything in one answer. */
export const single = (): Paging => ({ kind: 'single' });
/**
 * A token in the answer, sent back as a parameter (`as: '$.a.b'`: in a JSON body). @param options.more whether another
 * page follows
 */
export const token = (options: { from: Place; as: string; size?: Size; more?: string }): Paging => ({
  kind: 'token',
  ...options,
});
/** The complete URL of the next page, in the body or in a Link header (RFC 8288). */
export const link = (options: { from: Place; size?: Size; more?: string }): Paging => ({ kind: 'link', ...options });
/** A number of records to skip. Without `total` a page with fewer records than requested is the last. */
export const offset = (options: Offset): Paging => ({ kind: 'offset', ...options });
/**
 * Numbered pages from 1. Without `total` a page with fewer records than requested is the last. They cannot overlap:
 * shifted records show in the vendor's total, taken before and after.
 */
export const pages = (options: { as: string; size: Size; total?: Place }): Paging => ({ kind: 'pages', ...options });

/**
 * How a window's records are counted: by the vendor's own total, or by listing their ids again with other parameters.
 */
export type Count =
  | { readonly kind: 'total'; readonly from: Place; readonly params?: Params; readonly by?: Listing }
  | { readonly kind: 'sweep'; readonly params?: Params; readonly by?: Listing };

/** @param options.by another listing of the same records, when the stream's own is expensive or has no total */
export const total = (options: { from: Place; params?: Params; by?: Listing }): Count => ({
  kind: 'total',
  ...options,
});
/** @param options.by as of `total` */
export const sweep = (options: { params?: Params; by?: Listing } = {}): Count => ({ kind: 'sweep', ...options });

/** A page, for deciding whether it is the last of its listing. */
export interface PageSeen {
  readonly body: unknown;
  readonly records: readonly unknown[];
  readonly window: Window;
}

/** A listing of the vendor. */
export interface Listing {
  /** Path below the base URL; `{parent}` is replaced by the id of a parent. */
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly params?: (window: Window) => Params;
  readonly body?: (window: Window) => unknown;
  /** Path of the records inside the body; `$` when the body is the array, or the one record. */
  readonly records?: string;
  /** The records of a parsed body, when a path cannot express it. */
  readonly decode?: (body: unknown, window: Window) => readonly unknown[];
  readonly paging: Paging;
  /** True if this page was the last, for vendors that always name a next page. */
  readonly ends?: (page: PageSeen) => boolean;
  /** In addition to, or in place of, those of the source. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Kind of call for the rate limiter; defaults to the path. */
  readonly kind?: string;
}

/** A listing whose every record has children to request. */
export interface Parents extends Listing {
  /** Path of the parent's id. */
  readonly id: string;
  /** Filters parents that have children. */
  readonly where?: (parent: unknown) => boolean;
  /** Parents per request, when children come in one answer; defaults to 1. */
  readonly ahead?: number;
}

/** One collection, declared. */
export interface RestStream extends Stream, Listing {
  readonly count?: Count;
  /** Children are listed by parent; the parent's id is added to each as `_parent_id`. */
  readonly per?: Parents;
}
