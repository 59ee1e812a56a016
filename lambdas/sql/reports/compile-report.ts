import { ConfigError } from '../../contracts/errors.ts';
import type { Spelling } from '../../ports/spelling.ts';
import type { SqlLibrary } from '../library.ts';
import { spell } from '../macros.ts';
import type { Model } from '../model.ts';
import { daySql } from '../moments.ts';
import { type Call, fillHoles, unquoted } from '../template.ts';
import type { Query } from './report-file.ts';

export interface Asking {
  readonly library: SqlLibrary;
  readonly spelling: Spelling;
  /** `YYYY-MM-DD`, the last complete day. */
  readonly lastDay: string;
  readonly currency: string | null;
  /** Schema-qualified names of the existing tables that may be shown. */
  readonly tables: ReadonlySet<string>;
}

/**
 * A query of `sql/reports/` as a statement. `last_day()` is the last complete day, `currency()` the currency of the
 * pages, `parameter('name')` a number of the header, and `query('name')` another query in parentheses; anything else is
 * `ref` or a macro.
 * @throws ConfigError naming the file and the word that is wrong
 */
export function compileReport(query: Query, asking: Asking): string {
  const { library, spelling, tables } = asking;
  return fillHoles(query.file, query.sql, (call) => {
    const [first = ''] = call.args;
    if (call.name === 'ref') {
      const model = library.models.get(unquoted(first))!;
      const isThere = tables.has(model.table) || !query.header.optional.includes(model.name);
      return isThere ? model.table : emptyTable(model);
    }
    if (call.name === 'query') return `(\n${compileReport(library.reports.queries.get(unquoted(first))!, asking)}\n)`;
    const own = ownWord(query, call, asking);
    if (own !== undefined) return own;
    const args = call.args.map((arg) => withOwnWords(query, arg, asking));
    return spell(query.file, { ...call, args }, library.macros, spelling);
  });
}

function ownWord(
  { file, header }: Query,
  { name, args }: Call,
  { lastDay, currency, spelling }: Asking,
): string | undefined {
  if (name === 'last_day') return daySql(lastDay, spelling);
  if (name === 'currency') return currency === null ? 'null' : spelling.literal(currency);
  if (name !== 'parameter') return undefined;
  const value = header.parameters[unquoted(args[0] ?? '')];
  if (value === undefined)
    throw new ConfigError(
      `${file}: no parameter ${args[0]}; the header has ${Object.keys(header.parameters).join(', ') || 'none'}`,
    );
  return String(value);
}

/** Also within arguments of a macro. */
const withOwnWords = (query: Query, arg: string, asking: Asking): string =>
  arg
    .replaceAll(/\b(last_day|currency)\(\)/g, (_, name: string) => ownWord(query, { name, args: [] }, asking)!)
    .replaceAll(
      /\bparameter\(('[a-z_]+')\)/g,
      (_, name: string) => ownWord(query, { name: 'parameter', args: [name] }, asking)!,
    );

/** An empty table with the model's columns. */
function emptyTable({ header }: Model): string {
  const columns = Object.entries(header.columns).map(([name, { type = 'varchar' }]) => `null::${type} as ${name}`);
  return `(select ${columns.join(', ')} where false)`;
}
