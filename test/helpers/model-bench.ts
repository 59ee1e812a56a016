import { openDuckdb } from '../../lambdas/adapters/duckdb/warehouse.ts';
import type { ReadWindow } from '../../lambdas/contracts/manifest.ts';
import type { Candidate, Row, Value, Warehouse } from '../../lambdas/ports/warehouse.ts';
import { compileCheck, compileModel, type Out } from '../../lambdas/sql/compile.ts';
import type { SqlLibrary } from '../../lambdas/sql/library.ts';
import { onDuckdb } from './engine.ts';
import { library } from './library.ts';
import { migrations } from './migrations.ts';

/** Model → its rows, written by hand; what a row leaves out is null. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;

const AS_OF = '2026-06-15T00:00:00Z';

/** The SQL of one model or one check over rows written by hand: each model it reads is a table with the columns of its header. */
export class ModelBench {
  readonly library: SqlLibrary;
  readonly #warehouse: Warehouse;
  readonly #candidate: Candidate;

  private constructor(library: SqlLibrary, warehouse: Warehouse, candidate: Candidate) {
    this.library = library;
    this.#warehouse = warehouse;
    this.#candidate = candidate;
  }

  static async open(settings: SqlLibrary['settings'] = {}): Promise<ModelBench> {
    const warehouse = await openDuckdb({ path: ':memory:', migrations, pathOf: (key) => key });
    await warehouse.migrate([]);
    return new ModelBench({ ...library, settings }, warehouse, await warehouse.beginCandidate('by-hand'));
  }

  /** Rows of a model. @param given of the models it reads; those that are not given are empty */
  async rowsOf(name: string, given: Rows): Promise<Row[]> {
    const model = this.library.models.get(name)!;
    await this.#write(model.parents, given);
    return this.#candidate.query(compileModel(model, 'all', this.#compilation()));
  }

  /** Rows that a check finds. @param quarantined records that are out */
  async violations(name: string, given: Rows, quarantined: readonly Out[] = []): Promise<Row[]> {
    const check = this.library.checks.find(({ header }) => header.check === name)!;
    await this.#write(check.parents, given);
    return this.#candidate.query(compileCheck(check, { ...this.#compilation(), quarantined }));
  }

  /** What was read, for checks that ask when. */
  async noteWindows(windows: readonly ReadWindow[]): Promise<void> {
    for (const { window, ...of } of windows)
      await this.#candidate.appendRow('ops.read_windows', { ...of, window_from: window.from, window_to: window.to });
  }

  async close(): Promise<void> {
    await this.#warehouse.close();
  }

  #compilation() {
    return onDuckdb(this.library, AS_OF);
  }

  async #write(models: readonly string[], given: Rows): Promise<void> {
    for (const name of models) {
      const { table, header } = this.library.models.get(name)!;
      const columns = Object.entries(header.columns).map(([column, { type = 'varchar' }]) => ({
        name: column,
        type: type === 'nested' ? 'varchar' : type,
      }));
      const unknown = (given[name] ?? []).flatMap(Object.keys).find((key) => !header.columns[key]);
      if (unknown) throw new Error(`${name} has no column ${unknown}`);
      const rows = (given[name] ?? []).map((row) => columns.map((column) => row[column.name] ?? null));
      await this.#candidate.writeTable(table, columns, rows);
    }
  }
}
