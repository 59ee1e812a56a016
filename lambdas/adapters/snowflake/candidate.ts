import type { Candidate, Column, Value } from '../../ports/warehouse.ts';
import { CandidateTables } from '../sql/tables.ts';
import type { Session } from './connection.ts';
import { snowflakeSpelling, snowflakeWords } from './words.ts';

/** Layers a candidate builds; readers use `marts`, which is swapped last. */
const BUILT = ['staging', 'intermediate', 'features', 'marts'] as const;
/** Layers a candidate only reads. */
const READ = ['raw', 'ops'] as const;

/**
 * A zero-copy clone of the database under another name. Statements name their tables `marts.x` and resolve to the
 * candidate's, because the session uses its database. Publishing moves each built schema over and swaps it with the one
 * in use: readers see the swap of `marts` as one step.
 * @see https://docs.snowflake.com/en/sql-reference/sql/alter-schema
 */
export class ClonedDatabase extends CandidateTables implements Candidate {
  readonly runId: string;
  readonly #session: Session;
  readonly #published: string;
  readonly #name: string;

  constructor(runId: string, session: Session, published: string) {
    super(session, snowflakeWords);
    this.runId = runId;
    this.#session = session;
    this.#published = published;
    this.#name = candidateName(published);
  }

  static async create(runId: string, session: Session, published: string): Promise<ClonedDatabase> {
    const name = candidateName(published);
    await session.execute(`create or replace transient database ${name} data_retention_time_in_days = 0`);
    for (const schema of [...READ, ...BUILT]) {
      await session.execute(`create or replace transient schema ${name}.${schema} clone ${published}.${schema}`);
    }
    await session.execute(
      `create table ${name}.public.candidate as select ${snowflakeSpelling.literal(runId)} as run_id`,
    );
    await session.execute(`use database ${name}`);
    return new ClonedDatabase(runId, session, published);
  }

  /** The run that owns the open candidate, or undefined when there is none. */
  static async openRun(session: Session, published: string): Promise<string | undefined> {
    const name = candidateName(published);
    const [found] = await session.query<{ databases: number }>(
      `select count(*) as databases from ${published}.information_schema.databases where database_name = upper('${name}')`,
    );
    if (!found?.databases) return undefined;
    const [row] = await session.query<{ run_id: string }>(`select run_id from ${name}.public.candidate`);
    return row?.run_id;
  }

  writeTable(table: string, columns: readonly Column[], rows: Iterable<readonly Value[]>): Promise<number> {
    return this.#session.write(table, columns, rows, 'replace');
  }

  async publish(): Promise<void> {
    for (const schema of BUILT) {
      const next = `${this.#published}.next_${schema}`;
      await this.#session.execute(`drop schema if exists ${next}`);
      await this.#session.execute(`alter schema ${this.#name}.${schema} rename to ${next}`);
      await this.#session.execute(`alter schema ${this.#published}.${schema} swap with ${next}`);
    }
    await this.discard();
    for (const schema of BUILT) await this.#session.execute(`drop schema if exists ${this.#published}.next_${schema}`);
  }

  async discard(): Promise<void> {
    await this.#session.execute(`use database ${this.#published}`);
    await this.#session.execute(`drop database if exists ${this.#name}`);
  }
}

const candidateName = (published: string) => `${published}_candidate`;
