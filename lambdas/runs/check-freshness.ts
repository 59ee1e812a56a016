import { PREFIX } from '../contracts/layout.ts';
import { Manifest, StreamState } from '../contracts/manifest.ts';
import type { DegradedConnection, FreshnessResult } from '../contracts/pipeline.ts';
import {
  type FailureRecord,
  type FreshnessInput,
  LatestIngest,
  type PromisedConnection,
  type RunRecord,
} from '../contracts/run-record.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import { readDocument, readFailures, readRun } from './read-records.ts';

const HOUR_MS = 3_600_000;
/** Longest duration of a run, in hours. */
const SAME_NOW_MS = 12 * HOUR_MS;
/** An error's text can hold a response; a reason is one sentence. */
const REASON_LENGTH = 400;

/**
 * Lists the connections this run cannot vouch for: not read, partly read, never read, or read too long ago. Their tiles
 * say so and nothing stops, unless no record has ever landed: then there is nothing to build from.
 */
export async function checkFreshness(
  input: FreshnessInput,
  { store, clock }: { store: ObjectStore; clock: Clock },
): Promise<FreshnessResult> {
  const ingestRuns = input.ingest_runs.length > 0 ? input.ingest_runs : await latestIngests(store);
  const degraded: DegradedConnection[] = [];
  const refused = new Map<string, ReadonlySet<string>>();
  for (const runId of ingestRuns) {
    const run = await readRun(store, runId);
    if (run && isRefused(run)) refused.set(`${run.source}/${run.connection}`, refusedStreams(run));
    if (!run) degraded.push(await unfinished(runId, input.connections, store));
    else if (run.outcome !== 'ok') degraded.push(partly(run, input.connections));
  }
  for (const found of [...input.load.degraded, ...(await lateConnections(input, store))]) add(degraded, found);
  const anything = await anythingRead(store, refused);
  if (!anything && degraded.length === 0) degraded.push(...input.connections.map(nothingThere));
  return { ingest_runs: ingestRuns, degraded, anything_read: anything, fresh_until: freshUntil(input, clock.now()) };
}

/** One entry per connection; it names streams only when they are all that is affected. */
function add(degraded: DegradedConnection[], { ...found }: DegradedConnection): void {
  const told = degraded.find((one) => nameOf(one) === nameOf(found));
  if (!told) {
    degraded.push(found);
    return;
  }
  told.reason += `; ${found.reason}`;
  if (told.streams && found.streams) told.streams = [...new Set([...told.streams, ...found.streams])].sort();
  else delete told.streams;
}

const nameOf = ({ source, connection }: { source: string; connection: string }) => `${source}/${connection}`;

/**
 * The shortest promise counts. The `as_of` of a demo or a replay is not the reader's now, so their clocks cannot be
 * compared.
 */
function freshUntil({ as_of, connections }: FreshnessInput, now: number): string | null {
  if (connections.length === 0 || Math.abs(now - Date.parse(as_of)) > SAME_NOW_MS) return null;
  const hours = Math.min(...connections.map(({ within_hours }) => within_hours));
  return new Date(Date.parse(as_of) + hours * HOUR_MS).toISOString();
}

const nothingThere = ({ source, connection }: PromisedConnection): DegradedConnection => ({
  source,
  connection,
  reason: 'it was read and holds no record yet (an empty shop or folder?); the next run looks again',
});

async function unfinished(
  runId: string,
  connections: readonly PromisedConnection[],
  store: ObjectStore,
): Promise<DegradedConnection> {
  const [failure] = await readFailures(store, runId);
  const one = connections.find(({ source, connection }) => runId.endsWith(`-${source}-${connection}`));
  const why = failure ? `${failure.error}: ${failure.message}` : 'it left no record';
  return {
    source: one?.source ?? 'unknown',
    connection: one?.connection ?? 'unknown',
    reason: shortened(`ingest run ${runId} did not end: ${why}`),
  };
}

function partly(run: RunRecord, connections: readonly PromisedConnection[]): DegradedConnection {
  const { source, connection, slices } = run;
  const failed = slices.filter((slice) => slice.outcome !== 'ok');
  const streams = [...new Set(failed.map((slice) => slice.stream))].sort();
  const why = mostFrequent(failed.flatMap(({ error }) => error ?? [])) ?? failureText(run.failures) ?? '';
  const secret = connections.find((one) => one.source === source && one.connection === connection)?.secret;
  const whose = secret && why.startsWith('SourceAuthError') ? ` (its secret is ${secret})` : '';
  return {
    source: source ?? 'unknown',
    connection: connection ?? 'unknown',
    ...(streams.length > 0 ? { streams } : {}),
    // The secret's name comes last and must not be cut off.
    reason: `${shortened(
      `${failed.length} of ${slices.length} slices failed (${streams.join(', ')}); the next run reads them again${why && `. ${why}`}`,
    )}${whose}`,
  };
}

const failureText = ([failure]: readonly FailureRecord[]) => failure && `${failure.error}: ${failure.message}`;
const shortened = (text: string) => (text.length <= REASON_LENGTH ? text : `${text.slice(0, REASON_LENGTH - 1)}…`);

/** One cause fails many slices with texts that differ only in the stream's name: group by the error's name. */
function mostFrequent(errors: readonly string[]): string | undefined {
  const byName = Object.groupBy(errors, (text) => text.split(':')[0]!);
  return Object.values(byName)
    .sort((a, b) => b!.length - a!.length)[0]
    ?.at(0);
}

/** Connections never read, or read too long ago. */
async function lateConnections(
  { as_of, connections }: FreshnessInput,
  store: ObjectStore,
): Promise<DegradedConnection[]> {
  const readUntil = await newestReading(store);
  return connections.flatMap(({ source, connection, within_hours }): DegradedConnection[] => {
    const until = readUntil.get(`${source}/${connection}`);
    if (until === undefined) return [{ source, connection, reason: 'it is configured and was never read' }];
    if (Date.parse(as_of) - until <= within_hours * HOUR_MS) return [];
    const since = new Date(until).toISOString().slice(0, 16).replace('T', ' ');
    return [
      {
        source,
        connection,
        reason: `it was last read up to ${since} UTC, more than the promised ${within_hours} hours ago`,
      },
    ];
  });
}

/** Connection → the newest committed moment of its streams, milliseconds since 1970. */
async function newestReading(store: ObjectStore): Promise<ReadonlyMap<string, number>> {
  const newest = new Map<string, number>();
  for await (const { key } of store.list(PREFIX.states)) {
    const state = await readDocument(store, key, StreamState);
    if (!state) continue;
    const ends = state.windows.map(({ to }) => Date.parse(to));
    if (ends.length === 0) continue;
    newest.set(nameOf(state), Math.max(newest.get(nameOf(state)) ?? 0, ...ends));
  }
  return newest;
}

const isAuth = ({ error }: RunRecord['slices'][number]) => error?.startsWith('SourceAuthError') ?? false;
const isRefused = ({ slices }: RunRecord) => slices.filter(isAuth).length * 2 > slices.length;
const refusedStreams = ({ slices }: RunRecord) => new Set(slices.filter(isAuth).map(({ stream }) => stream));

/**
 * The first manifest with a record ends the search, and usually it is the first one read. When a credential is refused,
 * a stream that still answers may be public: it proves nothing, unlike one that is refused now and was read before.
 */
async function anythingRead(store: ObjectStore, refused: ReadonlyMap<string, ReadonlySet<string>>): Promise<boolean> {
  for await (const { key } of store.list(PREFIX.manifests)) {
    const manifest = await readDocument(store, key, Manifest);
    if (!manifest || manifest.rows === 0) continue;
    const streams = refused.get(nameOf(manifest));
    if (!streams || streams.has(manifest.stream)) return true;
  }
  return false;
}

async function latestIngests(store: ObjectStore): Promise<string[]> {
  const runs: string[] = [];
  for await (const { key } of store.list(PREFIX.latestIngests)) {
    const latest = await readDocument(store, key, LatestIngest);
    if (latest) runs.push(latest.run_id);
  }
  return runs;
}
