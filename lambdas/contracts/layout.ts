// What is stored where: every kind of JSON document, its key, its schema, and what it can be rebuilt from when it is damaged.
import { z } from 'zod';
import { INCIDENTS_KEY, IncidentBook } from './incident.ts';
import { FailedSlice, PlanResult, Slice } from './ingest.ts';
import { Manifest, StreamState } from './manifest.ts';
import { Current, ModelCard, TrainResult } from './pipeline.ts';
import { Progress } from './progress.ts';
import { Alert, CheckResult } from './quality.ts';
import { FaultLedger } from './record-fault.ts';
import { FailureRecord, LatestIngest, RunRecord } from './run-record.ts';
import { Champion, Training } from './trained-model.ts';

/** Note for the loader: the files of this manifest are not known to be in the warehouse. */
export const PendingLoad = z.object({ manifest_key: z.string() });
export type PendingLoad = z.infer<typeof PendingLoad>;

/** A window whose landed files are lost: the next run reads it again. What was given up, and why, stays written. */
export const LostWindow = z.object({ version: z.literal(1), manifest: Manifest, reason: z.string(), at: z.string() });
export type LostWindow = z.infer<typeof LostWindow>;

/** What a replayed file holds that no shop could; amounts are exact decimal texts. */
export const NotRepresentable = z.array(
  z.object({
    reason: z.string(),
    month: z.string(),
    rows: z.number(),
    invoices: z.number().default(0),
    amount: z.string(),
  }),
);
export const NOT_REPRESENTABLE_KEY = 'ops/not-representable.json';

export const manifestKey = (of: { source: string; connection: string; stream: string; slice_id: string }) =>
  `ops/manifests/${of.source}/${of.connection}/${of.stream}/${of.slice_id}.json`;
export const PENDING_PREFIX = 'ops/pending/';
export const pendingKey = (of: { source: string; connection: string; slice_id: string }) =>
  `${PENDING_PREFIX}${of.source}/${of.connection}/${of.slice_id}.json`;
export const lostWindowKey = (of: { source: string; connection: string; stream: string; slice_id: string }) =>
  `ops/lost-windows/${of.source}/${of.connection}/${of.stream}/${of.slice_id}.json`;
/** How the last runs went, in whole and in the few words that every page needs; served at these paths. */
export const STATUS_KEY = 'status.json';
export const STATUS_SUMMARY_KEY = 'status/summary.json';
/** What a run published, written once: `current.json` and `previous.json` are copies of two of them. */
export const VERSIONS_PREFIX = 'published/versions/';
export const publishedVersionKey = (runId: string) => `${VERSIONS_PREFIX}${runId}.json`;

export interface StoredKind {
  /** In the words of a reader. */
  readonly name: string;
  readonly key: RegExp;
  readonly schema: z.ZodType;
  /** False when what the document says of itself is not where it lies. */
  readonly belongs?: (document: unknown, key: string) => boolean;
  /** What holds the same facts; null: nothing does. */
  readonly rebuiltFrom: string | null;
  /** What becomes of it where it cannot be rebuilt. */
  readonly otherwise: string;
  /** Nothing may be published while it is damaged: less would be, or what was read would be read as if for the first time. */
  readonly blocks: boolean;
}

const kind = <T extends z.ZodType>(
  one: Omit<StoredKind, 'belongs' | 'schema'> & {
    readonly schema: T;
    readonly belongs?: (document: z.output<T>, key: string) => boolean;
  },
): StoredKind => one as unknown as StoredKind;

const endsWith = (key: string, tail: string) => key.endsWith(`/${tail}.json`);
const ofStream = ({ source, connection, stream }: { source: string; connection: string; stream: string }) =>
  `${source}/${connection}/${stream}`;
const HISTORY = 'it is history that nothing reads again';

export const STORED: readonly StoredKind[] = [
  kind({
    name: 'manifest of a slice',
    key: /^ops\/manifests\//,
    schema: Manifest,
    belongs: (one, key) => key === manifestKey(one),
    rebuiltFrom: 'its plan, the run record and the landed files',
    otherwise: 'its window is read again',
    blocks: true,
  }),
  kind({
    name: 'committed windows of a stream',
    key: /^ops\/state\//,
    schema: StreamState,
    belongs: (one, key) => endsWith(key, ofStream(one)),
    rebuiltFrom: 'the manifests of the stream',
    otherwise: 'the stream is read from its beginning',
    blocks: true,
  }),
  kind({
    name: 'note for the loader',
    key: /^ops\/pending\//,
    schema: PendingLoad,
    belongs: (one, key) => one.manifest_key.endsWith(key.slice(key.lastIndexOf('/'))),
    rebuiltFrom: 'the manifest of the slice',
    otherwise: 'there is nothing to load',
    blocks: true,
  }),
  kind({
    name: 'window that is lost',
    key: /^ops\/lost-windows\//,
    schema: LostWindow,
    belongs: ({ manifest }, key) => key === lostWindowKey(manifest),
    rebuiltFrom: null,
    otherwise: HISTORY,
    blocks: false,
  }),
  kind({
    name: 'plan of a run',
    key: /^ops\/plans\//,
    schema: PlanResult,
    belongs: (one, key) => one.plan_key === key,
    rebuiltFrom: 'the slices of the run',
    otherwise: HISTORY,
    blocks: false,
  }),
  kind({
    name: 'slice of a plan',
    key: /^ops\/slices\//,
    schema: Slice,
    belongs: (one, key) => endsWith(key, `${one.run_id}/${one.slice_id}`),
    rebuiltFrom: 'the manifest or the run record',
    otherwise: HISTORY,
    blocks: false,
  }),
  kind({
    name: 'progress of a slice',
    key: /^ops\/progress\//,
    schema: Progress,
    rebuiltFrom: null,
    otherwise: 'the slice is read from its beginning',
    blocks: false,
  }),
  kind({
    name: 'run record',
    key: /^ops\/runs\//,
    schema: RunRecord,
    belongs: (one, key) => endsWith(key, one.run_id),
    rebuiltFrom: 'the plan and the manifests of the run, or the version it published',
    otherwise: HISTORY,
    blocks: false,
  }),
  kind({
    name: 'newest ingest of a connection',
    key: /^ops\/latest-ingest\//,
    schema: LatestIngest,
    rebuiltFrom: 'the run records of the connection',
    otherwise: 'the next ingest writes it',
    blocks: false,
  }),
  kind({
    name: 'failure of a run',
    key: /^ops\/failures\//,
    schema: FailureRecord,
    belongs: (one, key) => key.includes(`/${one.run_id}/`),
    rebuiltFrom: null,
    otherwise: HISTORY,
    blocks: false,
  }),
  kind({
    name: 'failed slice that waits',
    key: /^ops\/failed-slices\//,
    schema: FailedSlice,
    rebuiltFrom: null,
    otherwise: 'the next run reads its window, which is a gap',
    blocks: false,
  }),
  kind({
    name: 'results of checks',
    key: /^ops\/checks\//,
    schema: z.array(CheckResult),
    belongs: (all, key) => all.every((one) => endsWith(key, one.run_id)),
    rebuiltFrom: null,
    otherwise: 'the next run writes its own',
    blocks: false,
  }),
  kind({
    name: 'result of a training',
    key: /^ops\/training\//,
    schema: TrainResult,
    belongs: (one, key) => endsWith(key, one.ml_model),
    rebuiltFrom: null,
    otherwise: 'the next run writes its own',
    blocks: false,
  }),
  kind({
    name: 'open faults',
    key: /^ops\/faults\//,
    schema: FaultLedger,
    rebuiltFrom: 'the manifests of the stream',
    otherwise: 'the next checks write it',
    blocks: false,
  }),
  kind({
    name: 'sales of a file that no shop could hold',
    key: new RegExp(`^${NOT_REPRESENTABLE_KEY.replace('.', '\\.')}$`),
    schema: NotRepresentable,
    rebuiltFrom: null,
    otherwise: 'the next start writes it',
    blocks: false,
  }),
  kind({
    name: 'open incidents',
    key: new RegExp(`^${INCIDENTS_KEY.replace('.', '\\.')}$`),
    schema: IncidentBook,
    rebuiltFrom: null,
    otherwise: 'the next run opens what is still wrong, and tells it again',
    blocks: false,
  }),
  kind({
    name: 'alert',
    key: /^outbox\//,
    schema: Alert,
    rebuiltFrom: null,
    otherwise: HISTORY,
    blocks: false,
  }),
  kind({
    name: 'published version',
    key: /^published\/(current|previous)\.json$/,
    schema: Current,
    rebuiltFrom: 'the version a run published',
    otherwise: 'the next run publishes again',
    blocks: true,
  }),
  kind({
    name: 'version a run published',
    key: /^published\/versions\//,
    schema: Current,
    belongs: (one, key) => key === publishedVersionKey(one.run_id),
    rebuiltFrom: 'current.json or previous.json',
    otherwise: HISTORY,
    blocks: false,
  }),
  kind({
    name: 'tile',
    key: /^published\/tiles\//,
    schema: z.looseObject({}),
    rebuiltFrom: null,
    otherwise: 'the next run draws it again',
    blocks: false,
  }),
  kind({
    name: 'status of the last runs',
    key: /^status(\/summary)?\.json$/,
    schema: z.looseObject({}),
    rebuiltFrom: null,
    otherwise: 'the next run writes it',
    blocks: false,
  }),
  kind({
    name: 'champion of a model',
    key: /^models\/\w+\/champion\.json$/,
    schema: Champion,
    rebuiltFrom: 'the results of trainings',
    otherwise: 'the next training chooses one',
    blocks: false,
  }),
  kind({
    name: 'card of a model file',
    key: /^models\/\w+\/\w+\/card\.json$/,
    schema: ModelCard,
    belongs: (one, key) => one.key === key.replace(/card\.json$/, 'model.json'),
    rebuiltFrom: null,
    otherwise: 'the next run trains the model again',
    blocks: false,
  }),
  kind({
    name: 'memory of a training',
    key: /^models\/\w+\/trainings\//,
    schema: Training,
    rebuiltFrom: null,
    otherwise: 'the next run trains the model again',
    blocks: false,
  }),
];

/** The kind a key is of; undefined for what is no JSON document of ours. */
export const kindOf = (key: string): StoredKind | undefined => STORED.find((one) => one.key.test(key));
