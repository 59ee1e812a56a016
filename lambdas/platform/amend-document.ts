import type { z } from 'zod';
import { InvariantError } from '../contracts/errors.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseDocument } from './stored-document.ts';

/** Two writers can lose this race a few times, never for ever: each lost race means that another one made progress. */
const ATTEMPTS = 50;

/**
 * Changes a stored document by compare-and-swap, so that what another writer added meanwhile is never lost.
 *
 * @param next the document as it shall be (as before: nothing is written); asked again whenever another writer was faster
 * @throws StoredDataError when the document is damaged; InvariantError when 50 attempts in a row were lost
 */
export async function amendDocument<T extends z.ZodType, After extends z.output<T> | undefined>(
  store: ObjectStore,
  key: string,
  schema: T,
  next: (before: z.output<T> | undefined) => After | Promise<After>,
): Promise<After> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const object = await store.get(key);
    const before = object && parseDocument(key, object.body, schema);
    const after = await next(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return after;
    const condition = object ? { ifMatch: object.etag } : { ifAbsent: true as const };
    if (await store.put(key, JSON.stringify(after), condition)) return after;
  }
  throw new InvariantError(`${key} changed ${ATTEMPTS} times while it was amended once; is a run looping?`);
}
