import { z } from 'zod';
import type { Current, HeldMart } from '../contracts/pipeline.ts';
import { RowsPart } from '../contracts/tile/table-bodies.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/**
 * The parts of a published document that matter here: a tile, a page with its key figures, or a metric's definition.
 */
const Standing = z.looseObject({
  state: z.looseObject({ kind: z.string() }).optional(),
  trust: z.looseObject({ as_of: z.string(), marts: z.array(z.string()) }).optional(),
  body: z.looseObject({ more: z.array(z.string()).optional() }).optional(),
});
const Page = z.looseObject({ kpis: Standing.nullable().optional(), lead: z.unknown().optional() });

/**
 * Documents of held marts stay as last published, and say so; they are never rendered from held data. A document
 * without an earlier version is rendered without these marts.
 */
export async function withHeldTiles(
  drawn: ReadonlyMap<string, unknown>,
  held: readonly HeldMart[],
  before: Current | undefined,
  store: ObjectStore,
): Promise<ReadonlyMap<string, unknown>> {
  if (held.length === 0 || !before) return drawn;
  const documents = new Map(drawn);
  for (const [name, key] of Object.entries(before.tiles)) {
    const earlier = await readDocument(store, key, Page.and(Standing));
    if (!earlier) continue;
    const reason = reasonOf(earlier, held);
    if (reason) {
      documents.set(name, stale(earlier, reason));
      // The remaining rows of a restored tile come back with it; those rendered now are dropped with the tile that is
      // not shown.
      for (const part of earlier.body?.more ?? []) {
        const rows = before.tiles[part] && (await readDocument(store, before.tiles[part], RowsPart));
        if (rows) documents.set(part, rows);
      }
    } else if (earlier.kpis && reasonOf(earlier.kpis, held)) {
      const now = (documents.get(name) ?? earlier) as object;
      documents.set(name, { ...now, lead: earlier.lead, kpis: stale(earlier.kpis, reasonOf(earlier.kpis, held)!) });
    }
  }
  return documents;
}

const reasonOf = ({ trust }: z.infer<typeof Standing>, held: readonly HeldMart[]) =>
  held.find(({ mart }) => trust?.marts.includes(mart));

function stale<T extends z.infer<typeof Standing>>(document: T, { mart, reason }: HeldMart): T {
  if (!document.state || !document.trust) return document;
  const text = `As of ${document.trust.as_of.slice(0, 10)}: ${mart} is held back. ${reason}`;
  return { ...document, state: { ...document.state, kind: 'stale', note: [{ text }] } };
}
