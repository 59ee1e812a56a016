import { InvariantError, RetailPulseError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import type { Http } from '../../../ports/ports.ts';
import { type Listing, single } from '../../engine/rest/declare.ts';
import { totalOf } from '../../engine/rest/paging.ts';
import { at } from '../../engine/rest/place.ts';
import { type Listed, type Occasion, RestSession } from '../../engine/rest/session.ts';
import type { PageToken, Stream } from '../../engine/source.ts';

export const SCROLL = '/companies/scroll';
export const CONVERSATION = '/conversations/{parent}';

/** Companies are counted by their listing: the scroll is one to an app, and would be in its own way. */
const COMPANIES: Listing = { path: '/companies', params: () => ({ per_page: 1 }), records: '$.data', paging: single() };

const isGone = (error: unknown) => error instanceof RetailPulseError && error.details.status === 404;

/** What Intercom does in a way of its own: scrolls, talks that are listed before they are read, and talks that are gone by then. */
export class IntercomSession extends RestSession {
  override async list(listing: Listing, occasion: Occasion, token: PageToken | undefined): Promise<Listed> {
    if (listing.path === SCROLL) return this.#scroll(listing, occasion, token);
    if (listing.path !== CONVERSATION) return super.list(listing, occasion, token);
    try {
      return await super.list(listing, occasion, token);
    } catch (error) {
      // Deleted between the search and now; the next search will know, and the count says so until then.
      if (!isGone(error)) throw error;
      return { answer: { status: 404, header: () => undefined, body: {} }, records: [], next: undefined };
    }
  }

  override async count(stream: Stream, window: Window): Promise<number | null> {
    if (stream.name === 'companies')
      return totalOf((await super.list(COMPANIES, { window }, undefined)).answer, '$.total_count');
    if (stream.name !== 'conversations') return super.count(stream, window);
    const { per } = stream as Stream & { readonly per?: Listing };
    if (!per) throw new InvariantError('conversations are found by a search');
    // Found again, not read again: one call a talk is dear.
    const found = new Set<unknown>();
    for (let token: PageToken | undefined; ; ) {
      const { records, next } = await super.list(per, { window, parse: JSON.parse }, token);
      for (const record of records) found.add(at(record, '$.id'));
      if (next === undefined || next === token) return found.size;
      token = next;
    }
  }

  /** A scroll has an empty page at its end, and ends by itself when nobody asks for a minute: then it begins anew. */
  async #scroll(listing: Listing, occasion: Occasion, token: PageToken | undefined): Promise<Listed> {
    const restarted = () => super.list(listing, occasion, undefined);
    const listed = await super.list(listing, occasion, token).catch((error: unknown) => {
      if (token === undefined || !isGone(error)) throw error;
      return restarted();
    });
    return listed.records.length === 0 ? { ...listed, next: undefined } : listed;
  }
}

/** A newer version for what the pinned one does not have. @param paths of those calls, and the version they need */
export const versioned =
  (http: Http, base: string, paths: Readonly<Record<string, string>>): Http =>
  (request) => {
    const version = paths[new URL(request.url).pathname.slice(new URL(base).pathname.replace(/\/$/, '').length)];
    return http(
      version === undefined ? request : { ...request, headers: { ...request.headers, 'intercom-version': version } },
    );
  };
