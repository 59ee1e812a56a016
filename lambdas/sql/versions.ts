// Version order of one key, as SQL derived from the header's `version` and `immutable_columns`.
import { compileStatement } from './compile-statement.ts';
import type { Model } from './model.ts';
import { keyText } from './row-key.ts';

type Compiling = Parameters<typeof compileStatement>[2];

/** True for rows that are not the greatest version of their key. @param several the keys that have several rows */
export function supersededSql({ header }: Model, table: string, several: string, compiling: Compiling): string {
  const version = (header.version ?? []).map((column) => `${column} desc nulls last`).join(', ');
  return compileStatement('is_superseded', { keys: header.key, table, several, version }, compiling);
}

/**
 * Keys that two different things claim, one select per kind of conflict: an immutable column differs, or one reading
 * shows one version of a key with two contents. The same record read twice is no conflict.
 */
export function conflictsSql(model: Model, table: string, several: string, compiling: Compiling): string[] {
  const { key: keys, immutable_columns, version = [] } = model.header;
  const { source, stream } = model.source!;
  const claimed_keys = keys.map((column) => `claimed.${column}`).join(', ');
  const common = { model: model.name, table, keys, claimed_keys, key_text: keyText(model, 'claimed.'), several };
  const contents = {
    raw_table: `raw.${source}__${stream}`,
    version: version[0]!,
    reason: 'one version has two contents',
  };
  return [
    ...immutable_columns.map((column) =>
      compileStatement('values_that_differ', { ...common, column, reason: `${column} differs` }, compiling),
    ),
    compileStatement('versions_that_differ', { ...common, ...contents }, compiling),
  ];
}

interface Compared {
  readonly [name: string]: string;
  readonly old_table: string;
  readonly new_table: string;
  readonly same_key: string;
  readonly differs: string;
}

/** A model beside its replacement, row by row. */
function compared({ table, header }: Model, next: string): Compared {
  const differs = Object.keys(header.columns).map((column) => `old.${column} is distinct from new.${column}`);
  const same_key = header.key.map((column) => `old.${column} = new.${column}`).join(' and ');
  return { old_table: table, new_table: next, same_key, differs: differs.join(' or ') };
}

/** Groups of rows that differ between a model and its replacement. */
export const changedGroupsSql = (model: Model, next: string, compiling: Compiling): string =>
  compileStatement('changed_groups', { group: model.header.replace_partition!, ...compared(model, next) }, compiling);

/** A row, if a model differs from its replacement. */
export const differenceSql = (model: Model, next: string, compiling: Compiling): string =>
  compileStatement('rows_that_differ', compared(model, next), compiling);
