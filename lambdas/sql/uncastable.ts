// Which values of raw an engine refuses to cast. Nothing is asked of the casts while they succeed: this runs once they have failed.
import { WarehouseError } from '../contracts/errors.ts';
import type { Row, Warehouse } from '../ports/warehouse.ts';
import { type Compilation, compileOverRaw } from './compile.ts';
import type { Model } from './library.ts';

/** A column of a staging model that raw has no fitting value for. */
export interface Uncastable {
  readonly model: string;
  /** Null when the row is refused as a whole: the cast decides which rows there are. */
  readonly column: string | null;
  /** Raw rows. */
  readonly rows: number;
  /** Counting ended at a limit: there are so many at least. */
  readonly hasMore: boolean;
  /** Keys of the records, as the model that reads raw makes them; file and row where that is what fails. */
  readonly sampleKeys: readonly string[];
}

type Reader = Pick<Warehouse, 'query'>;

/** Files looked into, and rows of one file told apart for one column. */
const MOST_FILES = 20;
const MOST_ROWS = 100;
const SAMPLES = 5;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Looks for the rows and columns of a refused staging model, or of the views that a refused model reads: the SQL as it stands is
 * asked for fewer and fewer of them, and each column by itself. Reads what is committed, never the candidate: a refusal has ended
 * that in DuckDB.
 * @returns nothing when the refusal has another reason
 */
export async function findUncastable(refused: Model, reader: Reader, compilation: Compilation): Promise<Uncastable[]> {
  const { models } = compilation.library;
  const suspects = refused.layer === 'staging' ? [refused] : viewsBeneath(refused, models);
  const found: Uncastable[] = [];
  for (const suspect of suspects) {
    const [origin, ...more] = originsInRaw(suspect, models);
    if (origin && more.length === 0) found.push(...(await new Search(suspect, origin, reader, compilation).run()));
  }
  return found;
}

const parentsOf = ({ parents }: Model, models: ReadonlyMap<string, Model>) =>
  parents.flatMap((name) => models.get(name) ?? []);

const viewsBeneath = (model: Model, models: ReadonlyMap<string, Model>): Model[] =>
  parentsOf(model, models).filter(({ layer, header }) => layer === 'staging' && header.materialize === 'view');

/** Models whose raw rows a staging model is made of. */
const originsInRaw = (model: Model, models: ReadonlyMap<string, Model>): Model[] =>
  model.source ? [model] : [...new Set(parentsOf(model, models).flatMap((parent) => originsInRaw(parent, models)))];

class Search {
  readonly #model: Model;
  readonly #origin: Model;
  readonly #reader: Reader;
  readonly #compilation: Compilation;

  constructor(model: Model, origin: Model, reader: Reader, compilation: Compilation) {
    this.#model = model;
    this.#origin = origin;
    this.#reader = reader;
    this.#compilation = compilation;
  }

  async run(): Promise<Uncastable[]> {
    const columns = Object.keys(this.#model.header.columns);
    const whole = columns.map(valuesOf).join(', ');
    if (!(await this.#casts(whole, '1 = 0'))) return []; // refused without a row: it is not the rows
    const files = await this.#smallest(await this.#files(), (some) => this.#casts(whole, inFiles(some)), MOST_FILES);
    const rows = new Map<string | null, string[]>();
    for (const file of files) {
      const numbers = await this.#rowsOf(file);
      const inFile = inFiles([file]);
      const byItself = await this.#refusedColumns(columns, inFile);
      for (const column of byItself) {
        const of = (some: readonly number[]) => `${inFile} and _row between ${some[0]} and ${some.at(-1)}`;
        const what = column === null ? 'count(*)' : valuesOf(column);
        const wrong = await this.#smallest(numbers, (some) => this.#casts(what, of(some)), MOST_ROWS);
        rows.set(column, [...(rows.get(column) ?? []), ...wrong.map((row) => of([row]))]);
      }
    }
    const found: Uncastable[] = [];
    for (const [column, which] of rows) {
      if (which.length === 0) continue;
      const sampleKeys: string[] = [];
      for (const row of which.slice(0, SAMPLES)) sampleKeys.push(await this.#keyOf(row));
      const hasMore = files.length >= MOST_FILES || which.length >= MOST_ROWS;
      found.push({ model: this.#model.name, column, rows: which.length, hasMore, sampleKeys });
    }
    return found;
  }

  /** Columns that are refused by themselves; null alone where the rows cannot even be counted. */
  async #refusedColumns(columns: readonly string[], which: string): Promise<(string | null)[]> {
    if (!(await this.#casts('count(*)', which))) return [null];
    const refused: string[] = [];
    for (const column of columns) if (!(await this.#casts(valuesOf(column), which))) refused.push(column);
    return refused;
  }

  async #files(): Promise<string[]> {
    const { source, stream } = this.#origin.source!;
    const files = await this.#reader.query<{ key: string }>(
      `select distinct key from ops.landed_files where source = ${quoted(source)} and stream = ${quoted(stream)} order by key`,
    );
    return files.map(({ key }) => key);
  }

  async #rowsOf(file: string): Promise<number[]> {
    const { source, stream } = this.#origin.source!;
    const rows = await this.#reader.query<{ number: number }>(
      `select _row as number from raw.${source}__${stream} where _file = ${quoted(file)} order by _row`,
    );
    return rows.map((row) => Number(row.number));
  }

  /** Members that fail alone, at most `most` of them: halves of what failed are asked until one is left. */
  async #smallest<T>(all: readonly T[], isFine: (some: readonly T[]) => Promise<boolean>, most: number): Promise<T[]> {
    const failing: T[] = [];
    const waiting = all.length > 0 ? [all] : [];
    for (let some = waiting.pop(); some && failing.length < most; some = waiting.pop()) {
      if (await isFine(some)) continue;
      if (some.length === 1) failing.push(some[0]!);
      else {
        const half = Math.ceil(some.length / 2);
        waiting.push(some.slice(half), some.slice(0, half));
      }
    }
    return failing;
  }

  async #casts(what: string, which: string): Promise<boolean> {
    return (await this.#ask(`select ${what} from`, this.#model, which)) !== undefined;
  }

  async #keyOf(which: string): Promise<string> {
    const key = this.#origin.header.key.map((column) => `${column}::varchar`).join(" || ' ' || ");
    const [row] = (await this.#ask<{ key: string | null }>(`select ${key} as key from`, this.#origin, which)) ?? [];
    return row?.key ?? which;
  }

  /** Undefined when the engine refuses. */
  async #ask<T extends Row>(select: string, model: Model, which: string): Promise<T[] | undefined> {
    try {
      return await this.#reader.query<T>(`${select} (${compileOverRaw(model, which, this.#compilation)}) as built`);
    } catch (error) {
      if (error instanceof WarehouseError) return undefined;
      throw error;
    }
  }
}

/** An aggregate that needs every value; a count would need none where nothing can be null. */
const valuesOf = (column: string) => `max(${column}::varchar)`;
const inFiles = (files: readonly string[]) => `_file in (${files.map(quoted).join(', ')})`;
