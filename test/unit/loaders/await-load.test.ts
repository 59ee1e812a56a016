import { expect, it } from 'vitest';
import { awaitLoad } from '../../../lambdas/loaders/await-load.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

it('passes over a note that another execution has taken away since it was listed', async () => {
  const kept = memoryStore();
  const note = 'ops/pending/demo/one/things-1.json';
  await kept.put(note, JSON.stringify({ manifest_key: 'ops/manifests/demo/one/things-1.json' }));
  const store: ObjectStore = {
    ...kept,
    list: async function* (prefix) {
      for await (const found of kept.list(prefix)) {
        await kept.delete(found.key);
        yield found;
      }
    },
  };
  const warehouse = {
    loadFiles: async () => [],
    loadedRows: async () => new Map(),
    noteWindows: async () => {},
  } as unknown as Warehouse;
  const input = { run_id: 'r2', source: 'demo', connection: 'one' };
  expect(await awaitLoad(input, { store, warehouse })).toEqual({ loaded_manifests: 0, rows: 0, done: true });
});
