import type { SqlLibrary } from '../sql/library.ts';

/** Of what no model is made yet. */
const NOBODYS = 'platform';

/** Whose a table or a source is, as the headers of the models say, and what a table is made from. */
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
