import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import { migrations } from '../../helpers/migrations.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import type { Landed } from './promised.ts';

/** An empty warehouse of one machine, and a folder for its files. */
export async function onDuckdb(): Promise<Landed> {
  const root = await temporaryFolder();
  const pathOf = (key: string) => join(root, key);
  return {
    warehouse: await openDuckdb({ path: ':memory:', migrations, pathOf }),
    land: async (key, lines) => {
      mkdirSync(dirname(pathOf(key)), { recursive: true });
      writeFileSync(pathOf(key), gzipSync(lines.map((line) => `${line}\n`).join('')));
      return { source: 'demo', connection: 'one', stream: 'things', key, rows: lines.length };
    },
    many: 300_000,
  };
}
