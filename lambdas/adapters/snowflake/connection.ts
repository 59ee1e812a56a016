import snowflake, {
  type Connection,
  type RowStatement,
  type Column as SdkColumn,
  type SnowflakeError,
} from 'snowflake-sdk';
import { SourceAuthError, WarehouseBusyError, WarehouseError } from '../../contracts/errors.ts';
import type { Column, Row, Value } from '../../ports/warehouse.ts';
import { identifier, identifiers, splitTable } from '../sql/names.ts';
import type { SqlSession } from '../sql/sql-session.ts';
import { definitionsOf } from '../sql/statements.ts';
import { textOf } from '../sql/tables.ts';
import { toJson, toValue } from './values.ts';
import { type DescribedColumn, describeSql, typeOf } from './words.ts';

export interface SnowflakeOptions {
  /** `<organisation>-<account>` */
  readonly account: string;
  readonly user: string;
  readonly role: string;
  readonly warehouse: string;
  readonly database: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
  /** Overrides the address with another that speaks the same protocol, for tests. */
  readonly accessUrl?: string;
}

/** Rows per bulk insert. */
const BULK_ROWS = 10_000;
/**
 * Exact texts in, exact texts out: no time zone but UTC, no shortened numbers. The driver formats timestamps itself and knows no
 * quoted letters in a format, so `T` and `Z` are set in `toValue`.
 */
const SESSION = `alter session set
  timezone = 'UTC',
  timestamp_type_mapping = 'TIMESTAMP_NTZ',
  timestamp_ntz_output_format = 'YYYY-MM-DD HH24:MI:SS.FF3',
  timestamp_tz_output_format = 'YYYY-MM-DD HH24:MI:SS.FF3',
  date_output_format = 'YYYY-MM-DD',
  quoted_identifiers_ignore_case = true,
  autocommit = true`;

snowflake.configure({ logLevel: 'ERROR', additionalLogToConsole: false, logFilePath: '/dev/null' });

/** One session: statements in, values of the port out, errors in our words. */
export class Session implements SqlSession {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Signs in with the key pair. @throws SourceAuthError when Snowflake refuses it, WarehouseError otherwise */
  static async open(options: SnowflakeOptions): Promise<Session> {
    const connection = snowflake.createConnection({
      ...options,
      username: options.user,
      authenticator: 'SNOWFLAKE_JWT',
      application: 'RetailPulse',
      clientSessionKeepAlive: true,
    });
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(signInRefusal(error, options)) : resolve()));
    });
    const session = new Session(connection);
    await session.execute(SESSION);
    return session;
  }

  async execute(sql: string): Promise<void> {
    await this.#run(sql);
  }

  async query<T extends Row = Row>(sql: string): Promise<T[]> {
    const { statement, rows } = await this.#run(sql);
    const columns = statement.getColumns() ?? [];
    return rows.map((row) => record<T>(columns, row));
  }

  /**
   * Rows as JSON shows them: decimals and long whole numbers keep their digits.
   * @param values bound to the statement's `?`, as texts
   */
  async answer(sql: string, values: readonly string[]): Promise<Record<string, unknown>[]> {
    const { statement, rows } = await this.#run(sql, false, values.length > 0 ? [...values] : undefined);
    const columns = statement.getColumns() ?? [];
    return rows.map((row) =>
      Object.fromEntries(columns.map((column, at) => [column.getName().toLowerCase(), toJson(row[at], column)])),
    );
  }

  async columnsOf(table: string): Promise<Column[]> {
    const columns = await this.query<DescribedColumn>(describeSql(...splitTable(table)));
    return columns.map((column) => ({ name: column.name, type: typeOf(column) }));
  }

  /** Rows are streamed; the whole result is never held. */
  async *stream<T extends Row = Row>(sql: string, batch = 2000): AsyncGenerator<readonly T[]> {
    const { statement } = await this.#run(sql, true);
    const columns = statement.getColumns() ?? [];
    let held: T[] = [];
    for await (const row of statement.streamRows()) {
      held.push(record<T>(columns, row as readonly unknown[]));
      if (held.length < batch) continue;
      yield held;
      held = [];
    }
    if (held.length > 0) yield held;
  }

  /**
   * Replaces `table` with these rows, or appends them. Values pass through text, so that decimals keep their digits.
   * @returns rows written
   */
  async write(
    table: string,
    columns: readonly Column[],
    rows: Iterable<readonly Value[]>,
    how: 'replace' | 'append',
  ): Promise<number> {
    const incoming = `${table}__incoming`;
    const texts = definitionsOf(columns.map(({ name }) => ({ name, type: 'varchar' })));
    await this.execute(`create or replace transient table ${incoming} (${texts})`);
    const marks = columns.map(() => '?').join(', ');
    let count = 0;
    let held: (string | null)[][] = [];
    const flush = async () => {
      if (held.length > 0) await this.#run(`insert into ${incoming} values (${marks})`, false, held);
      held = [];
    };
    for (const row of rows) {
      held.push(row.map(textOf));
      count++;
      if (held.length >= BULK_ROWS) await flush();
    }
    await flush();
    const casts = columns.map(({ name, type }) => `${identifier(name)}::${type} as ${identifier(name)}`).join(', ');
    const names = identifiers(columns.map(({ name }) => name));
    await this.execute(
      how === 'replace'
        ? `create or replace table ${table} as select ${casts} from ${incoming}`
        : `insert into ${table} (${names}) select ${casts} from ${incoming}`,
    );
    await this.execute(`drop table ${incoming}`);
    return count;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#connection.destroy(() => resolve()));
  }

  #run(
    sqlText: string,
    streamResult = false,
    binds?: string[] | (string | null)[][],
  ): Promise<{ statement: RowStatement; rows: readonly (readonly unknown[])[] }> {
    return new Promise((resolve, reject) => {
      this.#connection.execute({
        sqlText,
        streamResult,
        rowMode: 'array',
        fetchAsString: ['Number', 'Date', 'JSON'],
        ...(binds ? { binds } : {}),
        complete: (error, statement, rows) => {
          if (error) reject(refusal(error, sqlText));
          else resolve({ statement: statement as RowStatement, rows: (rows ?? []) as readonly (readonly unknown[])[] });
        },
      });
    });
  }
}

const record = <T extends Row>(columns: readonly SdkColumn[], row: readonly unknown[]): T =>
  Object.fromEntries(columns.map((column, at) => [column.getName().toLowerCase(), toValue(row[at], column)])) as T;

function signInRefusal(error: SnowflakeError, { user, account }: SnowflakeOptions): Error {
  const message = `snowflake refused the sign-in of ${user} at ${account}: ${error.message}`;
  return /JWT|private key|incorrect|390\d{3}/i.test(`${error.code} ${error.message}`)
    ? new SourceAuthError(`${message}; rotate the key pair, or check that the user has its public key`)
    : new WarehouseError(message, {}, { cause: error });
}

/** Locks, queues and a resuming warehouse are transient; everything else needs a fix on our side. */
const BUSY = /\b(000625|000629|000630|604|57014|390112|000666)\b|lock|queued|timeout|suspended|ECONNRESET|socket/i;

function refusal(error: SnowflakeError, sql: string): Error {
  const firstLine = sql.trim().split('\n', 1)[0]?.slice(0, 160) ?? '';
  const message = `${firstLine}: ${error.message}`;
  return BUSY.test(`${error.code} ${error.message}`)
    ? new WarehouseBusyError(message, { code: error.code }, { cause: error })
    : new WarehouseError(message, { code: error.code, statement: sql.slice(0, 4000) }, { cause: error });
}
