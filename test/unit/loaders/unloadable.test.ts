import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import { awaitLoad } from '../../../lambdas/loaders/await-load.ts';
import { openFaults } from '../../../lambdas/platform/fault-ledger.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { migrations } from '../../helpers/migrations.ts';
import { suiteFolder } from '../../helpers/temporary-folder.ts';

const ref = { source: 'demo', connection: 'one', stream: 'things' };
const folder = suiteFolder();
let warehouse: Warehouse;

beforeEach(async () => {
  warehouse = await openDuckdb({ path: ':memory:', migrations, pathOf: (key) => join(folder, key) });
  await warehouse.migrate([ref]);
});
afterEach(() => warehouse.close());

const line = (row: number, record: string) =>
  `{"_source":"demo","_connection":"one","_stream":"things","_run_id":"r1","_slice_id":"s","_extracted_at":"2026-01-01T00:00:00.000Z","_row":${row},"record":${record}}\n`;

function write(key: string, text: string | Buffer) {
  const path = join(folder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof text === 'string' ? gzipSync(text) : text);
}

async function pending(parts: Record<string, number>) {
  const store = memoryStore();
  for (const [at, [key, rows]] of Object.entries(parts).entries()) {
    const slice_id = `things-${at}`;
    const manifest_key = `ops/manifests/demo/one/things/${slice_id}.json`;
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };
    const manifest = {
      ...{ ...ref, version: 1, slice_id, run_id: 'r1', window, path: 'page', api_version: '1', schema_hash: 'x' },
      ...{ parts: [{ key, rows, bytes: 1, sha256: 'x' }], rows, quarantined: 0, calls: 1, throttled: 0, drift: {} },
      ...{ proof: { kind: 'none', expected: null, landed: rows }, started_at: window.to, finished_at: window.to },
    };
    await store.put(manifest_key, JSON.stringify(manifest));
    await store.put(`ops/pending/demo/one/${slice_id}.json`, JSON.stringify({ manifest_key }));
  }
  return store;
}

it('names a file that no table takes, loads the others, and loads it once it is mended', async () => {
  write('good.ndjson.gz', line(0, '{"id":"a"}') + line(1, '{"id":"b"}'));
  write('half.ndjson.gz', line(0, '{"id":"tea \\ud83d"}'));
  write('short.ndjson.gz', line(0, '{"id":"c"}'));
  const whole = gzipSync(Array.from({ length: 500 }, (_, row) => line(row, `{"id":"${Math.random()}"}`)).join(''));
  write('cut.ndjson.gz', whole.subarray(0, whole.length >> 1));
  const parts = {
    'good.ndjson.gz': 2,
    'half.ndjson.gz': 1,
    'short.ndjson.gz': 3,
    'gone.ndjson.gz': 1,
    'cut.ndjson.gz': 500,
  };
  const store = await pending(parts);
  const run = () => awaitLoad({ run_id: 'r1', attempts: 0 }, { store, warehouse });

  expect(await run()).toEqual({
    ...{ attempts: 1, done: true, loaded_manifests: 1, rows: 2 },
    degraded: [
      {
        ...{ source: 'demo', connection: 'one', streams: ['things'] },
        reason: '4 landed files cannot be loaded; the open faults name them, and each run tries them again',
      },
    ],
  });
  const faults = await openFaults(store, ref);
  expect(Object.fromEntries(faults.map(({ file, reason }) => [file, reason]))).toEqual({
    'half.ndjson.gz': expect.stringMatching(/not the JSON lines it was landed as: 1 records/),
    'short.ndjson.gz': expect.stringMatching(/holds 1 rows, and its manifest lists 3/),
    'gone.ndjson.gz': expect.stringMatching(/missing/),
    'cut.ndjson.gz': expect.stringMatching(/500 records of it are in no table/),
  });
  expect(faults.every(({ effect, severity }) => effect === 'left_out' && severity === 'error')).toBe(true);
  expect(JSON.stringify(faults)).not.toContain('surrogate');

  write('half.ndjson.gz', line(0, '{"id":"tea"}'));
  write('cut.ndjson.gz', whole);
  expect(await run()).toMatchObject({
    loaded_manifests: 2,
    degraded: [{ reason: expect.stringMatching(/^2 landed files/) }],
  });
  expect((await openFaults(store, ref)).map(({ file }) => file).sort()).toEqual(['gone.ndjson.gz', 'short.ndjson.gz']);
  expect(await warehouse.query('select count(*) as rows from raw.demo__things')).toEqual([{ rows: 503 }]);
});
