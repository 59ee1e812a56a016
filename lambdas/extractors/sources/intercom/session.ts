import { RetailPulseError } from '../../../contracts/errors.ts';
import type { Listing } from '../../engine/rest/declare.ts';
import type { Listed, RequestContext } from '../../engine/rest/listing.ts';
import { RestSession } from '../../engine/rest/session.ts';
import type { PageToken } from '../../engine/source.ts';

export const SCROLL = '/companies/scroll';
export const CONVERSATION = '/conversations/{parent}';

const NOTHING: Listed = { answer: { status: 404, header: () => undefined, body: {} }, records: [], next: undefined };

/** Causes of a 404 at Intercom: a conversation deleted before it was read, and a scroll that expired. */
export class IntercomSession extends RestSession {
  override async list(listing: Listing, occasion: RequestContext, token: PageToken | undefined): Promise<Listed> {
    try {
      return await super.list(listing, occasion, token);
    } catch (error) {
      const isGone = error instanceof RetailPulseError && error.details.status === 404;
      // Deleted since the search; the next search will miss it, and until then the counts differ.
      if (isGone && listing.path === CONVERSATION) return NOTHING;
      // Unused for a minute: the scroll starts over.
      if (isGone && listing.path === SCROLL && token !== undefined) return super.list(listing, occasion, undefined);
      throw error;
    }
  }
}
