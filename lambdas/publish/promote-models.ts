import { championKey, trainingsPrefix } from '../contracts/layout.ts';
import { type PipelineRef, TrainResult } from '../contracts/pipeline.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** Decision of each training of this run, by model name. */
export async function readTrainings(runId: string, store: ObjectStore): Promise<TrainResult[]> {
  const trainings: TrainResult[] = [];
  for await (const { key } of store.list(trainingsPrefix(runId))) {
    const training = await readDocument(store, key, TrainResult);
    if (training) trainings.push(training);
  }
  return trainings;
}

/**
 * Moves the champion pointers of winning models. A repeat finds them moved; of two concurrent runs, one loses the race
 * and retries.
 */
export async function promoteModels(
  trainings: readonly TrainResult[],
  { run_id, as_of }: PipelineRef,
  store: ObjectStore,
): Promise<void> {
  for (const { ml_model, serve_key } of trainings.filter(({ promoted }) => promoted)) {
    const pointer = championKey(ml_model);
    const body = `${JSON.stringify({ key: serve_key, run_id, as_of })}\n`;
    for (let moved = false; !moved; ) {
      const held = await store.get(pointer);
      if (held?.body.toString() === body) break;
      moved = (await store.put(pointer, body, held ? { ifMatch: held.etag } : { ifAbsent: true })) !== undefined;
    }
  }
}
