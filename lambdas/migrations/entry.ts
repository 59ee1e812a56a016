import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloudSession } from '../adapters/cloud/warehouse.ts';
import { fetchHttp } from '../adapters/fetch/http.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { sources } from '../extractors/sources/index.ts';
import { readEnv } from '../platform/env.ts';
import { makeMigrateHandler } from './handler.ts';

const folder = join(import.meta.dirname, 'sql/migrations');

export const migrate = makeMigrateHandler({
  http: fetchHttp,
  session: cloudSession(readEnv(WarehouseEnv)),
  migrations: readdirSync(folder)
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  // Models read every source we know, connected or not: an empty raw table is an empty mart, a missing one an error.
  streams: sources.flatMap(({ name, streams }) => streams.map((stream) => ({ source: name, stream: stream.name }))),
});
