import type { Candidate, Column, Value } from '../../ports/warehouse.ts';
import { CandidateTables } from '../sql/tables.ts';
import type { Session } from './connection.ts';
import { duckdbWords } from './words.ts';

/** The one open transaction of the process that owns the file; its changes are invisible until `publish`. */
export class OpenTransaction extends CandidateTables implements Candidate {
  readonly runId: string;
  readonly #session: Session;
  readonly #closed: () => void;
  /** Asked once: nobody else changes the transaction. */
  readonly #views: Promise<Set<string>>;

  constructor(runId: string, session: Session, closed: () => void) {
    super(session, duckdbWords);
    this.runId = runId;
    this.#session = session;
    this.#closed = closed;
    this.#views = viewsOf(session);
    this.#views.catch(() => {});
  }

  override async createView(view: string, sql: string): Promise<void> {
    await super.createView(view, sql);
    (await this.#views).add(view);
  }

  protected override async drop(table: string): Promise<void> {
    await super.drop(table);
    (await this.#views).delete(table);
  }

  protected override async isView(table: string): Promise<boolean> {
    return (await this.#views).has(table);
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

async function viewsOf(session: Session): Promise<Set<string>> {
  const views = await session.query<{ name: string }>(
    "select schema_name || '.' || view_name as name from duckdb_views() where not internal",
  );
  return new Set(views.map(({ name }) => name));
}
