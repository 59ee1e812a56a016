import { ConfigError } from '../contracts/errors.ts';
import type { Spelling } from '../ports/spelling.ts';
import type { Check, Model, SqlLibrary } from './library.ts';
import { spell } from './macros.ts';
import { momentSql } from './moments.ts';
import { type Call, fillHoles, unquoted } from './template.ts';

export interface Compilation {
  readonly library: SqlLibrary;
  /** Of the engine that is to read it. */
  readonly spelling: Spelling;
  /** ISO-8601 UTC: what counts as now. */
  readonly asOf: string;
}

/** Names of the tables an incremental build keeps beside a model. */
export const changesOf = (model: Model) => `${model.table}__changes`;
export const filesOf = (model: Model) => `${model.table}__files`;

/**
 * Compiles a model's SQL. `scope: 'changed'` reads only what changed since the last build: files not read yet, rows of changed
 * keys; `all` reads everything.
 * @throws ConfigError naming the file and the word that is wrong
 */
export function compileModel(model: Model, scope: 'all' | 'changed', compilation: Compilation): string {
  const { library } = compilation;
  return fillHoles(model.file, model.sql, (call) => {
    if (call.name === 'source') return rawRows(model, compilation);
    if (call.name !== 'changed') return common(model.file, call, compilation);
    const parent = tableOf(library, model.file, call);
    if (scope === 'all') return parent;
    const key = model.header.replace_partition;
    return `(select * from ${parent} where ${key} in (select ${key} from ${changesOf(model)}))`;
  });
}

export const compileCheck = (check: Check, compilation: Compilation): string =>
  fillHoles(check.file, check.sql, (call) => {
    if (call.name === 'raw') return `raw.${unquoted(call.args[0] ?? '')}__${unquoted(call.args[1] ?? '')}`;
    return common(check.file, call, compilation);
  });

function common(file: string, call: Call, { library, spelling, asOf }: Compilation): string {
  if (call.name === 'ref') return tableOf(library, file, call);
  if (call.name === 'as_of') return momentSql(asOf, spelling);
  return spell(file, call, library.macros, spelling);
}

function tableOf({ models }: SqlLibrary, file: string, { name, args }: Call): string {
  const named = models.get(unquoted(args[0] ?? ''));
  if (!named) throw new ConfigError(`${file}: ${name}(${args.join(', ')}) names no model`);
  return named.table;
}

/** Rows of a model's stream in the files it is to read, each record cut to the declared fields. */
function rawRows(model: Model, { spelling }: Compilation): string {
  const { source, stream } = model.source!;
  const { record } = model.header;
  if (!record) throw new ConfigError(`${model.file} reads raw without a 'record' in its header: which fields?`);
  return `(
        select ${spelling.record(record)} as record, _connection, _slice_id, _extracted_at, _file, _row
        from raw.${source}__${stream}
        where _file in (select file from ${filesOf(model)})
    )`;
}
