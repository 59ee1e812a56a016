// Every kind of stored JSON document: its keys, its schema, whether it may hold personal data, its lifetime, and what
// can rebuild it when it is damaged.

import { z } from 'zod';
import { IncidentBook } from './incident.ts';
import { FailedSlice, PlanResult, Slice } from './ingest.ts';
import {
  CURRENT_KEY,
  INCIDENTS_KEY,
  lostWindowKey,
  manifestKey,
  NOT_REPRESENTABLE_KEY,
  PREFIX,
  PREVIOUS_KEY,
  publishedVersionKey,
  STATUS_KEY,
  STATUS_SUMMARY_KEY,
} from './layout.ts';
import { Manifest, StreamState } from './manifest.ts';
import { Current, ModelCard, TrainResult } from './pipeline.ts';
import { Progress } from './progress.ts';
import { Alert, CheckResult } from './quality.ts';
import { FaultLedger } from './record-fault.ts';
import { FailureRecord, LatestIngest, RunRecord } from './run-record.ts';
import { Champion, Training } from './trained-model.ts';

/** Note for the loader: the files of this manifest are not confirmed in the warehouse. */
export const PendingLoad = z.object({ manifest_key: z.string() });
export type PendingLoad = z.infer<typeof PendingLoad>;

/** A window whose landed files are lost: the next run reads it again. The note of the loss and its reason stays. */
export const LostWindow = z.object({ version: z.literal(1), manifest: Manifest, reason: z.string(), at: z.string() });
export type LostWindow = z.infer<typeof LostWindow>;

/** Sales in a replayed file that no shop could have made; amounts are exact decimal texts. */
export const NotRepresentable = z.array(
  z.object({
    reason: z.string(),
    month: z.string(),
    rows: z.number(),
    invoices: z.number().default(0),
    amount: z.string(),
  }),
);

export interface StoredKind {
  /** Its name in a reader's words. */
  readonly name: string;
  readonly isAt: (key: string) => boolean;
  readonly schema: z.ZodType;
  /** False when the document's own identity does not match its key. */
  readonly belongs?: (document: unknown, key: string) => boolean;
  /** The source that holds the same facts, or null when there is none. */
  readonly rebuiltFrom: string | null;
  /** Consequence when it cannot be rebuilt. */
  readonly otherwise: string;
  /** Blocks publication while damaged: otherwise data would be missing, or be read again as if for the first time. */
  readonly blocks: boolean;
  /** It may hold keys of customers, their names or their activity; erasure searches it. */
  readonly personal: boolean;
  /**
   * `current`: replaced by its successor; `run`: one per run, kept; `served`: removed when no version names it any
   * more.
   */
  readonly retention: 'current' | 'run' | 'served';
}

const kind = <T extends z.ZodType>(
  one: Omit<StoredKind, 'belongs' | 'schema'> & {
    readonly schema: T;
    readonly belongs?: (document: z.output<T>, key: string) => boolean;
  },
): StoredKind => one as unknown as StoredKind;

const startsWith = (prefix: string) => (key: string) => key.startsWith(prefix);
const only =
  (...keys: readonly string[]) =>
  (key: string) =>
    keys.includes(key);
const ofModel = (part: string) => (key: string) => key.startsWith(PREFIX.models) && key.includes(part);
const endsWith = (key: string, tail: string) => key.endsWith(`/${tail}.json`);
const ofStream = ({ source, connection, stream }: { source: string; connection: string; stream: string }) =>
  `${source}/${connection}/${stream}`;
const HISTORY = 'it is history; nothing reads it again';

export const STORED: readonly StoredKind[] = [
  kind({
    name: 'manifest of a slice',
    isAt: startsWith(PREFIX.manifests),
    schema: Manifest,
    belongs: (one, key) => key === manifestKey(one),
    rebuiltFrom: 'its plan, the run record and the landed files',
    otherwise: 'its window is read again',
    blocks: true,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'committed windows of a stream',
    isAt: startsWith(PREFIX.states),
    schema: StreamState,
    belongs: (one, key) => endsWith(key, ofStream(one)),
    rebuiltFrom: 'the manifests of the stream',
    otherwise: 'the stream is read from its beginning',
    blocks: true,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'note for the loader',
    isAt: startsWith(PREFIX.pending),
    schema: PendingLoad,
    belongs: (one, key) => one.manifest_key.endsWith(key.slice(key.lastIndexOf('/'))),
    rebuiltFrom: 'the manifest of the slice',
    otherwise: 'there is nothing to load',
    blocks: true,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'lost window',
    isAt: startsWith(PREFIX.lostWindows),
    schema: LostWindow,
    belongs: ({ manifest }, key) => key === lostWindowKey(manifest),
    rebuiltFrom: null,
    otherwise: HISTORY,
    blocks: false,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'plan of a run',
    isAt: startsWith(PREFIX.plans),
    schema: PlanResult,
    belongs: (one, key) => one.plan_key === key,
    rebuiltFrom: 'the slices of the run',
    otherwise: HISTORY,
    blocks: false,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'slice of a plan',
    isAt: startsWith(PREFIX.slices),
    schema: Slice,
    belongs: (one, key) => endsWith(key, `${one.run_id}/${one.slice_id}`),
    rebuiltFrom: 'the manifest or the run record',
    otherwise: HISTORY,
    blocks: false,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'progress of a slice',
    isAt: startsWith(PREFIX.progress),
    schema: Progress,
    rebuiltFrom: null,
    otherwise: 'the slice is read from its beginning',
    blocks: false,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'run record',
    isAt: startsWith(PREFIX.runs),
    schema: RunRecord,
    belongs: (one, key) => endsWith(key, one.run_id),
    rebuiltFrom: 'the plan and the manifests of the run, or the version it published',
    otherwise: HISTORY,
    blocks: false,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'newest ingest of a connection',
    isAt: startsWith(PREFIX.latestIngests),
    schema: LatestIngest,
    rebuiltFrom: 'the run records of the connection',
    otherwise: 'the next ingest writes it',
    blocks: false,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'failure of a run',
    isAt: startsWith(PREFIX.failures),
    schema: FailureRecord,
    belongs: (one, key) => key.includes(`/${one.run_id}/`),
    rebuiltFrom: null,
    otherwise: HISTORY,
    blocks: false,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'failed slice waiting for a redrive',
    isAt: startsWith(PREFIX.failedSlices),
    schema: FailedSlice,
    rebuiltFrom: null,
    otherwise: 'the next run reads its window, which is a gap',
    blocks: false,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'results of checks',
    isAt: startsWith(PREFIX.checks),
    schema: z.array(CheckResult),
    belongs: (all, key) => all.every((one) => endsWith(key, one.run_id)),
    rebuiltFrom: null,
    otherwise: 'the next run writes its own',
    blocks: false,
    personal: true,
    retention: 'run',
  }),
  kind({
    name: 'result of a training',
    isAt: startsWith(PREFIX.trainings),
    schema: TrainResult,
    belongs: (one, key) => endsWith(key, one.ml_model),
    rebuiltFrom: null,
    otherwise: 'the next run writes its own',
    blocks: false,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'open faults',
    isAt: startsWith(PREFIX.faults),
    schema: FaultLedger,
    rebuiltFrom: 'the manifests of the stream',
    otherwise: 'the next checks write it',
    blocks: false,
    personal: true,
    retention: 'current',
  }),
  kind({
    name: 'sales of a file that no shop could hold',
    isAt: only(NOT_REPRESENTABLE_KEY),
    schema: NotRepresentable,
    rebuiltFrom: null,
    otherwise: 'the next start writes it',
    blocks: false,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'open incidents',
    isAt: only(INCIDENTS_KEY),
    schema: IncidentBook,
    rebuiltFrom: null,
    otherwise: 'the next run reopens what is still wrong and sends it again',
    blocks: false,
    personal: true,
    retention: 'current',
  }),
  kind({
    name: 'alert',
    isAt: startsWith(PREFIX.alerts),
    schema: Alert,
    rebuiltFrom: null,
    otherwise: HISTORY,
    blocks: false,
    personal: true,
    retention: 'run',
  }),
  kind({
    name: 'published version',
    isAt: only(CURRENT_KEY, PREVIOUS_KEY),
    schema: Current,
    rebuiltFrom: 'the version a run published',
    otherwise: 'the next run publishes again',
    blocks: true,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'version a run published',
    isAt: startsWith(PREFIX.versions),
    schema: Current,
    belongs: (one, key) => key === publishedVersionKey(one.run_id),
    rebuiltFrom: 'current.json or previous.json',
    otherwise: HISTORY,
    blocks: false,
    personal: false,
    retention: 'served',
  }),
  kind({
    name: 'tile',
    isAt: startsWith(PREFIX.tiles),
    schema: z.looseObject({}),
    rebuiltFrom: null,
    otherwise: 'the next run renders it again',
    blocks: false,
    personal: true,
    retention: 'served',
  }),
  kind({
    name: 'status of the last runs',
    isAt: only(STATUS_KEY, STATUS_SUMMARY_KEY),
    schema: z.looseObject({}),
    rebuiltFrom: null,
    otherwise: 'the next run writes it',
    blocks: false,
    personal: true,
    retention: 'current',
  }),
  kind({
    name: 'champion of a model',
    isAt: ofModel('/champion.json'),
    schema: Champion,
    rebuiltFrom: 'the results of trainings',
    otherwise: 'the next training chooses one',
    blocks: false,
    personal: false,
    retention: 'current',
  }),
  kind({
    name: 'card of a model file',
    isAt: ofModel('/card.json'),
    schema: ModelCard,
    belongs: (one, key) => one.key === key.replace(/card\.json$/, 'model.json'),
    rebuiltFrom: null,
    otherwise: 'the next run trains the model again',
    blocks: false,
    personal: false,
    retention: 'run',
  }),
  kind({
    name: 'memory of a training',
    isAt: ofModel('/trainings/'),
    schema: Training,
    rebuiltFrom: null,
    otherwise: 'the next run trains the model again',
    blocks: false,
    personal: false,
    retention: 'run',
  }),
];

/** The kind of document at a key; undefined when it is no JSON document of ours. */
export const kindOf = (key: string): StoredKind | undefined => STORED.find((one) => one.isAt(key));
