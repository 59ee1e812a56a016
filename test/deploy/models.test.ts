// The Snowflake text of every model that marts stand on, run over the golden store and held against DuckDB, row by row.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlLibrary } from '../../lambdas/sql/library.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';
import { beneathMarts, SQL_FOLDER } from '../golden/harness.ts';
import { closeAll } from './plane/close-all.ts';
import { privateKey } from './plane/emulated-cloud.ts';
import { buildAll, onDuckdb, onSnowflake } from './plane/golden-store.ts';
import { freePort, type Service, serve } from './plane/processes.ts';
import { pinnedPython } from './plane/python.ts';
import { comparable, inOrder } from './plane/same-rows.ts';
import { temporaryHome } from './plane/temporary-home.ts';

const home = temporaryHome('retailpulse-models-');
const folder = home.path;
let front: Service;
let url: string;
let library: SqlLibrary;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  mkdirSync(join(folder, 'stage'));
  const program = join(import.meta.dirname, 'snowflake/front.py');
  front = await serve(join(await pinnedPython(), 'python'), [program, String(port), join(folder, 'stage')], {
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: home.temporary },
    log: join(folder, 'snowflake.log'),
    answers: `${url}/`,
  });
  library = beneathMarts(await readSqlFolder(SQL_FOLDER));
}, 1_800_000);

afterAll(async () => {
  await closeAll([home.remove, async () => front?.stop()]);
});

describe('the golden store', () => {
  it('gives every model the rows on Snowflake that it has on DuckDB', async () => {
    const snowflake = await onSnowflake({
      account: 'EMULATED-ACCOUNT',
      user: 'RETAILPULSE',
      role: 'RETAILPULSE_ADMIN',
      warehouse: 'RETAILPULSE',
      database: 'golden',
      privateKey: privateKey(),
      accessUrl: url,
    });
    const duckdb = await onDuckdb(folder);
    try {
      const [ours, theirs] = [await buildAll(snowflake, library), await buildAll(duckdb, library)];
      expect(ours.tables).toEqual(theirs.tables);
      const rows: number[] = [];
      for (const table of ours.tables) {
        const sql = `select ${(await comparable(theirs.candidate, table)).join(', ')} from ${table}`;
        const expected = inOrder(await theirs.candidate.query(sql));
        expect(inOrder(await ours.candidate.query(sql)), table).toEqual(expected);
        rows.push(expected.length);
      }
      const withRows = rows.filter((count) => count > 0).length;
      const total = rows.reduce((sum, count) => sum + count, 0);
      process.stdout.write(`\n${rows.length} models equal on both engines, ${withRows} of them with rows: ${total}\n`);
      expect(withRows).toBeGreaterThan(30);
    } finally {
      await snowflake.close();
      await duckdb.close();
    }
  });
});
