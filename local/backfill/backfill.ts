// Reads days of the past again: planned and priced first, then partition by partition through the ordinary ingest.

import { join } from 'node:path';
import { FinishIngestResult } from '../../lambdas/contracts/ingest.ts';
import { PREFIX } from '../../lambdas/contracts/layout.ts';
import { Manifest } from '../../lambdas/contracts/manifest.ts';
import { type Span, toSpan } from '../../lambdas/extractors/engine/windows.ts';
import { readDocument } from '../../lambdas/platform/stored-document.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { OpenableConnection } from '../connections.ts';
import type { OpenedHome } from '../opened-home.ts';
import { backfillInput } from '../operate/backfill.ts';
import type { Progress } from '../progress.ts';
import { realRound } from '../run-ids.ts';
import { projectRoot } from '../runtime.ts';
import { runStateMachine, type StateEvent } from '../state-machine.ts';
import { type Estimate, estimate } from './estimate.ts';
import { priceOf } from './price.ts';
import { comparedText, estimateText, type Happened } from './report.ts';

interface BackfillOptions {
  readonly connection: OpenableConnection;
  readonly range: Span;
  readonly planOnly: boolean;
  readonly progress: Progress;
}

/** @returns false when a partition was not read completely */
export async function backfill(
  { origin, runtime }: OpenedHome,
  { connection: { source, connection }, range, planOnly, progress }: BackfillOptions,
): Promise<boolean> {
  const asOf = origin.asOf();
  const prefix = realRound(Date.parse(origin.isDemo ? new Date().toISOString() : asOf)).pipeline.replace(
    /-pipeline$/,
    '',
  );
  const input = backfillInput(source, connection, range, { runId: prefix, asOf });
  let doing = '';
  const planned = await progress.step(
    'plan',
    () =>
      estimate(
        range,
        input.partitions.map((partition) => toSpan(partition.range)),
        () => runtime.extraction(source.name, connection.name),
        (stream) => {
          doing = `trying a few days of ${stream}`;
        },
      ),
    () => doing,
    ({ streams }) =>
      `${input.partitions.length} partition(s), ${streams.reduce((sum, one) => sum + one.slices, 0)} slices`,
  );
  progress.say(estimateText(planned, priceOf(planned)));
  if (planOnly) return true;
  return run(planned, { input, progress, speed: origin.speed, runtime });
}

async function run(
  planned: Estimate,
  {
    input,
    progress,
    speed,
    runtime,
  }: Pick<OpenedHome, 'runtime'> & {
    input: ReturnType<typeof backfillInput>;
    progress: Progress;
    speed: number;
  },
): Promise<boolean> {
  const machine = join(projectRoot, 'statemachines/ingest.asl.json');
  let reading = 0;
  let complete = true;
  for (const [at, partition] of input.partitions.entries()) {
    const began = performance.now();
    let last = began;
    let slices = 0;
    const onEvent = ({ kind, state }: StateEvent) => {
      if (kind !== 'exited' || state !== 'Extract Slice') return;
      slices++;
      last = performance.now();
    };
    const { run_id, source, connection, range } = partition;
    const result = await progress.step(
      `partition ${at + 1} of ${input.partitions.length}`,
      () =>
        runStateMachine(machine, { run_id, source, connection, range, as_of: input.as_of }, runtime.functions, {
          speed,
          onEvent,
        }),
      () => `${slices} slices read`,
      (output) => {
        const { rows, failed_slices } = FinishIngestResult.parse(output);
        return `${rows} rows${failed_slices > 0 ? `, ${failed_slices} slices failed: see npm run -s status` : ''}`;
      },
    );
    reading += last - began;
    if (FinishIngestResult.parse(result).outcome !== 'ok') complete = false;
  }
  progress.say(
    comparedText(planned, {
      ...(await happened(
        input.partitions.map(({ run_id }) => run_id),
        planned,
        runtime.store,
      )),
      ms: reading,
    }),
  );
  return complete;
}

/** Rows and calls of the runs, from their manifests. */
async function happened(
  runs: readonly string[],
  { source }: Estimate,
  store: ObjectStore,
): Promise<Omit<Happened, 'ms'>> {
  const mine = new Set(runs);
  let [rows, calls] = [0, 0];
  for await (const { key } of store.list(`${PREFIX.manifests}${source}/`)) {
    const manifest = await readDocument(store, key, Manifest);
    if (!manifest || !mine.has(manifest.run_id)) continue;
    rows += manifest.rows + manifest.quarantined;
    calls += manifest.calls;
  }
  return { rows, calls };
}
