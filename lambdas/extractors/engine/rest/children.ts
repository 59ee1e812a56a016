// Streams the vendor lists only by parent: comments of a ticket, clicks of a campaign.
import { z } from 'zod';
import type { Page, PageToken } from '../source.ts';
import type { Listing, Parents, RestStream } from './declare.ts';
import type { Listed, Lister, RequestContext } from './listing.ts';
import { at } from './place.ts';
import { cutToWindow } from './records.ts';

/** Page of parents, the parent in it, page of its children. */
const Position = z.object({ p: z.string().optional(), i: z.number().int(), c: z.string().optional() });

/**
 * The children at `token`, one parent after the other in the order of their listing; when the children come in one
 * answer, those of several parents at once. The token names the page of parents, so a paused slice lists it again and
 * resumes inside it.
 */
export async function childrenAt(
  session: Lister,
  stream: Listing & Pick<RestStream, 'cursor'>,
  per: Parents,
  occasion: RequestContext,
  token: PageToken | undefined,
): Promise<Page> {
  const { p, i, c } = token === undefined ? { i: 0, p: undefined, c: undefined } : Position.parse(JSON.parse(token));
  const { window } = occasion;
  const listed = await parentsAt(session, per, occasion, p);
  const parents = listed.records.filter((parent) => per.where?.(parent) ?? true);
  const ahead = stream.paging.kind === 'single' ? (per.ahead ?? 1) : 1;
  const batch = parents.slice(i, i + ahead).map((parent) => idOf(parent, per));
  const answers = await Promise.all(
    batch.map(async (parent) => (parent === undefined ? NAMELESS : session.list(stream, { ...occasion, parent }, c))),
  );
  const records = answers.flatMap(({ records: children }, n) =>
    (batch[n] === undefined ? children : cutToWindow(children, stream.cursor, window)).map((child) => ({
      ...(child as object),
      _parent_id: batch[n],
    })),
  );
  const inside = answers[0]?.next;
  const following = i + Math.max(1, batch.length);
  if (inside !== undefined) return { records, next: position(p, i, inside) };
  if (following < parents.length) return { records, next: position(p, following) };
  return { records, next: listed.next === undefined ? undefined : position(listed.next, 0) };
}

const position = (p: string | undefined, i: number, c?: string): PageToken => JSON.stringify({ p, i, c });

const pages = new WeakMap<Lister, { readonly at: string; readonly listed: ReturnType<Lister['list']> }>();

/** The page of parents is requested once, not once per parent. */
function parentsAt(session: Lister, per: Parents, { window }: RequestContext, token: PageToken | undefined) {
  const here = JSON.stringify([per.path, window, token]);
  const kept = pages.get(session);
  if (kept?.at === here) return kept.listed;
  const listed = session.list(per, { window, parse: JSON.parse }, token);
  pages.set(session, { at: here, listed });
  listed.catch(() => pages.delete(session));
  return listed;
}

/**
 * Placeholder for the children of a parent without an id, which cannot be requested: a record without a key, so that the loss is
 * quarantined and named in the children's stream, and costs the children of no other parent.
 */
const NAMELESS: Pick<Listed, 'records' | 'next'> = { records: [{}], next: undefined };

function idOf(parent: unknown, per: Parents): string | undefined {
  const id = at(parent, per.id);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
