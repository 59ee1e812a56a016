import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CompletenessError, InvariantError, RateLimitedError, SourceContractError } from '../../contracts/errors.ts';
import { type ExtractInput, type ExtractResult, Slice } from '../../contracts/ingest.ts';
import { LandedPart, type Manifest } from '../../contracts/manifest.ts';
import { logger } from '../../platform/telemetry.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Clock, Deadline } from '../../ports/ports.ts';
import { policyOf, refuseDrift } from './drift.ts';
import { KeyTrail } from './key-trail.ts';
import { SliceLanding } from './landing.ts';
import { RecentKeys } from './recent-keys.ts';
import { checkScopes, namingScopes } from './scopes.ts';
import type { Connection, Session, Source, Stream } from './source.ts';
import { commitWindow } from './stream-state.ts';
import type { Tokens } from './tokens.ts';

/** Below this much time a slice commits what it has and asks to be called again. */
const STOP_MS = 90_000;
/** The vendor's count may move while we read; so often the window is read again before the slice gives up. */
const READINGS = 3;
/** A vendor may answer with the page before once or twice; more often, and paging is broken. */
const STANDSTILL = 5;
/** Share of a slice that may be quarantined before the response shape itself is doubted. */
const QUARANTINE_LIMIT = 0.1;
/** Keys of the last page that a paused slice takes along: the page it goes on with may be that one again. */
const TAKEN_ALONG = 1000;

export interface ExtractPorts {
  readonly store: ObjectStore;
  readonly vault: ObjectStore;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly source: Source;
  readonly connection: Connection;
  readonly session: Session;
}

const Progress = z.object({
  parts: z.array(LandedPart),
  rows: z.number(),
  quarantined: z.number(),
  drift: z.record(z.string(), z.number()),
  token: z.string().optional(),
  skip: z.number(),
  /** Fingerprint of the records an export had passed: the next export must pass the same ones. */
  trail: z.string().optional(),
  /** Tokens of the keys, for a key may hold what somebody typed. */
  recent: z.array(z.string()).default([]),
  counted: z.number().nullable(),
  started_at: z.string(),
});
type Progress = z.infer<typeof Progress>;

const progressKey = (slice: Slice) => `ops/progress/${slice.run_id}/${slice.slice_id}.json`;
export const manifestKey = (slice: Slice) =>
  `ops/manifests/${slice.source}/${slice.connection}/${slice.stream}/${slice.slice_id}.json`;
export const pendingKey = (slice: Slice) => `ops/pending/${slice.source}/${slice.connection}/${slice.slice_id}.json`;

/**
 * Reads one slice: pages or bulk → records → landing parts → proof → manifest → watermark.
 * Repeating it is safe: a finished slice answers from its manifest, an unfinished one goes on where it last committed.
 *
 * @throws CompletenessError naming the stream, the vendor's count and ours; nothing is committed then
 * @throws SourceUnavailableError | RateLimitedError | SourceAuthError | SourceContractError by what the vendor did
 */
export async function extractSlice(
  input: ExtractInput,
  ports: ExtractPorts,
  deadline: Deadline,
): Promise<ExtractResult> {
  const { store, source } = ports;
  const object = await store.get(input.slice_key);
  if (!object) throw new InvariantError(`no slice at ${input.slice_key}; was the plan written?`);
  const slice = Slice.parse(JSON.parse(object.body.toString()));
  const stream = source.streams.find((one) => one.name === slice.stream);
  if (!stream) throw new InvariantError(`source ${source.name} has no stream ${slice.stream}`);

  const written = await store.get(manifestKey(slice));
  if (written) return commit(slice, JSON.parse(written.body.toString()) as Manifest, input, ports);

  for (let reading = 1; ; reading++) {
    const outcome = await readSlice(slice, stream, ports, deadline, reading >= READINGS).catch((error: unknown) => {
      throw namingScopes(error, slice, stream);
    });
    if (outcome instanceof RateLimitedError) throw outcome; // what came until then is kept; the machine waits and calls again
    if (outcome === 'paused') return { slice_key: input.slice_key, done: false, rows: 0, quarantined: 0 };
    if (outcome !== 'moved') return commit(slice, outcome, input, ports);
    if (reading >= READINGS) {
      throw new CompletenessError(
        `${nameOf(slice)}: the vendor's count moved during ${READINGS} readings of ${slice.window.from} to ${slice.window.to}; read it at a quieter time`,
      );
    }
  }
}

const nameOf = (slice: Slice) => `${slice.source}.${slice.stream} of connection ${slice.connection}`;

async function readSlice(
  slice: Slice,
  stream: Stream,
  ports: ExtractPorts,
  deadline: Deadline,
  isLast: boolean,
): Promise<Manifest | RateLimitedError | 'paused' | 'moved'> {
  const { store, session, clock } = ports;
  const saved = await store.get(progressKey(slice));
  if (!saved) await checkScopes(slice, stream, session);
  const before: Progress = saved
    ? Progress.parse(JSON.parse(saved.body.toString()))
    : {
        parts: [],
        rows: 0,
        quarantined: 0,
        drift: {},
        skip: 0,
        recent: [],
        counted: stream.proof === 'declared' ? await session.count(stream, slice.window) : null,
        started_at: new Date(clock.now()).toISOString(),
      };
  const landing = new SliceLanding(slice, stream, ports, before);
  try {
    const position = await readRecords(slice, stream, ports, landing, before, deadline);
    if (position === 'moved') {
      await landing.abandon();
      await store.delete(progressKey(slice));
      return 'moved';
    }
    const landed = await landing.finish();
    if (position) {
      const { closed, ...reached } = position;
      await store.put(progressKey(slice), JSON.stringify({ ...before, ...landed, ...reached }));
      return closed ?? 'paused';
    }
    const total = landed.rows + landed.quarantined;
    const expected = await expectedCount(stream, slice, session, total);
    const verdict = judge(stream, before.counted, expected, total, isLast);
    if (verdict !== 'proved') await store.delete(progressKey(slice)); // whoever repeats this slice reads all of it again
    if (verdict === 'moved') return 'moved';
    if (verdict === 'short') {
      throw new CompletenessError(
        `${nameOf(slice)}: the vendor counts ${expected} records in ${slice.window.from} to ${slice.window.to}, ${total} arrived ` +
          `(${landed.rows} landed, ${landed.quarantined} quarantined); nothing was committed, the next run reads the window again`,
        { expected, landed: landed.rows, quarantined: landed.quarantined, slice_id: slice.slice_id },
      );
    }
    refuseDrift(policyOf(ports.connection, stream.name), landed.drift, nameOf(slice));
    if (landed.quarantined > Math.max(10, total * QUARANTINE_LIMIT)) {
      throw new SourceContractError(
        `${nameOf(slice)}: ${landed.quarantined} of ${total} records break the schema; see landing/_quarantine, amend the stream's schema and its fixture`,
      );
    }
    return {
      version: 1,
      source: slice.source,
      connection: slice.connection,
      stream: slice.stream,
      slice_id: slice.slice_id,
      run_id: slice.run_id,
      window: slice.window,
      path: slice.path,
      api_version: ports.source.apiVersion,
      schema_hash: schemaHash(stream),
      parts: [...landed.parts],
      rows: landed.rows,
      quarantined: landed.quarantined,
      calls: session.counts.calls,
      throttled: session.counts.throttled,
      // A vendor that will not count exactly today leaves the slice unproved, and that is what it says.
      proof: {
        kind: expected === null ? 'none' : stream.proof,
        expected,
        landed: total,
        ...(expected !== null && total > expected ? { left: total - expected } : {}),
      },
      drift: { ...landed.drift },
      started_at: before.started_at,
      finished_at: new Date(clock.now()).toISOString(),
    };
  } catch (error) {
    await landing.abandon();
    throw error;
  }
}

/**
 * How the vendor's count and ours compare. A window of the past only ever loses records: one that changes belongs to a later
 * window, where it is read again. So a busy account cannot hold still for a long reading, and need not: when the count fell
 * and what arrived lies between the two counts, nothing is missing.
 */
function judge(
  stream: Stream,
  counted: number | null,
  expected: number | null,
  total: number,
  isLast: boolean,
): 'proved' | 'moved' | 'short' {
  if (stream.proof === 'declared' && expected !== counted) {
    const fell = counted !== null && expected !== null && expected <= total && total <= counted;
    return isLast && stream.changes && fell ? 'proved' : 'moved';
  }
  if (expected === null || expected === total) return 'proved';
  if (stream.proof === 'recounted' && stream.changes && expected < total) return isLast ? 'proved' : 'moved';
  return 'short';
}

/** Where to go on, and why the vendor has to be waited for longer than we have. */
interface Position {
  readonly token?: string;
  readonly skip: number;
  readonly trail?: string;
  readonly recent: readonly string[];
  readonly closed?: RateLimitedError;
}

/**
 * @returns where to go on when time ran out, undefined when everything was read; `moved` when a new export does not begin with the
 * records that the one before had passed, so that going on behind them would skip some and double others
 */
async function readRecords(
  slice: Slice,
  stream: Stream,
  { session, tokens }: ExtractPorts,
  landing: SliceLanding,
  from: Progress,
  deadline: Deadline,
): Promise<Position | 'moved' | undefined> {
  if (slice.path === 'bulk') {
    if (!session.bulk) throw new InvariantError(`${nameOf(slice)} was planned as a bulk read, but its source has none`);
    const trail = new KeyTrail();
    const pass = (record: unknown) => trail.add(keyOf(stream, record) ?? '');
    let { skip } = from;
    let isSame = skip === 0;
    for await (const records of session.bulk(stream, slice, skip, pass)) {
      if (!isSame && trail.value !== from.trail) return 'moved';
      isSame = true;
      landing.answered();
      for (const record of records) {
        pass(record);
        const busy = landing.add(record);
        if (busy) await busy;
      }
      skip += records.length;
      if (deadline.remainingMs() < STOP_MS) return { skip, trail: trail.value, recent: [] };
    }
    return isSame || trail.value === from.trail ? undefined : 'moved';
  }
  const seen = new RecentKeys();
  const before = new Set(from.recent);
  const hidden = (keys: readonly string[]) => keys.map((key) => tokens.of('text', key));
  const isNew = (key: string) => !(before.size > 0 && before.has(tokens.of('text', key))) && seen.add(key);
  let standstill = 0;
  let again = 0;
  let pages = 0;
  let recent: readonly string[] = [];
  for (let token = from.token; ; ) {
    const page = await session.page(stream, slice, token).catch((error: unknown) => error as Error);
    if (page instanceof RateLimitedError && token !== undefined && pages > 0)
      return { token, skip: 0, recent: hidden(recent), closed: page };
    if (page instanceof Error) throw page;
    standstill = token !== undefined && page.next === token ? standstill + 1 : 0;
    if (standstill > STANDSTILL) {
      throw new SourceContractError(
        `${nameOf(slice)}: the same page came ${standstill} times in a row; paging does not move on`,
      );
    }
    // Rows shift while a vendor pages, and a page may come twice: the same version of a record lands once in a slice.
    const keys = page.records.map((record) => keyOf(stream, record));
    let fresh = 0;
    landing.answered();
    for (const [at, record] of page.records.entries()) {
      const key = keys[at];
      if (key !== undefined && !isNew(key)) continue;
      fresh++;
      const busy = landing.add(record);
      if (busy) await busy;
    }
    // A page of which all came before is the answer to an earlier question: where pages have numbers, ask for this one again.
    if (page.records.length > 0 && fresh === 0 && token !== undefined && page.next !== token && again++ < STANDSTILL)
      continue;
    again = 0;
    if (++pages > STANDSTILL) before.clear(); // what was read before the pause is behind us
    if (page.next === undefined) return undefined;
    token = page.next;
    recent = lastOf(keys);
    if (deadline.remainingMs() < STOP_MS) return { token, skip: 0, recent: hidden(recent) };
  }
}

const lastOf = (keys: readonly (string | undefined)[]) => keys.filter((key) => key !== undefined).slice(-TAKEN_ALONG);

/** Undefined when the record has none: the schema check quarantines it then and says why. */
function keyOf(stream: Stream, record: unknown): string | undefined {
  try {
    return stream.key(record as never);
  } catch {
    return undefined;
  }
}

async function expectedCount(stream: Stream, slice: Slice, session: Session, landed: number): Promise<number | null> {
  if (stream.proof === 'none') return null;
  const count = await session.count(stream, slice.window);
  logger.debug('extract.counted', { source: slice.source, stream: slice.stream, count, landed });
  return count;
}

/** The manifest first, then the note for the loader, then the window: a crash between any two loses nothing. */
async function commit(
  slice: Slice,
  manifest: Manifest,
  input: ExtractInput,
  ports: ExtractPorts,
): Promise<ExtractResult> {
  const { store, connection } = ports;
  const key = manifestKey(slice);
  await store.put(key, JSON.stringify(manifest), { ifAbsent: true });
  await store.put(pendingKey(slice), JSON.stringify({ manifest_key: key }));
  await commitWindow(store, slice, connection.start, slice.window);
  await store.delete(progressKey(slice));
  logger.info('extract.slice.committed', {
    source: slice.source,
    connection: slice.connection,
    stream: slice.stream,
    run_id: slice.run_id,
    slice_id: slice.slice_id,
    rows: manifest.rows,
    quarantined: manifest.quarantined,
    calls: manifest.calls,
  });
  return {
    slice_key: input.slice_key,
    done: true,
    rows: manifest.rows,
    quarantined: manifest.quarantined,
    manifest_key: key,
  };
}

/** Changes when the declared shape does; drift inside a loose schema does not move it. */
const schemaHash = (stream: Stream): string =>
  createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(stream.schema, { unrepresentable: 'any' })))
    .digest('hex')
    .slice(0, 16);
