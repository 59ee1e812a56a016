import { join } from 'node:path';
import { type Config, promiseOf } from '../lambdas/contracts/config.ts';
import { ExtractResult, FinishIngestResult } from '../lambdas/contracts/ingest.ts';
import { runKey } from '../lambdas/contracts/layout.ts';
import { RunRecord } from '../lambdas/contracts/run-record.ts';
import { learningModels } from '../lambdas/ml/index.ts';
import { parseDocument } from '../lambdas/platform/stored-document.ts';
import type { OpenableConnection } from './connections.ts';
import type { Doing, Done, Progress } from './progress.ts';
import type { RoundIds } from './run-ids.ts';
import { projectRoot, type Runtime } from './runtime.ts';
import { runStateMachine, type StateEvent } from './state-machine.ts';

export interface RoundOptions {
  readonly runtime: Runtime;
  readonly connections: readonly OpenableConnection[];
  readonly config: Config;
  readonly ids: RoundIds;
  /** ISO-8601 UTC. */
  readonly asOf: string;
  readonly progress: Progress;
  /** Divides the waits of the machines. */
  readonly speed: number;
  readonly fullRefresh: boolean;
  /** Called when every connection has been read. */
  readonly ingested: () => void;
}

/** Outcome of a run, and the reasons when it is not good. */
export interface RoundEnd {
  readonly outcome: Outcome;
  readonly reasons: readonly string[];
}
export type Outcome = 'published' | 'degraded' | 'held_back' | 'nothing_read' | 'failed';

const machine = (name: string) => join(projectRoot, `statemachines/${name}.asl.json`);
/** One database file has one writer; trainings use the cores themselves. */
const LIMITS = { models: 1, trainings: 1, training_rows: Number.MAX_SAFE_INTEGER };

/**
 * Reads all connections in parallel, then runs one pipeline over the result. A failed connection stops nothing else.
 */
export async function runRound(options: RoundOptions): Promise<RoundEnd> {
  const { connections, ids, asOf } = options;
  const ingests = connections.map(({ source, connection }) => ({
    run_id: ids.ingest(source.name, connection.name),
    source: source.name,
    connection: connection.name,
    as_of: asOf,
  }));
  await Promise.allSettled(ingests.map((input) => ingest(input, options)));
  options.ingested();
  return pipeline(
    ingests.map(({ run_id }) => run_id),
    options,
  );
}

async function ingest(
  input: { run_id: string; source: string; connection: string; as_of: string },
  { runtime, progress, speed }: RoundOptions,
): Promise<void> {
  let rows = 0;
  let slices = 0;
  const onEvent = ({ kind, state, output }: StateEvent) => {
    if (kind !== 'exited' || state !== 'Extract Slice') return;
    const { extracted } = output as { extracted?: unknown };
    const result = ExtractResult.safeParse(extracted);
    if (!result.success || !result.data.done) return;
    rows += result.data.rows;
    slices++;
  };
  const name = `${input.source}:${input.connection}`;
  const doing = (): Doing => {
    const read = `${rows} rows in ${slices} slices`;
    const waits = runtime.waiting.get(name);
    return waits ? { state: waits.cause, text: `${read}; waiting: ${waits.text}` } : { state: 'reading', text: read };
  };
  await progress.step(
    name,
    () => runStateMachine(machine('ingest'), input, runtime.functions, { speed, onEvent }),
    doing,
    (result): Done => {
      const { slices: planned, failed_slices: failed, rows: landed, unchanged } = FinishIngestResult.parse(result);
      const again = unchanged > 0 ? `, ${unchanged} more as they were landed before` : '';
      const read = `${landed} rows in ${planned} slices${again}`;
      if (failed === 0) return { mark: '✓', text: read };
      return { mark: failed === planned ? '■' : '◆', text: `${read}, ${failed} failed` };
    },
  );
}

const MARKS: Readonly<Record<Outcome, Done['mark']>> = {
  published: '✓',
  degraded: '◆',
  held_back: '■',
  nothing_read: '■',
  failed: '■',
};
const WORDS: Readonly<Record<Outcome, string>> = {
  published: 'published',
  degraded: 'published, degraded',
  held_back: 'held back',
  nothing_read: 'nothing was read, nothing published',
  failed: 'failed',
};

async function pipeline(ingestRuns: readonly string[], options: RoundOptions): Promise<RoundEnd> {
  const { runtime, ids, asOf, progress, speed, config } = options;
  const input = {
    run_id: ids.pipeline,
    as_of: asOf,
    ingest_runs: ingestRuns,
    connections: config.connections.map(promiseOf),
    full_refresh: options.fullRefresh,
    ml_models: learningModels(config).map(({ name }) => name),
    limits: LIMITS,
  };
  let doing: Doing = { state: 'starting', text: 'starting' };
  const onEvent = ({ kind, state, input: given }: StateEvent) => {
    if (kind !== 'entered') return;
    const { model, ml_model } = (given ?? {}) as { model?: string; ml_model?: string };
    const text = state.toLowerCase();
    // Models are many and quick: a log need not list each.
    doing = { state: model ? 'build' : text, text: [text, model ?? ml_model].filter(Boolean).join(' ') };
  };
  return progress.step(
    'pipeline',
    async (): Promise<RoundEnd> => {
      // The machine's own result is only a name; the run record has the details.
      const broke = await runStateMachine(machine('pipeline'), input, runtime.functions, { speed, onEvent }).then(
        () => undefined,
        (error: Error) => error,
      );
      const record = await runtime.store.get(runKey(ids.pipeline));
      if (!record) return { outcome: 'failed', reasons: [broke?.message ?? 'the pipeline left no run record'] };
      const { outcome, reasons } = parseDocument(runKey(ids.pipeline), record.body, RunRecord);
      return { outcome: outcome === 'ok' ? 'failed' : outcome, reasons };
    },
    () => doing,
    ({ outcome }) => ({ mark: MARKS[outcome], text: WORDS[outcome] }),
  );
}
