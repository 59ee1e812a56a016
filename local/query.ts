import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTypeId,
  type DuckDBValueConverter,
  type JS,
  StatementType,
} from '@duckdb/node-api';
import { toValue } from '../lambdas/adapters/duckdb/values.ts';
import { ConfigError, WarehouseError } from '../lambdas/contracts/errors.ts';
import { Current } from '../lambdas/contracts/pipeline.ts';
import { parseDocument } from '../lambdas/platform/stored-document.ts';
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
  const { marts } = parseDocument('published/current.json', current.body, Current);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    await connection.run('create schema marts');
    for (const [name, { key, sha256 }] of Object.entries(marts)) {
      const isAsked = asksFor(name, sql);
      if (isAsked) await assertIntact(join(home.root, key), sha256, name);
      const view = async (view: string, from: string) => connection.run(`create view ${view} as select * from ${from}`);
      try {
        await view(`marts."${name}"`, `read_parquet(${quoted(join(home.root, key))})`);
        await view(`main."${name}"`, `marts."${name}"`);
      } catch (error) {
        // A damaged file that nobody asks for is no reason to answer nothing.
        if (isAsked) throw error;
      }
    }
    // From here on nothing but these files can be read, and nothing can be written, fetched or loaded.
    const files = Object.values(marts).map(({ key }) => quoted(join(home.root, key)));
    await connection.run(`set allowed_paths = [${files.join(', ')}]`);
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
    const result = await answered(connection, sql).catch((error: Error) => {
      if (error instanceof ConfigError) throw error;
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

const asksFor = (mart: string, sql: string) => sql.toLowerCase().includes(mart);

/** @throws ConfigError unless the text is one statement that reads */
async function answered(connection: DuckDBConnection, sql: string) {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1)
    throw new ConfigError(`query answers one statement at a time, and was given ${statements.count}`);
  const { statementType } = await statements.prepare(0);
  if (statementType !== StatementType.SELECT && statementType !== StatementType.EXPLAIN)
    throw new ConfigError(`query only reads: it takes a select, not ${StatementType[statementType]?.toLowerCase()}`);
  return connection.stream(sql);
}

/** @throws ConfigError when a published file is not what publishing wrote */
async function assertIntact(path: string, sha256: string, mart: string): Promise<void> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    throw new ConfigError(`the published file of ${mart} cannot be read (${path}); \`npm start\` publishes it again`);
  }
  if (hash.digest('hex') !== sha256)
    throw new ConfigError(`the published file of ${mart} is damaged (${path}); remove it and run \`npm start\` again`);
}
