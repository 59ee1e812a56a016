import { beforeEach, describe, expect, it } from 'vitest';
import { folderFailureQueue } from '../../../lambdas/adapters/filesystem/failure-queue.ts';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { type RedriveInput, redrive, redriveText } from '../../../local/operate/redrive.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const slice = (connection: string, id: string): Slice => ({
  source: 'shopify',
  connection,
  stream: 'orders',
  slice_id: id,
  run_id: 'r1',
  window: { from: '2026-09-01T00:00:00.000Z', to: '2026-09-02T00:00:00.000Z' },
  path: 'page',
  purpose: 'sync',
});
const asOf = '2026-10-01T00:00:00Z';

describe('redrive', () => {
  let store: ObjectStore;
  let started: RedriveInput[];
  beforeEach(async () => {
    store = memoryStore();
    started = [];
  });
  const fails = async (one: Slice, isKnown = true) => {
    const slice_key = `ops/slices/${one.run_id}/${one.slice_id}.json`;
    if (isKnown) await store.put(slice_key, JSON.stringify(one));
    await folderFailureQueue(store).put({ slice_key, run_id: 'r1', error: 'RateLimitedError', failed_at: asOf });
    return slice_key;
  };
  const run = (ingest = async (input: RedriveInput) => void started.push(input)) =>
    redrive({
      queue: folderFailureQueue(store),
      store,
      asOf,
      ingest,
      runId: (source, connection) => `r9-${source}-${connection}`,
    });
  const waiting = async () => (await folderFailureQueue(store).take(10)).length;

  it('starts one ingest a connection with the keys that failed, and forgets them', async () => {
    const keys = [await fails(slice('main', 'a')), await fails(slice('main', 'b')), await fails(slice('outlet', 'c'))];
    expect(await run()).toEqual([
      { connection: 'shopify:main', run_id: 'r9-shopify-main', slices: 2 },
      { connection: 'shopify:outlet', run_id: 'r9-shopify-outlet', slices: 1 },
    ]);
    const common = { source: 'shopify', as_of: asOf };
    expect(started).toEqual([
      { ...common, run_id: 'r9-shopify-main', connection: 'main', redrive: keys.slice(0, 2) },
      { ...common, run_id: 'r9-shopify-outlet', connection: 'outlet', redrive: keys.slice(2) },
    ]);
    expect(await waiting()).toBe(0);
  });

  it('keeps what could not be started', async () => {
    await fails(slice('main', 'a'));
    await expect(run(() => Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
    expect(await waiting()).toBe(1);
  });

  it('forgets a slice nobody knows any more', async () => {
    await fails(slice('main', 'a'), false);
    expect(redriveText(await run())).toBe('No failed slice is waiting.\n');
    expect({ started, waiting: await waiting() }).toEqual({ started: [], waiting: 0 });
  });
});
