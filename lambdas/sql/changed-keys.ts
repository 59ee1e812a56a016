// Which keys of a staging model say something new, as SQL derived from its header and from what reads it.

import { type Compilation, compileModel } from './compile.ts';
import { compileStatement } from './compile-statement.ts';
import type { SqlLibrary } from './library.ts';
import type { Model } from './model.ts';

/** Where and when a row was read: new with each reading of the same record. */
const READING = ['_slice_id', '_extracted_at', '_file', '_row'];

/** Columns of which a change is one for the readers: the record's own, and those of its reading that a model looks at. */
function tellingColumns(model: Model, compilation: Compilation): string[] {
  if (model.header.restates) return Object.keys(model.header.columns);
  const texts = readersOf(model, compilation.library).map((one) => compileModel(one, 'all', compilation));
  const isTelling = (column: string) =>
    !READING.includes(column) || texts.some((text) => new RegExp(`\\b${column}\\b`).test(text));
  return Object.keys(model.header.columns).filter(isTelling);
}

const readersOf = ({ name }: Model, { models }: SqlLibrary): Model[] =>
  [...models.values()].filter(({ parents }) => parents.includes(name));

/** @param next the rows of newly read files; @returns the selected columns: the key, and what readers group by */
export function changedKeysSql(
  model: Model,
  next: string,
  compilation: Compilation,
): { readonly columns: readonly string[]; readonly changed: string } {
  const { key, replace_partition: partition } = model.header;
  const columns = [...new Set([...key, ...(partition ? [partition] : [])])];
  const differs = [
    `old.${key[0]} is null`,
    ...tellingColumns(model, compilation).map((column) => `old.${column} is distinct from new.${column}`),
  ];
  const changed = compileStatement(
    'keys_that_differ',
    {
      new_keys: columns.map((column) => `new.${column}`).join(', '),
      old_table: model.table,
      new_table: next,
      same_key: key.map((column) => `old.${column} = new.${column}`).join(' and '),
      differs: differs.join(' or '),
    },
    compilation,
  );
  return { columns, changed };
}
