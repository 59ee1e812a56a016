// Landed, loaded and staged data: one row for each record, however often it was landed.

import { join } from 'node:path';
import { openDuckdb } from '../../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../../lambdas/adapters/sql/read-migrations.ts';
import { InvariantError } from '../../lambdas/contracts/errors.ts';
import { PREFIX } from '../../lambdas/contracts/layout.ts';
import { type LandedFile, Manifest } from '../../lambdas/contracts/manifest.ts';
import { readDocument } from '../../lambdas/platform/stored-document.ts';
import { compileStatement } from '../../lambdas/sql/compile-statement.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';
import { buildModel } from '../../lambdas/transform/build-model.ts';
import { planModels } from '../../lambdas/transform/plan-models.ts';
import { projectRoot } from '../runtime.ts';
import type { Reading } from './faulty-reading.ts';

export interface StagedStream {
  readonly stream: string;
  readonly rows: number;
  readonly doubled: number;
}

/** Rows of each stream's own staging model, and how many of them share a key. @param folder with the landed files */
export async function stage(faulty: Reading, folder: string): Promise<StagedStream[]> {
  const { source, ports } = faulty;
  const sql = join(projectRoot, 'sql');
  const warehouse = await openDuckdb({
    path: ':memory:',
    migrations: readMigrations(join(sql, 'migrations')),
    pathOf: (key) => join(folder, 'home', key),
  });
  try {
    await warehouse.migrate(source.streams.map(({ name }) => ({ source: source.name, stream: name })));
    const [unloadable] = await warehouse.loadFiles(await committedFiles(faulty));
    if (unloadable) throw new InvariantError(`${unloadable.key} cannot be loaded: ${unloadable.reason}`);
    const all = await readSqlFolder(sql);
    const models = [...all.models].filter(([, model]) => model.file.includes(`/staging/${source.name}/`));
    const library = { ...all, models: new Map(models) };
    const where = { warehouse, library, store: ports.store };
    const run = { run_id: 'chaos', as_of: '2026-10-01T00:00:00Z', full_refresh: true };
    const { waves } = await planModels(run, where);
    for (const model of waves.flat()) await buildModel({ ...run, model }, where);
    const candidate = await warehouse.candidate(run.run_id);
    const compilation = { library: all, spelling: warehouse.spelling };
    const staged: StagedStream[] = [];
    for (const { name } of source.streams) {
      const model = library.models.get(`stg_${source.name}__${name}`);
      if (!model) continue;
      const found = compileStatement('keys_of', { keys: model.header.key, table: model.table }, compilation);
      const [keys] = await candidate.query<{ row_count: number }>(compileStatement('count_of', { found }, compilation));
      const { rows } = (await candidate.extents([{ table: model.table }])).get(model.table)!;
      staged.push({ stream: name, rows, doubled: rows - Number(keys!.row_count) });
    }
    await candidate.discard();
    return staged;
  } finally {
    await warehouse.close();
  }
}

async function committedFiles({ source, ports }: Reading): Promise<LandedFile[]> {
  const files: LandedFile[] = [];
  for await (const { key } of ports.store.list(`${PREFIX.manifests}${source.name}/`)) {
    const manifest = (await readDocument(ports.store, key, Manifest))!;
    const { connection, stream } = manifest;
    for (const part of manifest.parts)
      files.push({ source: source.name, connection, stream, key: part.key, rows: part.rows });
  }
  return files;
}
