import { beforeEach, describe, expect, it } from 'vitest';
import { manifestKey, pendingKey } from '../../../lambdas/contracts/layout.ts';
import { awaitLoad } from '../../../lambdas/loaders/await-load.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

/** A warehouse in which these files have these rows. */
function holding(rows: Readonly<Record<string, number>>) {
  const noted: string[] = [];
  const warehouse = {
    loadFiles: async () => [],
    loadedRows: async () => new Map(Object.entries(rows)),
    noteWindows: async (windows: readonly { slice_id: string }[]) => {
      noted.push(...windows.map(({ slice_id }) => slice_id));
    },
  };
  return { noted, warehouse: warehouse as unknown as Warehouse };
}

let store: ObjectStore;

/** A slice of one file, landed and not known to be loaded. */
async function pend(connection: string, slice_id: string, rows: number): Promise<void> {
  const ref = { source: 'demo', connection, stream: 'things', slice_id };
  const at = '2026-01-02T00:00:00.000Z';
  const manifest = {
    ...{ ...ref, version: 1, run_id: 'r1', window: { from: at, to: at }, path: 'page', api_version: '1' },
    ...{ parts: [{ key: slice_id, rows, bytes: 1, sha256: 'x' }], rows, quarantined: 0, calls: 1, throttled: 0 },
    ...{ proof: { kind: 'none', expected: null, landed: rows }, started_at: at, finished_at: at, drift: {} },
    schema_hash: 'x',
  };
  await store.put(manifestKey(ref), JSON.stringify(manifest));
  await store.put(pendingKey(ref), JSON.stringify({ manifest_key: manifestKey(ref) }));
}

async function waiting(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('ops/pending/')) keys.push(key);
  return keys;
}

describe('one question of a pipeline for all connections', () => {
  beforeEach(async () => {
    store = memoryStore();
    await pend('one', 'a', 2);
    await pend('one', 'b', 3);
    await pend('two', 'c', 5);
  });
  const ask = (warehouse: Warehouse, attempts = 0) => awaitLoad({ run_id: 'r2', attempts }, { store, warehouse });

  it('notes and marks what is all there, and asks again for a connection that is not', async () => {
    const { warehouse, noted } = holding({ a: 2, c: 5 });
    expect(await ask(warehouse)).toEqual({ attempts: 1, done: false, loaded_manifests: 1, rows: 7, degraded: [] });
    expect(noted).toEqual(['c']);
    expect(await waiting()).toEqual(['ops/pending/demo/one/a.json', 'ops/pending/demo/one/b.json']);

    const whole = holding({ a: 2, b: 3 });
    expect(await ask(whole.warehouse, 1)).toMatchObject({ attempts: 2, done: true, loaded_manifests: 2, degraded: [] });
    expect(whole.noted).toEqual(['a', 'b']);
    expect(await waiting()).toEqual([]);
  });

  it('gives up after ten minutes: the connection is degraded, and its files are asked for again by the next run', async () => {
    const { warehouse, noted } = holding({ a: 2, c: 5 });
    expect(await ask(warehouse, 28)).toMatchObject({ done: false, degraded: [] });
    const given = await ask(warehouse, 29);
    expect(given).toMatchObject({ done: true, degraded: [{ source: 'demo', connection: 'one' }] });
    expect(given.degraded[0]?.reason).toMatch(/^1 landed files did not reach the warehouse within ten minutes/);
    expect(noted).toEqual(['c']);
    expect(await waiting()).toHaveLength(2);
  });

  it('vouches for no connection of which raw holds another number of rows than landed', async () => {
    const { warehouse, noted } = holding({ a: 2, b: 4, c: 5 });
    const { done, degraded } = await ask(warehouse);
    expect(done).toBe(true);
    expect(degraded.map(({ connection, reason }) => [connection, reason])).toEqual([
      ['one', 'CompletenessError: raw holds 4 rows of b, its manifest lists 3; reload the file'],
    ]);
    expect(noted).toEqual(['c']);
    expect(await waiting()).toHaveLength(2);
  });

  it('passes over a note that another execution has taken away since it was listed', async () => {
    const kept = store;
    store = {
      ...kept,
      list: async function* (prefix) {
        for await (const found of kept.list(prefix)) {
          await kept.delete(found.key);
          yield found;
        }
      },
    };
    expect(await ask(holding({}).warehouse)).toMatchObject({ done: true, loaded_manifests: 0, degraded: [] });
  });
});
