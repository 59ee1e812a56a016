import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Spelling out a schema takes milliseconds, and a stream has many slices. */
const known = new WeakMap<z.ZodType, string>();

/** Changes when the declared shape does; drift inside a loose schema does not change it. */
export function schemaHash(schema: z.ZodType): string {
  const before = known.get(schema);
  if (before) return before;
  const text = JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  known.set(schema, hash);
  return hash;
}
