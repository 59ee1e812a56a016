import { join } from 'node:path';
import { cloudProvisioner } from '../adapters/cloud/warehouse.ts';
import { fetchHttp } from '../adapters/fetch/http.ts';
import { readMigrations } from '../adapters/sql/read-migrations.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { sources } from '../extractors/sources/index.ts';
import { readEnv } from '../platform/env.ts';
import { makeMigrateHandler } from './handler.ts';

export const migrate = makeMigrateHandler({
  http: fetchHttp,
  provisioner: cloudProvisioner(
    readEnv(WarehouseEnv),
    readMigrations(join(import.meta.dirname, 'sql/migrations')),
    // Models read every source we know, connected or not: an empty raw table gives an empty mart, a missing one an
    // error.
    sources.flatMap(({ name, streams }) => streams.map((stream) => ({ source: name, stream: stream.name }))),
  ),
});
