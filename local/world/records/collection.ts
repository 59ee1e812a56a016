// How records are asked for.
/** One page of a collection, as the records stood at `asOf`. */
export interface Query {
  /** The vendor's "now": versions that begin later do not exist yet. */
  readonly asOf: number;
  /** Half-open window on the ordering time, `[from, to)`; absent ends are open. */
  readonly from?: number;
  readonly to?: number;
  /** Continue strictly behind this record of the previous page. */
  readonly after?: { readonly at: number; readonly id: string };
  /** Leave out so many records before the page, for vendors that page by number. */
  readonly skip?: number;
  readonly limit: number;
}

/**
 * Records of one kind in a total order `(time, numeric id)` ascending, where time is the one the collection is ordered by:
 * `updatedAt` for everything that changes, `at` for events. Reading at a fixed `asOf` returns each record exactly once.
 */
export interface Collection<T> {
  page(query: Query): readonly T[];
  count(query: Omit<Query, 'limit' | 'after' | 'skip'>): number;
  get(id: string, asOf: number): T | undefined;
  /** Ids of all records in the collection's order, none of them rendered. */
  ids(asOf: number): readonly string[];
}
