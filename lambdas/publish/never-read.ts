import { InvariantError } from '../contracts/errors.ts';
import type { Current } from '../contracts/pipeline.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import type { SqlLibrary } from '../sql/library.ts';
import { isNoIdentity } from '../sql/lineage.ts';
import type { Model } from '../sql/model.ts';

/** Marts of which no source holds a row: they are empty because no source was read, not because nothing happened. */
export async function neverReadMarts(library: SqlLibrary, warehouse: Warehouse): Promise<readonly string[]> {
  const filled = await filledRawTables(warehouse);
  const below = new Map<string, ReadonlySet<string>>();
  return [...library.models.values()]
    .filter(({ layer }) => layer === 'marts')
    .filter((mart) => {
      const raw = [...rawBelow(mart, library, below)];
      return raw.length > 0 && !raw.some((table) => filled.has(table));
    })
    .map(({ name }) => name)
    .sort();
}

/**
 * Refuses to publish empty data over existing data.
 * @throws InvariantError naming a mart that had rows and whose raw tables are empty now: the warehouse has lost them
 */
export function assertNothingLost(before: Current | undefined, neverRead: readonly string[]): void {
  const lost = neverRead.filter((name) => (before?.marts[name]?.rows ?? 0) > 0);
  if (lost.length === 0) return;
  const named = lost.map((name) => `${name} (${before!.marts[name]!.rows} rows)`).join(', ');
  throw new InvariantError(
    `raw tables of served marts are empty now: ${named}; the warehouse has lost what it had loaded. The served version stays; restore the warehouse, or reload the landed files`,
  );
}

async function filledRawTables(warehouse: Warehouse): Promise<ReadonlySet<string>> {
  const there = await warehouse.tables('raw');
  const extents = await warehouse.extents([...there].map((table) => ({ table })));
  return new Set([...extents].flatMap(([table, { rows }]) => (rows > 0 ? [table] : [])));
}

function rawBelow(model: Model, library: SqlLibrary, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const told = known.get(model.name);
  if (told) return told;
  const found = new Set<string>(model.source ? [`raw.${model.source.source}__${model.source.stream}`] : []);
  for (const parent of model.parents) {
    const above = library.models.get(parent);
    if (above && isNoIdentity(above)) for (const table of rawBelow(above, library, known)) found.add(table);
  }
  known.set(model.name, found);
  return found;
}
