import type { Candidate, Column, Value } from '../../ports/warehouse.ts';
import { CandidateTables } from '../sql/tables.ts';
import type { Session } from './connection.ts';
import { duckdbWords } from './words.ts';

/** The one open transaction of the process that owns the file; its changes are invisible until `publish`. */
export class OpenTransaction extends CandidateTables implements Candidate {
  readonly runId: string;
  readonly #session: Session;
  readonly #closed: () => void;

  constructor(runId: string, session: Session, closed: () => void) {
    super(session, duckdbWords);
    this.runId = runId;
    this.#session = session;
    this.#closed = closed;
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
