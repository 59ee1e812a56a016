import { ModelCard } from '../contracts/pipeline.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SqlLibrary } from '../sql/library.ts';

/** Cards of the models served; a file without a card is left out. */
export async function cardsOf(modelKeys: readonly string[], store: ObjectStore): Promise<ModelCard[]> {
  const cards = await Promise.all(
    modelKeys.map((key) => readDocument(store, key.replace(/model\.json$/, 'card.json'), ModelCard)),
  );
  return cards.filter((card) => card !== undefined);
}

/** What each model reads, by name; raw tables are named as the warehouse names them. */
export const upstreamOf = ({ models }: SqlLibrary): Record<string, readonly string[]> =>
  Object.fromEntries(
    [...models.values()].map(({ name, parents, source }) => [
      name,
      source ? [`raw.${source.source}__${source.stream}`] : parents,
    ]),
  );
