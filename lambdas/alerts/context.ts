import { z } from 'zod';
import { StoredDataError } from '../contracts/errors.ts';
import { CURRENT_KEY, checksKey, failurePrefix, runKey } from '../contracts/layout.ts';
import { type AlertsInput, Current } from '../contracts/pipeline.ts';
import { CheckResult } from '../contracts/quality.ts';
import type { RecordFault } from '../contracts/record-fault.ts';
import { FailureRecord, RunRecord } from '../contracts/run-record.ts';
import { PacingBody } from '../contracts/tile/pacing.ts';
import { readDocument } from '../platform/stored-document.ts';
import { logger } from '../platform/telemetry.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SqlLibrary } from '../sql/library.ts';
import { owners } from './owners.ts';
import { type AlertContext, connectionOf, type Evidence, type IngestRun, type Pacing } from './rule.ts';

export interface ContextPorts {
  readonly store: ObjectStore;
  /** Owner and parents of a table. */
  readonly library: SqlLibrary;
  /** Quarantined records and nulled fields of all runs. */
  readonly openFaults: () => Promise<readonly RecordFault[]>;
}

/** Reads the documents of a run that alerts are made from. */
export async function readContext(input: AlertsInput, ports: ContextPorts): Promise<AlertContext> {
  const { store, library, openFaults } = ports;
  const checks = await readDocument(store, checksKey(input.run_id), z.array(CheckResult));
  const published = input.outcome === 'published' ? await readPublished(store) : undefined;
  const pacing = published && (await readPacing(published, store));
  const ingests: IngestRun[] = [];
  for (const runId of input.ingest_runs) ingests.push(await readIngest(runId, store));
  return {
    ...{ input, checks, published, pacing, ingests, ...owners(library) },
    failures: await failuresOf(input.run_id, store),
    faults: await openFaults(),
    evidence: new Set<Evidence>([
      ...(checks ? ['checks' as const] : []),
      ...(pacing ? ['targets' as const] : []),
      ...ingests.flatMap(evidenceOf),
      ...(['freshness', 'faults', 'machine:pipeline'] as const),
    ]),
  };
}

const readPublished = async (store: ObjectStore) =>
  (await readDocument(store, CURRENT_KEY, Current)) ?? { held: {}, tiles: {} };

/** The part of a tile that is judged: its figures, and whether they are of this version. A month without a plan is empty. */
const PacingTile = z.looseObject({
  state: z.looseObject({ kind: z.string() }),
  currency: z.string().nullable(),
  body: z.union([
    PacingBody,
    z.looseObject({ kind: z.literal('empty') }).transform(() => ({ month: '', days_left: 0, items: [] })),
  ]),
});
const JUDGED = ['ready', 'provisional', 'empty'];

/** The tile that Overview shows. One of earlier data, or that cannot be read, judges nothing, and stops no other alert. */
async function readPacing({ tiles }: Pick<Current, 'tiles'>, store: ObjectStore): Promise<Pacing | undefined> {
  const key = tiles.overview_pacing;
  if (key === undefined) return undefined;
  const tile = await readDocument(store, key, PacingTile).catch((error: unknown) => {
    if (!(error instanceof StoredDataError)) throw error;
    logger.warn('alerts.targets.unreadable', { key, error: error.message });
    return undefined;
  });
  if (!tile || !JUDGED.includes(tile.state.kind)) return undefined;
  return { ...tile.body, currency: tile.currency };
}

const evidenceOf = ({ connection, record }: IngestRun): Evidence[] => [
  ...(record ? [`connection:${connection}` as const] : []),
  `machine:${connection}`,
];

async function readIngest(runId: string, store: ObjectStore): Promise<IngestRun> {
  const record = await readDocument(store, runKey(runId), RunRecord);
  const connection = record ? connectionOf(record) : connectionNamedIn(runId);
  return { source: connection.split('/')[0]!, connection, record, failures: await failuresOf(runId, store) };
}

/** The id of an ingest run ends with source and connection: `…-shopify-main`. */
const connectionNamedIn = (runId: string) =>
  runId
    .match(/-([a-z]\w*)-([a-z]\w*)$/)
    ?.slice(1)
    .join('/') ?? runId;

/** Failures are read where they were recorded: a run that broke early left no run record. */
async function failuresOf(runId: string, store: ObjectStore): Promise<FailureRecord[]> {
  const failures: FailureRecord[] = [];
  for await (const { key } of store.list(failurePrefix(runId))) {
    const failure = await readDocument(store, key, FailureRecord);
    if (failure?.slice_key === null) failures.push(failure);
  }
  return failures;
}
