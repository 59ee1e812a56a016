import type { Window } from '../../../contracts/ingest.ts';
import type { PageToken } from '../source.ts';
import type { Listing, Params } from './declare.ts';
import type { Answer } from './place.ts';

/** The request of one listing in one context. */
export interface RequestContext {
  readonly window: Window;
  readonly parent?: string;
  /** Parameters in place of, or beside, the declared ones. */
  readonly params?: Params;
  /** Exact numbers are not needed when none of them is kept. */
  readonly parse?: (text: string) => unknown;
}

export interface Listed {
  readonly answer: Answer;
  readonly records: readonly unknown[];
  readonly next: PageToken | undefined;
}

/** Requests pages of a listing. */
export interface Lister {
  list(listing: Listing, context: RequestContext, token: PageToken | undefined): Promise<Listed>;
}
