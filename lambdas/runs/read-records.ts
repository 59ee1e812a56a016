import type { z } from 'zod';
import { FailureRecord, failurePrefix, RunRecord, runKey } from '../contracts/run-record.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** A JSON document of the store, or undefined when nothing is there. */
export async function readDocument<T extends z.ZodType>(
  store: ObjectStore,
  key: string,
  schema: T,
): Promise<z.output<T> | undefined> {
  const object = await store.get(key);
  return object && schema.parse(JSON.parse(object.body.toString()));
}

export const readRun = (store: ObjectStore, runId: string): Promise<RunRecord | undefined> =>
  readDocument(store, runKey(runId), RunRecord);

export async function readFailures(store: ObjectStore, runId: string): Promise<FailureRecord[]> {
  const failures: FailureRecord[] = [];
  for await (const { key } of store.list(failurePrefix(runId))) {
    const record = await readDocument(store, key, FailureRecord);
    if (record) failures.push(record);
  }
  return failures;
}
