import { createHash } from 'node:crypto';
import { FailedSlice } from '../../contracts/ingest.ts';
import { failedSliceKey, PREFIX } from '../../contracts/layout.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { FailureQueue, TakenSlice } from '../../ports/failure-queue.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

/** One file per failed slice, in the folder of a home; the process that owns the home is the only consumer. */
export const folderFailureQueue = (store: ObjectStore): FailureQueue => ({
  put: async (slice) => {
    const id = createHash('sha256').update(slice.slice_key).digest('hex').slice(0, 16);
    await store.put(failedSliceKey(id), JSON.stringify(slice));
  },
  take: async (limit) => {
    const taken: TakenSlice[] = [];
    for await (const { key } of store.list(PREFIX.failedSlices)) {
      if (taken.length >= limit) break;
      const slice = await readDocument(store, key, FailedSlice);
      if (slice) taken.push({ slice, receipt: key });
    }
    return taken;
  },
  forget: (receipt) => store.delete(receipt),
});
