// Finds the records in a vendor's response, whatever wraps them.
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { parseExact } from '../../lambdas/extractors/engine/exact-json.ts';
import { RecordJudge } from '../../lambdas/extractors/engine/judge-record.ts';
import { keyOf } from '../../lambdas/extractors/engine/record-key.ts';
import type { Stream } from '../../lambdas/extractors/engine/source.ts';
import { singularOf } from './also-known.ts';
import { stitchedLines } from './bulk-lines.ts';

/** Maximum nesting of wrappers around a list. */
const DEPTH = 7;

/**
 * The records in a text: a complete response with its envelope, one record, an array of either, or JSON lines.
 * @throws ConfigError when the text is not JSON
 */
export function recordsOfPayload(text: string, stream: Stream): unknown[] {
  const isRecord = recordTest(stream);
  return stitchedLines(valuesOf(text), isRecord)
    .flatMap((value) => exchangesOf(value, stream))
    .flatMap((value) => recordsOf(value, stream, isRecord));
}

/** A recorded exchange counts by its response; a failed one, or a count, holds no record. */
function exchangesOf(value: unknown, stream: Stream): unknown[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isExchange)) {
    const asked = value.filter(({ path }) => isPathOf(stream, path));
    return (asked.length > 0 ? asked : value).flatMap((one) => exchangesOf(one, stream));
  }
  if (!isExchange(value)) return [value];
  const { response, status } = value;
  if (Number(status) >= 400) return [];
  const isCount = isObject(response) && !Object.values(response).some((child) => typeof child === 'object');
  return isCount && !('id' in response) ? [] : [response];
}

interface Exchange {
  readonly response: unknown;
  readonly status?: unknown;
  readonly path?: unknown;
}
const isExchange = (value: unknown): value is Exchange =>
  isObject(value) && 'response' in value && ['method', 'path', 'status', 'endpoint'].some((name) => name in value);

/** True if the stream's own listing was requested: a recording may hold others. */
function isPathOf(stream: Stream, path: unknown): boolean {
  const listed = 'path' in stream && typeof stream.path === 'string' ? stream.path : '';
  if (listed.length < 2 || typeof path !== 'string') return false;
  const words = listed.split('{parent}').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`${words.join('[^/]+')}/?(?:\\?|$)`).test(path);
}

/**
 * True if a value is a record of the stream: one that matches, or that has its key and will be rejected for something
 * else. When the key is not part of the record, only a match counts.
 */
function recordTest(stream: Stream): Fits {
  const judge = new RecordJudge(stream);
  const namesItself = keyOf(stream, {}) === undefined;
  return (value) => {
    if (!isObject(value)) return false;
    const { costly, hasKey } = judge.judge(value);
    return costly.length === 0 || (namesItself && hasKey);
  };
}

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

function recordsOf(value: unknown, stream: Stream, fits: Fits): readonly unknown[] {
  const share = (all: readonly unknown[]) => (all.length === 0 ? 0 : all.filter(fits).length / all.length);
  const declared = safely(() => stream.unwrap?.(value));
  // A record may itself have a list named like the stream.
  if (fits(value) && !isDecoded(stream)) return [value];
  if (declared && share(declared) > 0.5) return declared;
  if (Array.isArray(value)) {
    if (share(value) > 0.5) return value;
    const inside = value.flatMap((one) => (isObject(one) && !fits(one) ? recordsOf(one, stream, fits) : [one]));
    return share(inside) >= share(value) ? inside : value;
  }
  if (!isObject(value) || fits(value) || isBroken(value)) return [value];
  const named = new Set([stream.name, singularOf(stream.name)].map(plainName));
  const best = grouped(placesIn(value))
    .map((one) => ({ ...one, share: share(one.records) }))
    .filter((one) => one.share > 0)
    // A value under the stream's name wins; otherwise the outermost: values below are its parts.
    .sort(
      (a, b) =>
        Number(named.has(plainName(b.key))) - Number(named.has(plainName(a.key))) ||
        a.depth - b.depth ||
        b.share - a.share ||
        b.records.length - a.records.length,
    )[0];
  if (best) return best.records;
  return declared ?? (isEmptyEnvelope(value) || isRefusal(value) ? [] : [value]);
}

const isDecoded = (stream: Stream) => 'decode' in stream && stream.decode !== undefined;

/**
 * An object with an id of its own is a record, and its parts are not: only Shopify's ids reveal one of another stream.
 */
const isBroken = ({ id }: Record<string, unknown>) =>
  typeof id === 'number' || (typeof id === 'string' && id !== '' && !id.startsWith('gid://'));

/** Normalises a name: `draft_orders` and `draftOrders` are equal. */
const plainName = (name: string) => name.replaceAll('_', '').toLowerCase();

interface Found {
  readonly key: string;
  readonly depth: number;
  readonly records: readonly unknown[];
}

/** Answers to batch writes return the written objects in three lists. */
const BATCH = ['create', 'update', 'delete'];

/** Records with one name and depth are of one kind, whatever their parents. */
function grouped(all: Iterable<Found>): Found[] {
  const groups = new Map<string, Found>();
  for (const one of all) {
    const key = BATCH.includes(one.key) ? 'batch' : one.key;
    const at = `${one.depth} ${key}`;
    groups.set(at, { ...one, key, records: [...(groups.get(at)?.records ?? []), ...one.records] });
  }
  return [...groups.values()];
}

/**
 * Objects and lists of objects below a value; GraphQL's `edges` count as their nodes, under the name of their
 * connection.
 */
function* placesIn(value: Record<string, unknown>, depth = 0, name = ''): Generator<Found> {
  if (depth > DEPTH) return;
  for (const [key, child] of Object.entries(value)) {
    const called = key === 'edges' || key === 'nodes' ? name : key;
    const records = (Array.isArray(child) ? child : [child]).map(heldIn).filter(isObject);
    if (records.length > 0) yield { key: called, depth, records };
    for (const one of records) yield* placesIn(one, depth + 1, called);
  }
}

/** The record itself, inside an edge of a connection or an answer to its deletion. */
function heldIn(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isObject(value.node)) return value.node;
  return value.deleted === true && isObject(value.previous) ? value.previous : value;
}

/** A refusal of a vendor: errors and no data. */
const isRefusal = (value: Record<string, unknown>) =>
  ('errors' in value || 'error' in value) && !('id' in value) && (value.data ?? undefined) === undefined;

/** An empty response is not a broken record. */
const isEmptyEnvelope = (value: Record<string, unknown>): boolean =>
  !('id' in value) && (foundNothing(value.data) || hasEmptyList(value));

/** GraphQL's answer for an unknown id. */
const foundNothing = (data: unknown) =>
  isObject(data) && Object.keys(data).length > 0 && Object.values(data).every((one) => one === null);

const hasEmptyList = (value: Record<string, unknown>) =>
  Object.values(value).some((child) =>
    Array.isArray(child) ? child.length === 0 : isObject(child) && isEmptyEnvelope(child),
  );

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined; // a body that the declaration's decoder does not know
  }
}
