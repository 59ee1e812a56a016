import type { Candidate, Column, Row, Value } from '../../ports/warehouse.ts';
import type { Session } from './connection.ts';

/** The one open transaction of the process that owns the file: what it does is invisible until `publish`. */
export class OpenTransaction implements Candidate {
  readonly runId: string;
  readonly #session: Session;
  readonly #closed: () => void;

  constructor(runId: string, session: Session, closed: () => void) {
    this.runId = runId;
    this.#session = session;
    this.#closed = closed;
  }

  execute(sql: string): Promise<void> {
    return this.#session.execute(sql);
  }

  query<T extends Row = Row>(sql: string): Promise<T[]> {
    return this.#session.query<T>(sql);
  }

  stream<T extends Row = Row>(sql: string): AsyncIterable<readonly T[]> {
    return this.#session.stream<T>(sql);
  }

  writeTable(table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>): Promise<number> {
    return this.#session.write(table, columns, rows, 'replace');
  }

  async publish(): Promise<void> {
    await this.#session.execute('commit');
    this.#closed();
  }

  async discard(): Promise<void> {
    await this.#session.execute('rollback');
    this.#closed();
  }
}
