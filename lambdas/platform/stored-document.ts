// Every stored document is read through here: one with unexpected content is named, never guessed at.
import type { z } from 'zod';
import { StoredDataError } from '../contracts/errors.ts';
import { kindOf } from '../contracts/stored-kinds.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** A JSON document of the store, or undefined when nothing is there. @throws StoredDataError when it is damaged */
export async function readDocument<T extends z.ZodType>(
  store: ObjectStore,
  key: string,
  schema: T,
): Promise<z.output<T> | undefined> {
  const object = await store.get(key);
  return object && parseDocument(key, object.body, schema);
}

/** @throws StoredDataError naming the document, the problem and the remedy, without any of its content */
export function parseDocument<T extends z.ZodType>(key: string, body: Buffer, schema: T): z.output<T> {
  const kind = kindOf(key);
  const read = readText(body, schema);
  const wrong = 'wrong' in read ? read.wrong : kind?.belongs?.(read.document, key) === false ? OF_ANOTHER : undefined;
  if (wrong === undefined) return (read as { document: z.output<T> }).document;
  throw new StoredDataError(
    `${key}${kind ? ` (${kind.name})` : ''} is damaged: ${wrong}; \`npm run doctor\` says how to rebuild it`,
    { key, wrong },
  );
}

/** As `parseDocument`, for callers that collect the errors. */
export function judgeDocument<T extends z.ZodType>(
  key: string,
  body: Buffer,
  schema: T,
): { readonly document: z.output<T> } | { readonly wrong: string } {
  const read = readText(body, schema);
  if ('wrong' in read) return read;
  return kindOf(key)?.belongs?.(read.document, key) === false ? { wrong: OF_ANOTHER } : read;
}

const OF_ANOTHER = 'its content belongs to another key: another document, or one of another home, was put in its place';

function readText<T extends z.ZodType>(body: Buffer, schema: T): { document: z.output<T> } | { wrong: string } {
  if (body.length === 0) return { wrong: 'it is empty' };
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    const isCut = /^\s*[[{]/.test(body.subarray(0, 64).toString());
    return { wrong: isCut ? `it is not JSON, or is truncated after ${body.length} bytes` : 'it is not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { document: parsed.data };
  const [issue] = parsed.error.issues;
  const place = issue!.path.map(String).filter((step) => /^\w{1,40}$/.test(step));
  return { wrong: `'${place.join('.') || 'the whole'}' does not match its schema` };
}
