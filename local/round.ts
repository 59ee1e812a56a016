import { join } from 'node:path';
import type { Config } from '../lambdas/contracts/config.ts';
import { ExtractResult, FinishIngestResult } from '../lambdas/contracts/ingest.ts';
import { RunRecord, runKey } from '../lambdas/contracts/run-record.ts';
import type { OpenableConnection } from './connections.ts';
import type { Progress } from './progress.ts';
import type { RoundIds } from './run-ids.ts';
import { projectRoot, type Runtime } from './runtime.ts';
import { runStateMachine, type StateEvent } from './state-machine.ts';

export interface RoundOptions {
  readonly runtime: Runtime;
  readonly connections: readonly OpenableConnection[];
  readonly mlModels: Config['ml_models'];
  readonly ids: RoundIds;
  /** ISO-8601 UTC. */
  readonly asOf: string;
  readonly progress: Progress;
  /** Waits of the machines are divided by this. */
  readonly speed: number;
  readonly fullRefresh: boolean;
  /** Told when every connection has been read. */
  readonly ingested: () => void;
}

export type Outcome = 'published' | 'held_back' | 'failed';

const machine = (name: string) => join(projectRoot, `statemachines/${name}.asl.json`);
/** One database file has one writer; trainings use the cores themselves. */
const LIMITS = { models: 1, trainings: 1, training_rows: Number.MAX_SAFE_INTEGER };

/** Every connection is read side by side, then one pipeline consumes what came. A connection that fails stops nothing. */
export async function runRound(options: RoundOptions): Promise<Outcome> {
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
  await progress.step(
    `${input.source}:${input.connection}`,
    () => runStateMachine(machine('ingest'), input, runtime.functions, { speed, onEvent }),
    () => `${rows} rows in ${slices} slices`,
    (result) => {
      const { slices: planned, failed_slices, rows: landed } = FinishIngestResult.parse(result);
      return `${landed} rows in ${planned} slices${failed_slices > 0 ? `, ${failed_slices} failed` : ''}`;
    },
  );
}

async function pipeline(ingestRuns: readonly string[], options: RoundOptions): Promise<Outcome> {
  const { runtime, ids, asOf, progress, speed } = options;
  const input = {
    run_id: ids.pipeline,
    as_of: asOf,
    ingest_runs: ingestRuns,
    full_refresh: options.fullRefresh,
    ml_models: options.mlModels,
    limits: LIMITS,
  };
  let doing = 'starting';
  const onEvent = ({ kind, state, input: given }: StateEvent) => {
    if (kind !== 'entered') return;
    const { model, ml_model } = (given ?? {}) as { model?: string; ml_model?: string };
    doing = [state.toLowerCase(), model ?? ml_model].filter(Boolean).join(' ');
  };
  return progress.step(
    'pipeline',
    async (): Promise<Outcome> => {
      // The machine's own end says no more than its name; the run record says it all.
      await runStateMachine(machine('pipeline'), input, runtime.functions, { speed, onEvent }).catch(() => {});
      const record = await runtime.store.get(runKey(ids.pipeline));
      if (!record) return 'failed';
      const { outcome } = RunRecord.parse(JSON.parse(record.body.toString()));
      return outcome === 'published' || outcome === 'held_back' ? outcome : 'failed';
    },
    () => doing,
    (outcome) => outcome.replace('_', ' '),
  );
}
