// An array of records as a collection.

import type { Collection } from '../world/records/collection.ts';
import { collectionOf } from '../world/records/collection-of.ts';

/** @param records ordered by id; a collection is ordered by `updatedAt` */
export function shown<T extends { readonly id: string; readonly updatedAt: number }>(
  records: readonly T[],
): Collection<T> {
  const places = new Map(records.map(({ id }, place) => [id, place]));
  return collectionOf<T>({
    size: records.length,
    idOf: (place) => records[place]!.id,
    positionOf: (id) => places.get(id) ?? -1,
    timeOf: (place) => records[place]!.updatedAt,
    render: (place) => records[place]!,
  });
}
