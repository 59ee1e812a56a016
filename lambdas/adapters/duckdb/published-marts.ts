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
}

/** An engine that reads some Parquet files and nothing else; what it learns about them it keeps between statements. */
export class PublishedMarts {
  readonly #instance: DuckDBInstance;
  readonly #named = new Map<string, Promise<void>>();
  readonly #running = new Set<Promise<void>>();

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /** @param paths of the files that it may read */
  static async open(paths: readonly string[]): Promise<PublishedMarts> {
    const instance = await DuckDBInstance.create(':memory:');
    const marts = new PublishedMarts(instance);
    await marts.#connected(async (connection) => {
      await connection.run("set global timezone = 'UTC'");
      await connection.run('create schema marts');
      await connection.run(`set allowed_paths = [${paths.map(literal).join(', ')}]`);
      // From here on the engine cannot write, fetch or load anything.
      await connection.run('set enable_external_access = false');
      await connection.run('set lock_configuration = true');
    });
    return marts;
  }

  /** From here on statements know the file as `marts.<name>` and `<name>`. @throws Error when it cannot be read */
  name({ name, path }: MartFile): Promise<void> {
    const mart = identifier(name);
    const known =
      this.#named.get(name) ??
      this.#connected(async (connection) => {
        await connection.run(`create view marts.${mart} as select * from read_parquet(${literal(path)})`);
        await connection.run(`create view main.${mart} as select * from marts.${mart}`);
      });
    this.#named.set(name, known);
    known.catch(() => this.#named.delete(name));
    return known;
  }

  /**
   * Runs one statement; rows are streamed, decimals keep their digits.
   * @param values bound to its `?`, as texts
   * @throws ConfigError unless the text is one statement that reads, WarehouseError with the engine's message when it is
   * refused
   */
  async *query(sql: string, values: readonly string[] = []): AsyncGenerator<Record<string, JS>> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running.add(promise);
    const connection = await this.#instance.connect();
    try {
      const result = await answered(connection, sql, values).catch((error: Error) => {
        if (error instanceof ConfigError) throw error;
        throw new WarehouseError(`${error.message}\nMarts: ${[...this.#named.keys()].sort().join(', ')}`);
      });
      const names = result.deduplicatedColumnNames();
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
        for (const row of chunk.convertRows<JS>(toJson))
          yield Object.fromEntries(names.map((name, at) => [name, row[at] as JS]));
    } finally {
      connection.closeSync();
      this.#running.delete(promise);
      resolve();
    }
  }

  /** Ends once the statements that are running have ended. */
  async close(): Promise<void> {
    await Promise.all(this.#running);
    this.#instance.closeSync();
  }

  async #connected(use: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
    const connection = await this.#instance.connect();
    try {
      await use(connection);
    } finally {
      connection.closeSync();
    }
  }
}

/**
 * Runs one statement in an engine of its own.
 * @param asked names of the marts that the statement reads: another that is damaged must not fail it
 */
export async function* queryMarts(
  files: readonly MartFile[],
  asked: readonly string[],
  sql: string,
): AsyncGenerator<Record<string, JS>> {
  const marts = await PublishedMarts.open(files.map(({ path }) => path));
  try {
    for (const file of files)
      await marts.name(file).catch((error: Error) => {
        if (asked.includes(file.name)) throw error;
      });
    yield* marts.query(sql);
  } finally {
    await marts.close();
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
