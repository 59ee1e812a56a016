import { ConfigError } from '../contracts/errors.ts';
import type { RecordFault } from '../contracts/record-fault.ts';
import type { Spelling } from '../ports/spelling.ts';
import { compileStatement } from './compile-statement.ts';
import type { SqlLibrary } from './library.ts';
import { spell } from './macros.ts';
import type { Check, Model } from './model.ts';
import { momentSql } from './moments.ts';
import { type Call, fillHoles, unquoted } from './template.ts';
import { entityOf } from './unions.ts';

export interface Compilation {
  readonly library: SqlLibrary;
  /** Spelling of the target engine. */
  readonly spelling: Spelling;
  /** ISO-8601 UTC: the time that counts as now. */
  readonly asOf: string;
  /** Quarantined records, for checks that use them as an explanation. */
  readonly quarantined?: readonly Out[];
}

/** A quarantined record, and its money when that is known. */
export type Out = Pick<RecordFault, 'source' | 'connection' | 'stream' | 'amount'>;

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
  const followed = (parent: Model) => (scope === 'all' ? parent.table : rowsOfChanged(parent, model, compilation));
  return fillHoles(model.file, model.sql, (call) => {
    if (call.name === 'source') return rawRows(model, compilation);
    if (call.name === 'changed') return followed(modelOf(library, model.file, call));
    if (call.name === 'union_of') return unionOf(model.file, call, compilation, followed);
    return common(model.file, call, compilation);
  });
}

/**
 * Rows of a followed model in the changed groups of its reader. A view that declares what it follows is inlined, so
 * that the tables beneath it are read for these groups only.
 */
function rowsOfChanged(parent: Model, reader: Model, compilation: Compilation): string {
  const { library } = compilation;
  const key = reader.header.replace_partition;
  if (parent.header.materialize !== 'view' || parent.followed.length === 0)
    return `(select * from ${parent.table} where ${key} in (select ${key} from ${changesOf(reader)}))`;
  const followed = (one: Model) => rowsOfChanged(one, reader, compilation);
  const sql = fillHoles(parent.file, parent.sql, (call) => {
    if (call.name === 'changed') return followed(modelOf(library, parent.file, call));
    if (call.name === 'union_of') return unionOf(parent.file, call, compilation, followed);
    return common(parent.file, call, compilation);
  });
  return `(\n${sql}\n)`;
}

/** All parts of an entity, aligned by column name, whatever their own order. */
function unionOf(file: string, call: Call, compilation: Compilation, rowsOf: (part: Model) => string): string {
  const { entities, models } = compilation.library;
  const { parts, header } = entityOf(file, call, entities);
  const columns = Object.keys(header.columns);
  const selects = parts.map((part) =>
    compileStatement('rows_of_part', { columns, rows: rowsOf(models.get(part)!), part }, compilation),
  );
  return `(\n        ${selects.join('\n        union all\n        ')}\n    )`;
}

export const compileCheck = (check: Check, compilation: Compilation): string =>
  fillHoles(check.file, check.sql, (call) => {
    if (call.name === 'raw') return `raw.${unquoted(call.args[0] ?? '')}__${unquoted(call.args[1] ?? '')}`;
    if (call.name === 'quarantined') return quarantined(call, compilation);
    return common(check.file, call, compilation);
  });

/** `quarantined('shopify', 'orders')`: `connection` and `amount` of the quarantined records of a stream. */
function quarantined({ args }: Call, compilation: Compilation): string {
  const { quarantined: all = [] } = compilation;
  const [source, stream] = args.map(unquoted);
  const rows = all
    .filter((one) => one.source === source && one.stream === stream)
    .map(({ connection, amount }) => compileStatement('record_out', { connection, amount: amount ?? '' }, compilation));
  const none = compileStatement('no_record_out', {}, compilation);
  return `(${[none, ...rows].join(' union all ')})`;
}

function common(file: string, call: Call, compilation: Compilation): string {
  const { library, spelling, asOf } = compilation;
  if (call.name === 'ref') return modelOf(library, file, call).table;
  if (call.name === 'union_of') return unionOf(file, call, compilation, ({ table }) => table);
  if (call.name === 'as_of') return momentSql(asOf, spelling);
  if (call.name === 'reporting_currency') {
    const currency = library.settings.reportingCurrency;
    return currency === undefined ? 'null::varchar' : spelling.literal(currency);
  }
  if (call.name === 'cost_rates') return costRates(compilation);
  // A list has one value at least.
  if (call.name === 'own_stock')
    return `(${['', ...(library.settings.ownStock ?? [])].map(spelling.literal).join(', ')})`;
  return spell(file, call, library.macros, spelling);
}

/** The rates of the configuration as rows, in its order. */
function costRates(compilation: Compilation): string {
  const { costRates: rates = [] } = compilation.library.settings;
  const rows = rates.map(({ cost, shop = '', applies_to = '', from = '', share = 0, fixed = 0, currency = '' }, at) =>
    compileStatement(
      'cost_rate',
      { place: String(at + 1), cost, shop, applies_to, from, share, fixed, currency },
      compilation,
    ),
  );
  return `(${[compileStatement('no_cost_rate', {}, compilation), ...rows].join(' union all ')})`;
}

function modelOf({ models }: SqlLibrary, file: string, { name, args }: Call): Model {
  const named = models.get(unquoted(args[0] ?? ''));
  if (!named) throw new ConfigError(`${file}: ${name}(${args.join(', ')}) names no model`);
  return named;
}

/** Rows of a model's stream in the files to read, each record cut to the declared fields. */
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
