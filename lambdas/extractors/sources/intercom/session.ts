import { RetailPulseError } from '../../../contracts/errors.ts';
import type { Listing } from '../../engine/rest/declare.ts';
import type { Listed, RequestContext } from '../../engine/rest/listing.ts';
import { RestSession } from '../../engine/rest/session.ts';
import type { PageToken } from '../../engine/source.ts';

export const SCROLL = '/companies/scroll';
export const CONVERSATION = '/conversations/{parent}';

const NOTHING: Listed = { answer: { status: 404, header: () => undefined, body: {} }, records: [], next: undefined };

/** What Intercom answers with 404: a talk that is gone by the time it is read, and a scroll that ended by itself. */
export class IntercomSession extends RestSession {
  override async list(listing: Listing, occasion: RequestContext, token: PageToken | undefined): Promise<Listed> {
    try {
      return await super.list(listing, occasion, token);
    } catch (error) {
      const isGone = error instanceof RetailPulseError && error.details.status === 404;
      // Deleted between the search and now; the next search will know, and the count says so until then.
      if (isGone && listing.path === CONVERSATION) return NOTHING;
      // Nobody asked for a minute: it begins anew.
      if (isGone && listing.path === SCROLL && token !== undefined) return super.list(listing, occasion, undefined);
      throw error;
    }
  }
}
