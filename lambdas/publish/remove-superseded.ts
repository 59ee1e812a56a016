import { PREFIX, publishedVersionKey } from '../contracts/layout.ts';
import type { Current } from '../contracts/pipeline.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/**
 * Removes published files that none of these versions names, so a reader of the previous version has time to finish.
 */
export async function removeSuperseded(store: ObjectStore, kept: readonly (Current | undefined)[]): Promise<void> {
  const named = new Set(
    kept.flatMap((one) =>
      one
        ? [
            publishedVersionKey(one.run_id),
            ...Object.values(one.marts).map(({ key }) => key),
            ...Object.values(one.tiles),
          ]
        : [],
    ),
  );
  for (const prefix of [PREFIX.marts, PREFIX.tiles, PREFIX.versions]) {
    const keys: string[] = [];
    for await (const { key } of store.list(prefix)) keys.push(key);
    for (const key of keys) if (!named.has(key)) await store.delete(key);
  }
}
