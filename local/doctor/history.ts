// Documents derived from plans, manifests and run records: the manifests themselves, committed windows, notes and
// pointers.

import { join } from 'node:path';
import { Slice } from '../../lambdas/contracts/ingest.ts';
import {
  latestIngestKey,
  lostWindowKey,
  manifestKey,
  PREFIX,
  pendingKey,
  stateKey,
  streamFaultsKey,
} from '../../lambdas/contracts/layout.ts';
import { type LandedPart, Manifest, StreamState } from '../../lambdas/contracts/manifest.ts';
import { FaultLedger } from '../../lambdas/contracts/record-fault.ts';
import { LatestIngest, RunRecord, type SliceRecord } from '../../lambdas/contracts/run-record.ts';
import { LostWindow, PendingLoad } from '../../lambdas/contracts/stored-kinds.ts';
import { schemaHash } from '../../lambdas/extractors/engine/schema-hash.ts';
import { mergeSpans, toSpan, toWindow, watermarkOf } from '../../lambdas/extractors/engine/windows.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { commitFaults } from '../../lambdas/platform/fault-ledger.ts';
import type { Damage, Examined } from './damage.ts';
import type { Documents } from './documents.ts';
import { hashOf } from './file-hash.ts';
import { setAside } from './set-aside.ts';

type Of = Pick<Slice, 'source' | 'connection' | 'stream' | 'slice_id'>;

interface Ended {
  readonly record: SliceRecord;
  readonly run: Pick<RunRecord, 'run_id' | 'started_at' | 'finished_at'>;
  /** Known only from the warehouse, which does not hold row counts. */
  readonly isNoted?: true;
}

const NOTED = ['source', 'connection', 'stream', 'slice_id', 'window_from', 'window_to', 'began_at'];

/** The warehouse records each slice it loaded: the last evidence when run records are lost too. */
async function notedInWarehouse({ warehouse }: Examined): Promise<ReadonlyMap<string, Ended>> {
  const rows = await (warehouse?.rowsOf<Record<string, string>>('ops.read_windows', { columns: NOTED }) ?? []);
  return new Map(
    rows.map((row) => {
      const of = { source: row.source!, connection: row.connection!, stream: row.stream!, slice_id: row.slice_id! };
      const iso = (text: string) => new Date(text).toISOString();
      const window = { from: iso(row.window_from!), to: iso(row.window_to!) };
      const began = iso(row.began_at!);
      const none = { rows: 0, quarantined: 0, proof: null, drift: {}, error: null };
      const record: SliceRecord = { ...of, ...none, window, path: 'page', outcome: 'ok' };
      return [
        manifestKey(of),
        { record, run: { run_id: 'unknown', started_at: began, finished_at: began }, isNoted: true },
      ];
    }),
  );
}

/** Finished slices without a readable manifest. */
export async function examineManifests(documents: Documents, examined: Examined): Promise<Damage[]> {
  const runs = documents.of(PREFIX.runs, RunRecord).map(({ document }) => document);
  const ended = new Map<string, Ended>();
  for (const run of runs)
    for (const record of run.slices) if (record.outcome === 'ok') ended.set(manifestKey(record), { record, run });
  for (const [key, noted] of await notedInWarehouse(examined)) if (!ended.has(key)) ended.set(key, noted);
  const slices = new Map(documents.of(PREFIX.slices, Slice).map(({ document }) => [manifestKey(document), document]));
  const damaged = new Map(documents.damaged.map((one) => [one.key, one]));
  const pending = documents.of(PREFIX.pending, PendingLoad).map(({ document }) => document.manifest_key);
  const findings: Damage[] = [];
  for (const key of new Set([...ended.keys(), ...pending, ...[...slices.keys()].filter((one) => damaged.has(one))])) {
    if (documents.get(key, Manifest)) continue;
    const of: Of | undefined = ended.get(key)?.record ?? slices.get(key);
    if (of && documents.get(lostWindowKey(of), LostWindow) && !damaged.has(key)) continue;
    const known = ended.get(key);
    const slice = slices.get(key);
    findings.push({
      about: key,
      wrong: damaged.get(key)?.wrong ?? 'it is missing',
      wayOut: known
        ? 'rebuilt from the run record and the landed files'
        : 'its window is read again: no run record has the outcome of its slice',
      blocks: true,
      mend: async () => {
        const parts = known ? await partsOf(known.record, examined) : [];
        const rows = parts.reduce((sum, part) => sum + part.rows, 0);
        await setAside(examined.home, key);
        if (known && (rows === known.record.rows || known.isNoted)) {
          await examined.store.put(key, JSON.stringify(rebuilt(known, parts)));
          return `rebuilt: ${rows} records in ${parts.length} landed files`;
        }
        const who = of ?? slice;
        if (who) await examined.store.delete(pendingKey(who));
        return 'its window is read again by the next run';
      },
    });
  }
  return findings;
}

/** Landed files of a slice, found by their names. */
async function partsOf(of: Of, { home, store }: Examined): Promise<LandedPart[]> {
  const { gunzipSync } = await import('node:zlib');
  const { readFile } = await import('node:fs/promises');
  const parts: LandedPart[] = [];
  for await (const { key, bytes } of store.list(`${PREFIX.landing}${of.source}/${of.connection}/${of.stream}/`)) {
    if (!key.includes(`/${of.slice_id}-`)) continue;
    const path = join(home.root, key);
    const sha256 = await hashOf(path);
    if (!key.endsWith(`-${sha256.slice(0, 12)}.ndjson.gz`)) continue;
    const text = gunzipSync(await readFile(path));
    let rows = 0;
    for (const byte of text) if (byte === 10) rows++;
    parts.push({ key, rows, bytes, sha256 });
  }
  return parts;
}

function rebuilt({ record, run, isNoted }: Ended, parts: readonly LandedPart[]): Manifest {
  const { source, connection, stream, slice_id, window, path, quarantined, drift, repeats } = record;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  // A landed file is in the folder of its run.
  const run_id = isNoted ? (parts[0]?.key.split('/').at(-2) ?? run.run_id) : run.run_id;
  const declared = sources.find(({ name }) => name === source);
  const schema = declared?.streams.find(({ name }) => name === stream)?.schema;
  return {
    ...{ version: 1, source, connection, stream, slice_id, run_id, window, path, rows, quarantined, drift },
    api_version: declared?.apiVersion ?? 'unknown',
    schema_hash: schema ? schemaHash(schema) : 'unknown',
    parts: [...parts],
    ...(repeats ? { repeats } : {}),
    calls: 0,
    throttled: 0,
    proof: record.proof ?? { kind: 'none', expected: null, landed: rows },
    started_at: run.started_at,
    finished_at: run.finished_at,
  };
}

function differenceOf(isRead: boolean, isMore: boolean): string {
  if (!isRead) return 'it names a slice that has no manifest';
  return `it lists ${isMore ? 'more' : 'fewer'} windows than the manifests of the stream`;
}

/** Committed windows follow from the manifests of the stream. */
export function examineStates(documents: Documents, { home, store }: Examined): Damage[] {
  const manifests = documents.of(PREFIX.manifests, Manifest).map(({ document }) => document);
  const slices = new Set(manifests.map(({ slice_id }) => slice_id));
  // A slice that repeats a lost one has landed nothing of its window.
  const landed = manifests.filter(({ repeats }) => !repeats || slices.has(repeats.slice_id));
  const byStream = Map.groupBy(landed, stateKey);
  const keys = new Set([
    ...byStream.keys(),
    ...documents.of(PREFIX.states, StreamState).map(({ key }) => key),
    ...documents.damaged.filter(({ key }) => key.startsWith(PREFIX.states)).map(({ key }) => key),
  ]);
  const findings: Damage[] = [];
  for (const key of keys) {
    const state = documents.get(key, StreamState);
    const ofStream = byStream.get(key) ?? [];
    const spans = mergeSpans(ofStream.map(({ window }) => toSpan(window)));
    const said = mergeSpans((state?.windows ?? []).map(toSpan));
    const isRead = state?.readings?.every(({ slice_id }) => slices.has(slice_id)) ?? true;
    if (state && isRead && JSON.stringify(spans) === JSON.stringify(said)) continue;
    const isMore = !isRead || JSON.stringify(mergeSpans([...spans, ...said])) !== JSON.stringify(spans);
    const damaged = documents.damaged.find((one) => one.key === key);
    findings.push({
      about: key,
      wrong: damaged?.wrong ?? (state ? differenceOf(isRead, isMore) : 'it is missing'),
      wayOut:
        ofStream.length > 0 ? 'rebuilt from the manifests of the stream' : 'the stream is read from its beginning',
      blocks: !state || isMore,
      ...(state && !isMore ? { isUsual: true as const } : {}),
      mend: async () => {
        const [first] = ofStream;
        await setAside(home, key);
        if (!first) return 'the stream is read from its beginning by the next run';
        const start = state?.start ?? new Date(spans[0]!.from).toISOString();
        const watermark = watermarkOf(Date.parse(start), spans);
        const { source, connection, stream } = first;
        const after: StreamState = {
          ...{ version: 1, source, connection, stream, start, windows: spans.map(toWindow) },
          watermark: watermark === null ? null : new Date(watermark).toISOString(),
        };
        await store.put(key, JSON.stringify(after));
        return `rebuilt from ${ofStream.length} manifests`;
      },
    });
  }
  return findings;
}

/** The newest ingest of each connection, from its run records. */
export function examineLatestIngests(documents: Documents, { home, store }: Examined): Damage[] {
  const backfills = new Set(
    documents
      .of(PREFIX.slices, Slice)
      .flatMap(({ document }) => (document.purpose === 'backfill' ? document.run_id : [])),
  );
  const ingests = documents
    .of(PREFIX.runs, RunRecord)
    .map(({ document }) => document)
    .filter(({ machine, run_id }) => machine === 'ingest' && !backfills.has(run_id));
  const newest = Map.groupBy(ingests, ({ source, connection }) =>
    latestIngestKey({ source: source ?? '', connection: connection ?? '' }),
  );
  return [...newest].flatMap(([key, runs]) => {
    const run_id = runs
      .map((one) => one.run_id)
      .sort()
      .at(-1)!;
    const said = documents.get(key, LatestIngest)?.run_id;
    if (said === run_id) return [];
    const wrong = documents.damaged.find((one) => one.key === key)?.wrong;
    return {
      about: key,
      wrong:
        wrong ??
        (said === undefined ? 'it is missing' : `it names run ${said}, the newest of the connection is ${run_id}`),
      wayOut: 'rebuilt from the run records of the connection',
      blocks: false,
      mend: async () => {
        await setAside(home, key);
        await store.put(key, JSON.stringify({ run_id }));
        return `names ${run_id} again`;
      },
    };
  });
}

/** Open faults of a stream, replayed from its manifests in order. */
export function examineFaults(documents: Documents, { home, store }: Examined): Damage[] {
  const reports = documents
    .of(PREFIX.manifests, Manifest)
    .map(({ document }) => document)
    .filter(({ faults }) => faults)
    .sort((a, b) => (a.run_id + a.finished_at < b.run_id + b.finished_at ? -1 : 1));
  const byStream = Map.groupBy(reports, streamFaultsKey);
  const keys = new Set(
    [...byStream].filter(([, all]) => all.some((one) => one.faults!.found.length > 0)).map(([key]) => key),
  );
  for (const { key } of documents.damaged) if (key.startsWith(`${PREFIX.faults}read/`)) keys.add(key);
  return [...keys].flatMap((key): Damage | [] => {
    if (documents.get(key, FaultLedger)) return [];
    return {
      about: key,
      wrong: documents.damaged.find((one) => one.key === key)?.wrong ?? 'it is missing',
      wayOut: 'rebuilt from the manifests of the stream',
      blocks: false,
      mend: async () => {
        await setAside(home, key);
        for (const one of byStream.get(key) ?? []) await commitFaults(store, one, one.faults!, one.window);
        return 'rebuilt from the manifests of the stream';
      },
    };
  });
}
