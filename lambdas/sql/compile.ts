import { ConfigError } from '../contracts/errors.ts';
import type { RecordFault } from '../contracts/record-fault.ts';
import type { RecordShape } from './header.ts';
import type { Check, Model, SqlLibrary } from './library.ts';
import { type Dialect, spell } from './macros.ts';
import { type Call, fillHoles, unquoted } from './template.ts';

export interface Compilation {
  readonly library: SqlLibrary;
  readonly dialect: Dialect;
  /** ISO-8601 UTC: what counts as now. */
  readonly asOf: string;
  /** Records that are out, for checks that ask what they explain. */
  readonly quarantined?: readonly Out[];
}

/** A record that is out, and its money where that is known. */
export type Out = Pick<RecordFault, 'source' | 'connection' | 'stream' | 'amount'>;

/** Names of the tables an incremental build keeps beside a model. */
export const changesOf = (model: Model) => `${model.table}__changes`;
export const filesOf = (model: Model) => `${model.table}__files`;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

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
    if (call.name === 'quarantined') return quarantined(call, compilation);
    return common(check.file, call, compilation);
  });

/** `quarantined('shopify', 'orders')`: `connection` and `amount` of the records of a stream that are out. */
function quarantined({ args }: Call, { quarantined: all = [] }: Compilation): string {
  const [source, stream] = args.map(unquoted);
  const rows = all
    .filter((one) => one.source === source && one.stream === stream)
    .map(({ connection, amount }) => `select ${quoted(connection)}, ${amount === null ? 'null' : quoted(amount)}`);
  const none = 'select null as connection, null as amount where false';
  const of = [none, ...rows].join(' union all ');
  return `(select connection::varchar as connection, amount::decimal(18,4) as amount from (${of}) as records_out)`;
}

function common(file: string, call: Call, { library, dialect, asOf }: Compilation): string {
  if (call.name === 'ref') return tableOf(library, file, call);
  if (call.name === 'as_of') return `'${asOf.replace('T', ' ').replace('Z', '')}'::timestamp`;
  return spell(file, call, library.macros, dialect);
}

function tableOf({ models }: SqlLibrary, file: string, { name, args }: Call): string {
  const named = models.get(unquoted(args[0] ?? ''));
  if (!named) throw new ConfigError(`${file}: ${name}(${args.join(', ')}) names no model`);
  return named.table;
}

/** Rows of a model's stream in the files it is to read, each record cut to the declared fields (DuckDB parses it here, once). */
function rawRows(model: Model, { dialect }: Compilation): string {
  const { source, stream } = model.source!;
  const { record } = model.header;
  if (!record) throw new ConfigError(`${model.file} reads raw without a 'record' in its header: which fields?`);
  const parsed =
    dialect === 'duckdb' ? `json_transform(record, ${quoted(JSON.stringify(structure(record)))})` : 'record';
  return `(
        select ${parsed} as record, _connection, _slice_id, _extracted_at, _file, _row
        from raw.${source}__${stream}
        where _file in (select file from ${filesOf(model)})
    )`;
}

type Structure = { [field: string]: Structure | Structure[] | 'VARCHAR' };

/** The shape in DuckDB's words: every leaf is text, so that no number is rounded on the way. */
function structure(shape: RecordShape): Structure {
  return Object.fromEntries(
    Object.entries(shape).map(([field, inner]) => [
      field,
      inner === null ? 'VARCHAR' : isList(inner) ? [structure(inner[0]!)] : structure(inner),
    ]),
  );
}

const isList = (inner: RecordShape | readonly RecordShape[]): inner is readonly RecordShape[] => Array.isArray(inner);
