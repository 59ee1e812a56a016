// What a REST source says of itself, as data; `session.ts` interprets it.
import type { Window } from '../../../contracts/ingest.ts';
import type { Stream } from '../source.ts';
import type { Place } from './place.ts';

type Value = string | number | boolean | undefined;
export type Params = Readonly<Record<string, Value>>;

/** Name of the parameter that asks for so many records, and how many to ask for. `$.a.b` puts it into a JSON body. */
export type Size = readonly [as: string, of: number];

export interface Offset {
  readonly as: string;
  readonly size: Size;
  readonly total?: Place;
  /** Path of the list that is skipped in, where records are made of its items. */
  readonly of?: string;
  /**
   * Share of a page that the next one reads again; 0 unless told otherwise. A record that goes away while we page moves all behind it
   * forward, one of them out of the page to come; a recount, which lacks the record that went, then equals what was read. With the
   * overlap none is passed over, and the recount tells. What is read twice lands once. Not for parents, whose children would be read twice.
   */
  readonly overlap?: number;
}

/** How the vendor lets a listing be continued. */
export type Paging =
  | { readonly kind: 'single' }
  | { readonly kind: 'token'; readonly from: Place; readonly as: string; readonly size?: Size; readonly more?: string }
  | { readonly kind: 'link'; readonly from: Place; readonly size?: Size; readonly more?: string }
  | (Offset & { readonly kind: 'offset' })
  | { readonly kind: 'pages'; readonly as: string; readonly size: Size; readonly total?: Place };

/** Everything in one answer. */
export const single = (): Paging => ({ kind: 'single' });
/** A token in the answer, sent back as a parameter (`as: '$.a.b'`: in a JSON body). @param options.more says whether another page follows */
export const token = (options: { from: Place; as: string; size?: Size; more?: string }): Paging => ({
  kind: 'token',
  ...options,
});
/** The whole address of the next page, in the body or in a Link header (RFC 8288). */
export const link = (options: { from: Place; size?: Size; more?: string }): Paging => ({ kind: 'link', ...options });
/** A number of records to skip. Without `total` a page with fewer records than asked for is the last. */
export const offset = (options: Offset): Paging => ({ kind: 'offset', ...options });
/**
 * Numbered pages from 1. Without `total` a page with fewer records than asked for is the last. They cannot overlap: that records
 * moved shows in the vendor's total, taken before and after.
 */
export const pages = (options: { as: string; size: Size; total?: Place }): Paging => ({ kind: 'pages', ...options });

/** How a window's records are counted: by the vendor's own total, or by sweeping their ids again with other parameters. */
export type Count =
  | { readonly kind: 'total'; readonly from: Place; readonly params?: Params; readonly by?: Listing }
  | { readonly kind: 'sweep'; readonly params?: Params; readonly by?: Listing };

/** @param options.by another listing of the same records, where the stream's own is dear to ask or has no total */
export const total = (options: { from: Place; params?: Params; by?: Listing }): Count => ({
  kind: 'total',
  ...options,
});
/** @param options.by as of `total` */
export const sweep = (options: { params?: Params; by?: Listing } = {}): Count => ({ kind: 'sweep', ...options });

/** One page, as a listing judges whether it is the last. */
export interface PageSeen {
  readonly body: unknown;
  readonly records: readonly unknown[];
  readonly window: Window;
}

/** A listing the vendor gives. */
export interface Listing {
  /** Below the base URL; `{parent}` stands for the id of a parent. */
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly params?: (window: Window) => Params;
  readonly body?: (window: Window) => unknown;
  /** Path of the records inside the body; `$` when the body is the array, or the one record. */
  readonly records?: string;
  /** Where a path cannot say it: the records of a parsed body. */
  readonly decode?: (body: unknown, window: Window) => readonly unknown[];
  readonly paging: Paging;
  /** Where the vendor always names a next page: whether this one was the last. */
  readonly ends?: (page: PageSeen) => boolean;
  /** Beside, or in place of, those of the source. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Kind of call, for the pace; the path unless told otherwise. */
  readonly kind?: string;
}

/** A listing whose every record has children to be asked for. */
export interface Parents extends Listing {
  /** Path of the parent's id. */
  readonly id: string;
  /** Which parents have children at all. */
  readonly where?: (parent: unknown) => boolean;
  /** Parents whose children are asked for at once, where children come in one answer; 1 unless told otherwise. */
  readonly ahead?: number;
}

/** One collection, declared. */
export interface RestStream extends Stream, Listing {
  readonly count?: Count;
  /** Children are listed by parent; the parent's id is added to each as `_parent_id`. */
  readonly per?: Parents;
}
