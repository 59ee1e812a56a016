import type { CommerceSettings } from '../contracts/config.ts';
import { ConfigError } from '../contracts/errors.ts';
import { readTolerantly } from './casts.ts';
import { assertFolderConforms, type Entity, parseEntity, readPart } from './entity.ts';
import { CheckHeader, ModelHeader, readHeader } from './header.ts';
import { assertKnownRelations, assertKnownTables } from './known-relations.ts';
import { type Macro, parseMacro } from './macros.ts';
import { assertCarried, withPlaces } from './metrics/carried.ts';
import { type Catalogue, catalogueOf } from './metrics/catalogue.ts';
import { assertDimensions, type Dimension, type DimensionFile, parseDimension } from './metrics/dimension.ts';
import { assertKnownColumns } from './metrics/known-columns.ts';
import { type Metric, parseMetric } from './metrics/metric-file.ts';
import { reportedCatalogue } from './metrics/reported.ts';
import { type Check, LAYERS, type Model } from './model.ts';
import { parseReport, type Query } from './reports/report-file.ts';
import { type Reports, reportsOf } from './reports/reports.ts';
import { parseStatement, type Statement } from './statement.ts';
import { type Call, callsOf, unquoted } from './template.ts';
import { checkReadingUnions, readingUnions, withParts } from './unions.ts';

/** Everything compiled from `sql/`, by name. */
export interface SqlLibrary {
  readonly models: ReadonlyMap<string, Model>;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly macros: ReadonlyMap<string, Macro>;
  readonly checks: readonly Check[];
  /** Metrics in the currencies of their rows. */
  readonly metrics: Catalogue;
  /** The same in the currency of the reports. */
  readonly reportedMetrics: Catalogue;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly reports: Reports;
  readonly statements: ReadonlyMap<string, Statement>;
  /** Values of the configuration that models read. */
  readonly settings: CommerceSettings;
}

/**
 * Parses the texts of `sql/`: path below it → content. Macros come first, because models cast tolerantly what macros
 * read.
 * @throws ConfigError naming the file whose header, name, folder or template is wrong
 */
export function parseLibrary(files: ReadonlyMap<string, string>): SqlLibrary {
  const entities = new Map<string, Entity>();
  const models = new Map<string, Model>();
  const macros = new Map<string, Macro>();
  const checks: Check[] = [];
  const metrics: Metric[] = [];
  const dimensionFiles: DimensionFile[] = [];
  const reports: Query[] = [];
  const statements = new Map<string, Statement>();
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file.startsWith('entities/')) {
      const entity = parseEntity(file, text);
      entities.set(entity.name, entity);
    } else if (file.startsWith('models/')) {
      const model = parseModel(file, text, { entities, macros });
      if (models.has(model.name))
        throw new ConfigError(`sql/${file}: ${models.get(model.name)?.file} has the same name`);
      models.set(model.name, model);
    } else if (file.startsWith('macros/')) {
      const macro = parseMacro(file, text);
      macros.set(macro.header.macro, macro);
    } else if (file.startsWith('checks/')) {
      const check = readHeader(`sql/${file}`, text, CheckHeader);
      checks.push({ file, ...check, parents: parentsOf(callsOf(file, check.sql)) });
    } else if (file.startsWith('metrics/')) metrics.push(parseMetric(`sql/${file}`, text));
    else if (file.startsWith('dimensions/')) dimensionFiles.push(parseDimension(`sql/${file}`, text));
    else if (file.startsWith('reports/')) reports.push(parseReport(`sql/${file}`, text));
    else if (file.startsWith('statements/')) {
      const statement = parseStatement(`sql/${file}`, text);
      statements.set(statement.header.statement, statement);
    }
  }
  for (const [name, entity] of entities) entities.set(name, withParts(entity, models.values()));
  for (const [name, model] of models) models.set(name, withColumns(readingUnions(model, entities), models));
  for (const model of models.values()) if (model.header.materialize === 'incremental') provesItself(model, models);
  const catalogue = catalogueOf(metrics);
  const textOf = (file: string) => files.get(file.replace(/^sql\//, '')) ?? '';
  assertKnownColumns(catalogue, models, textOf);
  assertDimensions(dimensionFiles, models);
  assertCarried(models);
  const dimensions = new Map(dimensionFiles.map((file) => [file.dimension, withPlaces(file, models)]));
  assertKnownRelations(models, textOf);
  assertKnownTables(checks, models, textOf);
  return {
    ...{ models, entities, macros, metrics: catalogue, dimensions, statements },
    reportedMetrics: reportedCatalogue(catalogue, models),
    checks: checks.map((check) => checkReadingUnions(check, entities)),
    settings: {},
    reports: reportsOf(reports, models, catalogue, dimensions, textOf),
  };
}

/** Names from other files that a model's text may use. */
interface Known {
  readonly entities?: ReadonlyMap<string, Entity>;
  readonly macros?: ReadonlyMap<string, Macro>;
}

export function parseModel(
  file: string,
  text: string,
  { entities = new Map(), macros = new Map() }: Known = {},
): Model {
  const { header, sql: written } = /^conforms:/m.test(text.slice(0, text.indexOf('---*/')))
    ? readPart(file, text, entities)
    : readHeader(`sql/${file}`, text, ModelHeader);
  assertFolderConforms(file, header, entities.values());
  const [, folder, ...rest] = file.split('/');
  const layer = LAYERS.find((one) => one === folder);
  if (!layer) throw new ConfigError(`sql/${file} is in no layer; the folders of models/ are ${LAYERS.join(', ')}`);
  if (rest.at(-1) !== `${header.model}.sql`)
    throw new ConfigError(`sql/${file} holds model ${header.model}; a file is named like its model`);
  if (header.columns_of === undefined) holdsItsKey(file, header);
  const sql = layer === 'staging' ? readTolerantly(written, macros) : written;

  const calls = callsOf(file, sql);
  const named = (name: string) => calls.filter((call) => call.name === name);
  const [read, ...more] = named('source').map(({ args }) => ({
    source: unquoted(args[0] ?? ''),
    stream: unquoted(args[1] ?? ''),
  }));
  if (more.length > 0) throw new ConfigError(`sql/${file} reads two raw streams; a staging model reads one`);
  if (header.materialize === 'incremental') mayBeIncremental(file, header, calls);
  return {
    name: header.model,
    file,
    layer,
    table: `${layer}.${header.model}`,
    header,
    sql,
    parents: [...new Set([...parentsOf(calls), ...header.reads])],
    followed: [...new Set(named('changed').map((call) => unquoted(call.args[0] ?? '')))],
    source: read,
  };
}

const parentsOf = (calls: readonly Call[]): string[] =>
  ['ref', 'changed'].flatMap((word) =>
    calls.filter(({ name }) => name === word).map((call) => unquoted(call.args[0] ?? '')),
  );

function holdsItsKey(file: string, { key, required, columns, date }: ModelHeader): void {
  const missing = key.filter((column) => !columns[column]);
  if (missing.length > 0)
    throw new ConfigError(`sql/${file}: key column ${missing.join(', ')} is not among the columns`);
  const unknown = required.filter((column) => !columns[column]);
  if (unknown.length > 0)
    throw new ConfigError(`sql/${file}: required column ${unknown.join(', ')} is not among the columns`);
  if (date !== undefined && !columns[date])
    throw new ConfigError(`sql/${file}: date column ${date} is not among the columns`);
}

/** A model whose columns another model declares. */
function withColumns(model: Model, models: ReadonlyMap<string, Model>): Model {
  const { file, header } = model;
  if (header.columns_of === undefined) return model;
  const other = models.get(header.columns_of);
  if (!other || other.header.columns_of !== undefined || Object.keys(header.columns).length > 0)
    throw new ConfigError(`sql/${file}: columns_of names a model that writes its columns, in place of columns`);
  const complete = { ...header, columns: other.header.columns };
  holdsItsKey(file, complete);
  return { ...model, header: complete };
}

/** For a view without a declaration, everything it reads. */
const followedBy = ({ header, followed, parents }: Model): readonly string[] =>
  header.materialize === 'view' && followed.length === 0 ? parents : followed;

/** Tables a model follows: a view has no changes of its own; it passes on those of what it follows. */
export function originsOf(model: Model, models: ReadonlyMap<string, Model>): Model[] {
  const origins = followedBy(model).flatMap((name) => {
    const parent = models.get(name);
    if (!parent) throw new ConfigError(`${model.file} reads '${name}', which no file defines`);
    return parent.header.materialize === 'view' ? originsOf(parent, models) : [parent];
  });
  return [...new Set(origins)];
}

/** Models whose raw rows a staging model uses. */
export const originsInRaw = (model: Model, models: ReadonlyMap<string, Model>): Model[] =>
  model.source
    ? [model]
    : [...new Set(model.parents.flatMap((name) => models.get(name) ?? []))].flatMap((parent) =>
        originsInRaw(parent, models),
      );

/**
 * An incremental model equals its full rebuild because of these rules: each row is a function of one raw record and the
 * greatest version of a key wins, or each group of rows is a function of the followed rows of that group and of rows
 * that never change. Anything else (`ref` to a table that changes, `as_of`) is refused.
 */
function mayBeIncremental(file: string, header: ModelHeader, calls: readonly Call[]): void {
  const uses = (name: string) => calls.some((call) => call.name === name);
  if (uses('as_of'))
    throw new ConfigError(
      `sql/${file} is incremental and uses as_of, so it could differ from a full rebuild; make it a table`,
    );
  if (uses('source')) {
    const needed = ['_file', '_row', '_slice_id', ...(header.version ?? [])];
    const missing = needed.filter((column) => !header.columns[column]);
    if (!header.version || missing.length > 0)
      throw new ConfigError(`sql/${file} reads raw: it needs 'version' and the columns ${needed.join(', ')}`);
    const { replace_partition: partition, immutable_columns } = header;
    if (partition && !immutable_columns.includes(partition))
      throw new ConfigError(
        `sql/${file} reads raw: a record that moved to another ${partition} would be missed, so 'immutable_columns' must name it too`,
      );
  } else if (!header.replace_partition || !header.columns[header.replace_partition]) {
    throw new ConfigError(`sql/${file} is incremental over models: 'replace_partition' must name one of its columns`);
  }
}

function provesItself(model: Model, models: ReadonlyMap<string, Model>): void {
  const { file, header } = model;
  const whole = readWhole(model, models);
  if (whole.length > 0)
    throw new ConfigError(
      `sql/${file} is incremental and reads all of ${whole.join(', ')}, so it could differ from a full rebuild; make it a table, or read changed()`,
    );
  const key = header.replace_partition;
  if (!key) return;
  for (const origin of originsOf(model, models)) {
    const tells = origin.header.replace_partition === key || (origin.source && origin.header.key.join() === key);
    if (!tells) throw new ConfigError(`sql/${file} follows ${origin.name}, which does not say which ${key} changed`);
  }
}

/** Changing inputs that the model, or a view it follows, does not follow. */
function readWhole(model: Model, models: ReadonlyMap<string, Model>): string[] {
  const says = model.followed.length > 0 || model.header.materialize !== 'view';
  const refs = says ? callsOf(model.file, model.sql).filter(({ name }) => name === 'ref') : [];
  const named = [...new Set(refs.map(({ args }) => unquoted(args[0] ?? '')))];
  const own = named.filter((name) => !models.get(name)?.header.fixed);
  const views = followedBy(model).flatMap((name) => {
    const parent = models.get(name);
    if (parent?.header.materialize !== 'view') return [];
    const asOf = callsOf(parent.file, parent.sql).some((call) => call.name === 'as_of');
    return [...(asOf ? [`as_of in ${name}`] : []), ...readWhole(parent, models)];
  });
  return [...own, ...views];
}
