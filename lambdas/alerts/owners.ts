import type { SqlLibrary } from '../sql/library.ts';

/** Owner of data that no model uses yet. */
const NOBODYS = 'platform';

/** Owners of tables and sources, from the headers of the models, and the parents of each table. */
export function owners({ models }: SqlLibrary) {
  const byTable = new Map([...models.values()].map((model) => [model.table, model]));
  const ofSource = new Map<string, string>();
  for (const { source, header } of models.values())
    if (source && !ofSource.has(source.source)) ofSource.set(source.source, header.owner);
  return {
    ownerOf: (table: string): string => byTable.get(table)?.header.owner ?? NOBODYS,
    ownerOfSource: (source: string): string => ofSource.get(source) ?? NOBODYS,
    parentsOf: (table: string): readonly string[] =>
      (byTable.get(table)?.parents ?? []).flatMap((name) => models.get(name)?.table ?? []),
  };
}
