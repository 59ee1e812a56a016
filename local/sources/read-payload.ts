// Finds the records in what a vendor sent, whatever it is wrapped in.
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { parseExact } from '../../lambdas/extractors/engine/exact-json.ts';
import type { Stream } from '../../lambdas/extractors/engine/source.ts';

/** Wrappers of wrappers: deeper than this nobody hides a list. */
const DEPTH = 5;

/**
 * The records in a text: a whole response with its envelope, one record, an array of either, or JSON lines.
 * @throws ConfigError when the text is no JSON at all
 */
export function recordsOfPayload(text: string, stream: Stream): unknown[] {
  return valuesOf(text)
    .flatMap(exchangesOf)
    .flatMap((value) => recordsOf(value, stream));
}

/** A recorded exchange is about its response; one that only counts holds no record. */
function exchangesOf(value: unknown): unknown[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isExchange)) return value.flatMap(exchangesOf);
  if (!isExchange(value)) return [value];
  const { response } = value;
  const isCount = isObject(response) && !Object.values(response).some((child) => typeof child === 'object');
  return isCount && !('id' in response) ? [] : [response];
}

const isExchange = (value: unknown): value is { readonly response: unknown } =>
  isObject(value) && 'response' in value && ('method' in value || 'path' in value || 'status' in value);

function valuesOf(text: string): unknown[] {
  try {
    return [parseExact(text)];
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map(parseExact);
    } catch {
      throw new ConfigError(`the file is neither JSON nor JSON lines: ${(error as Error).message}`);
    }
  }
}

type Fits = (value: unknown) => boolean;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordsOf(value: unknown, stream: Stream): readonly unknown[] {
  const fits: Fits = (one) => stream.schema.safeParse(one).success;
  const share = (all: readonly unknown[]) => (all.length === 0 ? 0 : all.filter(fits).length / all.length);
  const declared = safely(() => stream.unwrap?.(value));
  if (declared && share(declared) > 0.5) return declared;
  if (Array.isArray(value)) {
    if (share(value) > 0.5) return value;
    const inside = value.flatMap((one) => (isObject(one) && !fits(one) ? recordsOf(one, stream) : [one]));
    return share(inside) >= share(value) ? inside : value;
  }
  if (!isObject(value) || fits(value)) return [value];
  const lists = [...listsIn(value, 0)].filter((list) => list.length > 0);
  const best = lists.sort((a, b) => share(b) - share(a) || b.length - a.length)[0];
  if (best && share(best) > 0) return best;
  const single = [...objectsIn(value, 0)].find(fits);
  if (single) return [single];
  return declared ?? (lists.length === 0 && isEmptyEnvelope(value) ? [] : [value]);
}

/** Arrays of objects below a value; GraphQL's `edges` are taken as their nodes. */
function* listsIn(value: unknown, depth: number): Generator<readonly unknown[]> {
  if (depth > DEPTH || !isObject(value)) return;
  for (const child of Object.values(value)) {
    if (Array.isArray(child)) {
      const nodes = child.map((one) => (isObject(one) && isObject(one.node) ? one.node : one));
      if (nodes.every(isObject)) yield nodes;
    } else yield* listsIn(child, depth + 1);
  }
}

function* objectsIn(value: Record<string, unknown>, depth: number): Generator<Record<string, unknown>> {
  if (depth > DEPTH) return;
  for (const child of Object.values(value)) {
    if (!isObject(child)) continue;
    yield child;
    yield* objectsIn(child, depth + 1);
  }
}

/** A response with nothing in it is not a broken record. */
const isEmptyEnvelope = (value: Record<string, unknown>) =>
  Object.values(value).some((child) => Array.isArray(child) && child.length === 0);

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined; // a body of another shape than the declaration's decoder knows
  }
}
