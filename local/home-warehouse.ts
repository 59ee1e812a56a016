import { totalmem } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../lambdas/adapters/sql/read-migrations.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import type { Warehouse } from '../lambdas/ports/warehouse.ts';
import type { Home } from './home.ts';
import { projectRoot } from './project-root.ts';

/** The database of a home, created when missing. @throws StoredDataError when the file is damaged */
export async function openHomeWarehouse(home: Home): Promise<Warehouse> {
  const warehouse = await openDuckdb({
    path: home.warehouse,
    migrations: readMigrations(join(projectRoot, 'sql/migrations')),
    pathOf: (key) => join(home.root, key),
    memoryLimit: `${Math.max(1, Math.round(totalmem() / 2 ** 31))}GB`,
    temporary: home.temporary,
  });
  // Models read every source we know, connected or not: an empty raw table gives an empty mart, a missing one an error.
  const streams = sources.flatMap((source) =>
    source.streams.map((stream) => ({ source: source.name, stream: stream.name })),
  );
  await warehouse.migrate(streams);
  return warehouse;
}
