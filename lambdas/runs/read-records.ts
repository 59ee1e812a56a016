import { failurePrefix, runKey } from '../contracts/layout.ts';
import { FailureRecord, RunRecord } from '../contracts/run-record.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

export { readDocument };

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
