import { join } from 'node:path';
import { cloudWarehouse } from '../adapters/cloud/warehouse.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { sources } from '../extractors/sources/index.ts';
import { readEnv } from '../platform/env.ts';
import { makeMigrateHandler } from './handler.ts';

export const migrate = makeMigrateHandler({
  warehouse: await cloudWarehouse(readEnv(WarehouseEnv), join(import.meta.dirname, 'sql/migrations')),
  streams: (names) =>
    sources
      .filter(({ name }) => names.includes(name))
      .flatMap(({ name, streams }) => streams.map((stream) => ({ source: name, stream: stream.name }))),
});
