import type { z } from 'zod';
import type { ObjectStore } from '../ports/object-store.ts';

/** @returns undefined when nothing is there */
export async function readJson<T extends z.ZodType>(
  store: ObjectStore,
  key: string,
  schema: T,
): Promise<z.output<T> | undefined> {
  const object = await store.get(key);
  return object && schema.parse(JSON.parse(object.body.toString()));
}
