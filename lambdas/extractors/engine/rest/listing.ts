import type { Window } from '../../../contracts/ingest.ts';
import type { PageToken } from '../source.ts';
import type { Listing, Params } from './declare.ts';
import type { Answer } from './place.ts';

/** How one listing is asked for on one occasion. */
export interface RequestContext {
  readonly window: Window;
  readonly parent?: string;
  /** Parameters in place of, or beside, the declared ones. */
  readonly params?: Params;
  /** Numbers need no exactness where nothing is kept of them. */
  readonly parse?: (text: string) => unknown;
}

export interface Listed {
  readonly answer: Answer;
  readonly records: readonly unknown[];
  readonly next: PageToken | undefined;
}

/** Asks a vendor for pages of a listing. */
export interface Lister {
  list(listing: Listing, context: RequestContext, token: PageToken | undefined): Promise<Listed>;
}
