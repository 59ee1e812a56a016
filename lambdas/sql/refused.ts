import type { Warehouse } from '../ports/warehouse.ts';
import type { SqlLibrary } from './library.ts';
import { standingOn } from './lineage.ts';

/** Models the warehouse refused to build in a run, with reasons. */
export async function refusedModels(
  runId: string,
  warehouse: Pick<Warehouse, 'rowsOf'>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await warehouse.rowsOf<{ model: string; reason: string }>('ops.model_refusals', {
    columns: ['model', 'reason'],
    where: { run_id: runId },
  });
  return new Map(rows.map(({ model, reason }) => [model, reason]));
}

/** Names of refused models and all their dependents. */
export const without = (refused: Iterable<string>, library: SqlLibrary): ReadonlySet<string> =>
  new Set(
    [...refused].flatMap((name) => {
      const model = library.models.get(name);
      return model ? standingOn(model.table, library).map((one) => one.name) : [];
    }),
  );
