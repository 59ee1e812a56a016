import {
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTypeId,
  type DuckDBValueConverter,
  type JS,
  StatementType,
} from '@duckdb/node-api';
import { ConfigError, WarehouseError } from '../../contracts/errors.ts';
import { identifier } from '../sql/names.ts';
import { toValue } from './values.ts';
import { duckdbSpelling } from './words.ts';

const { literal } = duckdbSpelling;
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

/** A mart's Parquet file on this machine. */
export interface MartFile {
  readonly name: string;
  readonly path: string;
  /** True if the statement reads this mart: a damaged file that the statement does not read must not fail the query. */
  readonly isAsked: boolean;
}

/**
 * Runs one statement over Parquet files and nothing else, in an engine of its own. Marts are `marts.<name>` and
 * `<name>`; rows are streamed, decimals keep their digits.
 * @param values bound to its `?`, as texts
 * @throws ConfigError unless the text is one statement that reads, WarehouseError with the engine's message when it is
 * refused
 */
export async function* queryMarts(
  marts: readonly MartFile[],
  sql: string,
  values: readonly string[] = [],
): AsyncGenerator<Record<string, JS>> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    await connection.run('create schema marts');
    for (const { name, path, isAsked } of marts) {
      const view = async (view: string, from: string) => connection.run(`create view ${view} as select * from ${from}`);
      try {
        await view(`marts.${identifier(name)}`, `read_parquet(${literal(path)})`);
        await view(`main.${identifier(name)}`, `marts.${identifier(name)}`);
      } catch (error) {
        if (isAsked) throw error;
      }
    }
    // From here on the engine can read only these files, and cannot write, fetch or load anything.
    await connection.run(`set allowed_paths = [${marts.map(({ path }) => literal(path)).join(', ')}]`);
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
    const result = await answered(connection, sql, values).catch((error: Error) => {
      if (error instanceof ConfigError) throw error;
      throw new WarehouseError(
        `${error.message}\nMarts: ${marts
          .map(({ name }) => name)
          .sort()
          .join(', ')}`,
      );
    });
    const names = result.deduplicatedColumnNames();
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
      for (const row of chunk.convertRows<JS>(toJson))
        yield Object.fromEntries(names.map((name, at) => [name, row[at] as JS]));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function answered(connection: DuckDBConnection, sql: string, values: readonly string[]) {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1)
    throw new ConfigError(`query answers one statement at a time, and was given ${statements.count}`);
  const { statementType } = await statements.prepare(0);
  if (statementType !== StatementType.SELECT && statementType !== StatementType.EXPLAIN)
    throw new ConfigError(`query only reads: it takes a select, not ${StatementType[statementType]?.toLowerCase()}`);
  return connection.stream(sql, [...values]);
}
