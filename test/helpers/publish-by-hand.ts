import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Current } from '../../lambdas/contracts/pipeline.ts';
import type { Home } from '../../local/home.ts';

/** Publishes marts in a home as version v1: each holds the rows of a statement. */
export async function publishByHand(home: Home, statements: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(home.root, 'published/marts'), { recursive: true });
  const marts: Record<string, Current['marts'][string]> = {};
  for (const [mart, sql] of Object.entries(statements)) {
    const key = `published/marts/${mart}.parquet`;
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`copy (${sql}) to '${join(home.root, key)}' (format parquet)`);
    connection.closeSync();
    instance.closeSync();
    const body = await readFile(join(home.root, key));
    marts[mart] = { key, rows: 1, sha256: createHash('sha256').update(body).digest('hex'), columns: [] };
  }
  const current: Current = {
    version: 'v1',
    run_id: 'r1',
    as_of: '2026-10-01T00:00:00Z',
    published_at: '2026-10-01T00:00:00Z',
    marts,
    tiles: {},
    models: {},
    degraded: [],
    held: {},
    fresh_until: null,
    never_read: [],
  };
  await writeFile(join(home.root, 'published/current.json'), JSON.stringify(current));
}
