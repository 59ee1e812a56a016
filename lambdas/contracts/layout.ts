// Every key of the lake (a bucket, or the folder of a home) and of the vault. No other file builds a key.
import type { StreamRef } from './ingest.ts';

type SliceRef = StreamRef & { readonly slice_id: string };

/** Folders of the lake, and of the vault below `tokens/` and `drop/`. */
export const PREFIX = {
  landing: 'landing/',
  quarantine: 'landing/_quarantine/',
  ops: 'ops/',
  manifests: 'ops/manifests/',
  states: 'ops/state/',
  pending: 'ops/pending/',
  lostWindows: 'ops/lost-windows/',
  plans: 'ops/plans/',
  slices: 'ops/slices/',
  progress: 'ops/progress/',
  runs: 'ops/runs/',
  latestIngests: 'ops/latest-ingest/',
  failures: 'ops/failures/',
  failedSlices: 'ops/failed-slices/',
  checks: 'ops/checks/',
  trainings: 'ops/training/',
  trainingJobs: 'ops/training-jobs/',
  faults: 'ops/faults/',
  /** Faults met while reading, per stream. */
  readingFaults: 'ops/faults/read/',
  webhooks: 'ops/webhooks/',
  alerts: 'outbox/',
  models: 'models/',
  published: 'published/',
  versions: 'published/versions/',
  tiles: 'published/tiles/',
  marts: 'published/marts/',
  tokens: 'tokens/',
  dropped: 'drop/',
} as const;

/** Every key below a prefix, in the syntax of IAM policies. */
export const below = (prefix: string): string => `${prefix}*`;

const ofStream = ({ source, connection, stream }: StreamRef) => `${source}/${connection}/${stream}`;

export const manifestKey = (of: SliceRef) => `${PREFIX.manifests}${ofStream(of)}/${of.slice_id}.json`;
/** The committed windows of a stream; changed by compare-and-swap. */
export const stateKey = (of: StreamRef) => `${PREFIX.states}${ofStream(of)}.json`;
export const pendingKey = (of: Omit<SliceRef, 'stream'>) =>
  `${PREFIX.pending}${of.source}/${of.connection}/${of.slice_id}.json`;
export const lostWindowKey = (of: SliceRef) => `${PREFIX.lostWindows}${ofStream(of)}/${of.slice_id}.json`;
export const planKey = (of: { readonly run_id: string; readonly source: string; readonly connection: string }) =>
  `${PREFIX.plans}${of.run_id}/${of.source}-${of.connection}.json`;
export const sliceKey = (runId: string, id: string) => `${PREFIX.slices}${runId}/${id}.json`;
export const progressKey = (of: { readonly run_id: string; readonly slice_id: string }) =>
  `${PREFIX.progress}${of.run_id}/${of.slice_id}.json`;
export const runKey = (runId: string) => `${PREFIX.runs}${runId}.json`;
/** The newest ingest run of each connection, for pipelines started by a schedule. */
export const latestIngestKey = (of: { readonly source: string; readonly connection: string }) =>
  `${PREFIX.latestIngests}${of.source}/${of.connection}.json`;
export const failurePrefix = (runId: string) => `${PREFIX.failures}${runId}/`;
export const failureKey = (runId: string, id: string) => `${failurePrefix(runId)}${id}.json`;
export const failedSliceKey = (id: string) => `${PREFIX.failedSlices}${id}.json`;
export const checksKey = (runId: string) => `${PREFIX.checks}${runId}.json`;
/** Result of a training, for publishing and for a machine that did not wait for it in a function. */
export const trainingKey = (runId: string, mlModel: string) => `${trainingsPrefix(runId)}${mlModel}.json`;
export const trainingsPrefix = (runId: string) => `${PREFIX.trainings}${runId}/`;
/** Faults met while reading a stream; changed by compare-and-swap when a slice commits. */
export const streamFaultsKey = (of: StreamRef) => `${PREFIX.readingFaults}${ofStream(of)}.json`;
/** Faults of the models in the last checked candidate; each gate replaces them. */
export const MODEL_FAULTS_KEY = `${PREFIX.faults}models.json`;
/** Changed by compare-and-swap after the messages are sent. */
export const INCIDENTS_KEY = 'ops/incidents.json';
export const NOT_REPRESENTABLE_KEY = 'ops/not-representable.json';
/** @param id hash of the vendor's event id */
export const webhookKey = (source: string, connection: string, id: string) =>
  `${PREFIX.webhooks}${source}/${connection}/${id}.json`;
export const alertKey = (id: string) => `${PREFIX.alerts}${id}.json`;

export const championKey = (mlModel: string) => `${PREFIX.models}${mlModel}/champion.json`;
/** @param hash of the file's content */
export const modelFileKey = (mlModel: string, hash: string) => `${PREFIX.models}${mlModel}/${hash}/model.json`;
/** @param modelKey of the file it describes */
export const cardKey = (modelKey: string) => modelKey.replace(/model\.json$/, 'card.json');
/** Result of an earlier training on the same data. */
export const rememberedKey = (mlModel: string, fingerprint: string) =>
  `${PREFIX.models}${mlModel}/trainings/${fingerprint}.json`;

/** The served file and the one before it: copies of two of the versions. */
export const CURRENT_KEY = 'published/current.json';
export const PREVIOUS_KEY = 'published/previous.json';
/** A version that a run published, written once. */
export const publishedVersionKey = (runId: string) => `${PREFIX.versions}${runId}.json`;
/** @param hash of its content; `current.json` names every published file by it */
export const tileKey = (name: string, hash: string) => `${PREFIX.tiles}${name}-${hash}.json`;
export const martKey = (name: string, hash: string) => `${PREFIX.marts}${name}-${hash}.parquet`;
/** Outcome of the last runs, in full and as the short summary that every page loads; served at these paths. */
export const STATUS_KEY = 'status.json';
export const STATUS_SUMMARY_KEY = 'status/summary.json';
