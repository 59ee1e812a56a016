import { join } from 'node:path';
import { DuckDBInstance, DuckDBTypeId, type DuckDBValueConverter, type JS } from '@duckdb/node-api';
import { toValue } from '../lambdas/adapters/duckdb/values.ts';
import { ConfigError, WarehouseError } from '../lambdas/contracts/errors.ts';
import { Current } from '../lambdas/contracts/pipeline.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import type { Home } from './home.ts';

const { rawJSON } = JSON as unknown as { rawJSON(text: string): JS };

/** Decimals and long whole numbers keep their digits as JSON numbers. */
const toJson: DuckDBValueConverter<JS> = (value, type, converter) => {
  if (value === null) return null;
  const exact =
    type.typeId === DuckDBTypeId.DECIMAL || type.typeId === DuckDBTypeId.HUGEINT || type.typeId === DuckDBTypeId.BIGINT;
  if (exact) return rawJSON(String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return toValue(value, type, converter);
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Answers from the published marts and nothing else, beside whatever process owns the database. Marts are `marts.<name>` and
 * `<name>`; rows come as JSON text, piece by piece.
 * @throws ConfigError when nothing is published, WarehouseError with the engine's words when the statement is refused
 */
export async function* queryJson(home: Home, store: ObjectStore, sql: string): AsyncGenerator<string> {
  const current = await store.get('published/current.json');
  if (!current) throw new ConfigError(`nothing is published in ${home.root} yet; run \`npm start\` first`);
  const { marts } = Current.parse(JSON.parse(current.body.toString()));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    await connection.run('create schema marts');
    for (const [name, { key }] of Object.entries(marts)) {
      const file = quoted(join(home.root, key));
      await connection.run(`create view marts."${name}" as select * from read_parquet(${file})`);
      await connection.run(`create view main."${name}" as select * from marts."${name}"`);
    }
    await connection.run(`set allowed_directories = [${quoted(join(home.root, 'published'))}]`);
    await connection.run('set enable_external_access = false');
    const result = await connection.stream(sql).catch((error: Error) => {
      throw new WarehouseError(`${error.message}\nMarts: ${Object.keys(marts).sort().join(', ')}`);
    });
    const names = result.deduplicatedColumnNames();
    let first = true;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const row of chunk.convertRows<JS>(toJson)) {
        const record = Object.fromEntries(names.map((name, at) => [name, row[at]]));
        yield `${first ? '[\n' : ',\n'}${JSON.stringify(record)}`;
        first = false;
      }
    }
    yield first ? '[]\n' : '\n]\n';
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
