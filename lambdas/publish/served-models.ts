import { ModelCard } from '../contracts/pipeline.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** Cards of the served models; a file without a card is left out. */
export async function cardsOf(modelKeys: readonly string[], store: ObjectStore): Promise<ModelCard[]> {
  const cards = await Promise.all(
    modelKeys.map((key) => readDocument(store, key.replace(/model\.json$/, 'card.json'), ModelCard)),
  );
  return cards.filter((card) => card !== undefined);
}
