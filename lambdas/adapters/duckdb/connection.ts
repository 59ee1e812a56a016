import type { DuckDBConnection, DuckDBType, JS } from '@duckdb/node-api';
import { WarehouseBusyError, WarehouseError } from '../../contracts/errors.ts';
import type { Column, Row, Value } from '../../ports/warehouse.ts';
import { identifier, identifiers, tableName } from '../sql/names.ts';
import type { SqlSession } from '../sql/sql-session.ts';
import { definitionsOf } from '../sql/statements.ts';
import { textOf } from '../sql/tables.ts';
import { toValue } from './values.ts';

/** Rows buffered before the appender flushes. */
const FLUSH_ROWS = 50_000;

/** One connection, one statement at a time, engine errors mapped to ours. */
export class Session implements SqlSession {
  readonly #connection: DuckDBConnection;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  execute(sql: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#connection.run(sql).catch((error: unknown) => refuse(error, sql));
    });
  }

  query<T extends Row = Row>(sql: string): Promise<T[]> {
    return this.#inTurn(async () => {
      const result = await this.#connection.run(sql).catch((error: unknown) => refuse(error, sql));
      return (await result.convertRowObjects<JS>(toValue)) as unknown as T[];
    });
  }

  /** Told by a statement that selects nothing: the catalogue's own functions list every column as a row. */
  columnsOf(table: string): Promise<Column[]> {
    return this.#inTurn(async () => {
      const sql = `from ${tableName(table)} limit 0`;
      const result = await this.#connection.run(sql).catch((error: Error) => {
        if (error.message.includes(' does not exist')) return undefined;
        return refuse(error, sql);
      });
      const types = result?.columnTypes() ?? [];
      return types.map((type, at) => ({ name: result!.columnName(at).toLowerCase(), type: wordOf(type) }));
    });
  }

  /** The engine holds the whole result in its own columns; batches become rows one by one. */
  async *stream<T extends Row = Row>(sql: string): AsyncGenerator<readonly T[]> {
    const result = await this.#inTurn(() => this.#connection.run(sql).catch((error: unknown) => refuse(error, sql)));
    const names = result.columnNames();
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      yield chunk
        .convertRows<JS>(toValue)
        .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])) as T);
    }
  }

  /**
   * Replaces `table` with these rows, or appends them. Values pass through text so that decimals keep their digits.
   * @returns rows written
   */
  write(
    table: string,
    columns: readonly Column[],
    rows: Iterable<readonly Value[]>,
    how: 'replace' | 'append',
  ): Promise<number> {
    return this.#inTurn(async () => {
      const names = identifiers(columns.map(({ name }) => name));
      const texts = definitionsOf(columns.map(({ name }) => ({ name, type: 'varchar' })));
      const casts = columns.map(({ name, type }) => `${identifier(name)}::${type} as ${identifier(name)}`).join(', ');
      const sql =
        how === 'replace'
          ? `create or replace table ${tableName(table)} as select ${casts} from temp.incoming`
          : `insert into ${tableName(table)} (${names}) select ${casts} from temp.incoming`;
      try {
        await this.#connection.run(`create or replace temp table incoming (${texts})`);
        const count = await this.#fill(rows);
        await this.#connection.run(sql);
        await this.#connection.run('drop table temp.incoming');
        return count;
      } catch (error) {
        return refuse(error, sql);
      }
    });
  }

  async #fill(rows: Iterable<readonly Value[]>): Promise<number> {
    const appender = await this.#connection.createAppender('incoming', 'main', 'temp');
    let count = 0;
    for (const row of rows) {
      for (const value of row) {
        const text = textOf(value);
        if (text === null) appender.appendNull();
        else appender.appendVarchar(text);
      }
      appender.endRow();
      if (++count % FLUSH_ROWS === 0) appender.flushSync();
    }
    appender.closeSync();
    return count;
  }

  /**
   * Waits for the running statement to end: a synchronous close would block our only thread, which the statement needs
   * to finish.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#turn;
    this.#connection.closeSync();
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => {
      if (this.#isClosed) throw new WarehouseError('the warehouse is closed');
      return task();
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

/** The type name both engines know. */
function wordOf(type: DuckDBType): string {
  const word = (type.alias ?? type.toString()).toLowerCase();
  return /\[\]$|^struct|^map|^json/.test(word) ? 'nested' : word;
}

function refuse(error: unknown, sql: string): never {
  const message = error instanceof Error ? error.message : String(error);
  const firstLine = sql.trim().split('\n', 1)[0]?.slice(0, 160) ?? '';
  if (/conflict/i.test(message)) throw new WarehouseBusyError(`${firstLine}: ${message}`, {}, { cause: error });
  throw new WarehouseError(`${firstLine}: ${message}`, { statement: sql.slice(0, 4000) }, { cause: error });
}
