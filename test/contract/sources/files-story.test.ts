// A shop without an API: files are dropped, replaced, and dropped again, and staging shows what they hold now.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import { shaped } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { files } from '../../../lambdas/extractors/sources/files/source.ts';
import { awaitLoad } from '../../../lambdas/loaders/await-load.ts';
import { spell } from '../../../lambdas/sql/macros.ts';
import { buildModel } from '../../../lambdas/transform/build-model.ts';
import { planModels } from '../../../lambdas/transform/plan-models.ts';
import { library as whole } from '../../helpers/library.ts';
import { migrations } from '../../helpers/migrations.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const SETTINGS = {
  folder: 'drop',
  tables: {
    targets: { files: 'targets-*.csv', key: ['month'], mode: 'append', columns: { month: 'date', target: 'decimal' } },
    prices: {
      files: 'prices/*.csv',
      key: ['sku'],
      mode: 'replace',
      columns: { sku: 'text', price: 'decimal', contact: 'email' },
    },
    sales: { files: 'sales*.csv', mode: 'append', columns: { sku: 'text', pieces: 'integer' } },
  },
};

async function shop() {
  const folder = await temporaryFolder();
  const dropFolder = join(folder, 'drop');
  mkdirSync(join(dropFolder, 'prices'), { recursive: true });
  const store = filesystemStore(join(folder, 'home'));
  const vault = filesystemStore(join(folder, 'vault'));
  const warehouse = await openDuckdb({
    path: ':memory:',
    migrations,
    pathOf: (key) => join(folder, 'home', key),
  });
  onTestFinished(() => warehouse.close());
  await warehouse.migrate([{ source: 'files', stream: 'rows' }]);
  const library = { ...whole, models: new Map([...whole.models].filter(([name]) => name.startsWith('stg_files__'))) };
  const settings = files.settings.parse(SETTINGS);
  const source = shaped(files, settings);
  const connection = { source: 'files', name: 'main', start: '2026-01-01T00:00:00Z', settings };
  const tokens = new Tokens(Buffer.alloc(32, 1));

  const drop = (name: string, text: string, at: string) => {
    writeFileSync(join(dropFolder, name), text);
    utimesSync(join(dropFolder, name), new Date(at), new Date(at));
  };
  /** One ingest and one build of what it brought. @returns rows landed */
  const run = async (asOf: string): Promise<number> => {
    const clock = virtualClock(Date.parse(asOf));
    const run_id = `${asOf.replace(/\D/g, '').replace(/^(\d{8})/, '$1T')}000-aaaa`;
    const ref = { run_id, source: 'files', connection: 'main' };
    const plan = await planSlices({ ...ref, as_of: asOf }, { store, source, connection });
    let rows = 0;
    for (const slice_key of plan.slice_keys) {
      const session = source.open(connection, {
        drop: () => filesystemStore(dropFolder),
        clock,
      } as never);
      const ports = { store, vault, clock, tokens, source, connection, session };
      const input = { slice_key, source: 'files', connection: 'main' };
      rows += (await extractSlice(input, ports, { remainingMs: () => 900_000 })).rows;
    }
    await awaitLoad({ run_id, attempts: 0 }, { store, warehouse });
    const build = { run_id, as_of: asOf, full_refresh: false };
    const { waves } = await planModels(build, { warehouse, library });
    for (const model of waves.flat()) await buildModel({ ...build, model }, { warehouse, library });
    await (await warehouse.candidate(run_id)).publish();
    return rows;
  };
  const table = async (name: string, ...columns: string[]) => {
    const cells = columns
      .map(
        (column) =>
          `${spell('', { name: 'json_scalar', args: ['row_values', column] }, whole.macros, warehouse.spelling)}::varchar as ${column}`,
      )
      .join(', ');
    const rows = await warehouse.query(
      `select ${cells} from staging.stg_files__rows where table_name = '${name}' order by row_id`,
    );
    return rows.map((row) => columns.map((column) => row[column]));
  };
  const landed = async () => {
    let text = '';
    for await (const { key } of store.list('landing/')) text += gunzipSync((await store.get(key))!.body).toString();
    return text;
  };
  return { drop, run, table, landed };
}

it('files are read once, corrected by what replaces them, and hold nobody readable', async () => {
  const { drop, run, table, landed } = await shop();
  drop('targets-06.csv', 'Month;Target\n2026-06-01;1.000,50\n2026-07-01;900\n', '2026-06-01T08:00:00Z');
  drop(
    'prices/list.csv',
    'sku,price,contact\nA,1.00,ada@example.com\nB,2.00,ada@example.com\n',
    '2026-06-01T08:00:00Z',
  );
  drop('sales.csv', 'sku,pieces\nA,1\nA,1\nB,2\n', '2026-06-01T08:00:00Z');
  drop('notes.txt', 'no table of anybody', '2026-06-01T08:00:00Z');
  // Four files and their eight rows; one of them is not finished, though nobody touches it.
  drop('targets-07.csv', 'month,target\n2026-08-01,70', '2026-06-02T11:59:30Z');
  expect(await run('2026-06-02T12:00:00Z')).toBe(12);
  expect(await table('targets', 'month', 'target')).toEqual([
    ['2026-06-01', '1000.50'],
    ['2026-07-01', '900'],
    ['2026-08-01', '70'],
  ]);
  expect(await table('prices', 'sku', 'price')).toEqual([
    ['A', '1.00'],
    ['B', '2.00'],
  ]);
  expect(await table('sales', 'sku', 'pieces')).toHaveLength(3);
  // Read again in the hour that is always looked back at.
  expect(await run('2026-06-02T12:01:00Z')).toBe(2);

  // The file that was being written is done and corrects July; the list is a new one without B; sales lose a line; a copy adds nothing.
  drop('targets-07.csv', 'month,target\n2026-08-01,700\n2026-07-01,950\n', '2026-06-02T12:05:00Z');
  drop('prices/list of june.csv', 'sku,price,contact\nA,1.10,eve@example.com\nC,3.00,\n', '2026-06-03T08:00:00Z');
  drop('sales.csv', 'sku,pieces\nA,1\nB,3\n', '2026-06-03T08:00:00Z');
  drop('sales (1).csv', 'sku,pieces\nA,1\nB,3\n', '2026-06-03T09:00:00Z');
  expect(await run('2026-06-04T12:00:00Z')).toBe(12);
  expect(await table('targets', 'month', 'target')).toEqual([
    ['2026-06-01', '1000.50'],
    ['2026-07-01', '950'],
    ['2026-08-01', '700'],
  ]);
  expect(await table('prices', 'sku', 'price', 'contact', 'nothing')).toEqual([
    ['A', '1.10', expect.stringMatching(/^email_1_/), null],
    ['C', '3.00', null, null],
  ]);
  expect(await table('sales', 'sku', 'pieces')).toEqual([
    ['A', '1'],
    ['B', '3'],
  ]);

  // A list of a header alone is a list of nothing.
  drop('prices/empty.csv', 'sku,price,contact\n', '2026-06-05T08:00:00Z');
  expect(await run('2026-06-05T12:00:00Z')).toBe(1);
  expect(await table('prices', 'sku')).toEqual([]);
  expect(await landed()).not.toMatch(/@example\./);
});
