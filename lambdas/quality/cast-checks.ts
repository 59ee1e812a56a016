import { WarehouseError } from '../contracts/errors.ts';
import type { Candidate, Warehouse } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import type { Model, SqlLibrary } from '../sql/library.ts';
import { findUncastable, type Uncastable } from '../sql/uncastable.ts';
import type { Finding } from './scan-table.ts';

/** Values that ended a build: what it noted of them. Such a candidate is not whole, and nothing else is measured in it. */
export async function notedUncastable(candidate: Candidate, { models }: SqlLibrary): Promise<Finding[]> {
  const notes = await candidate.query<{
    model: string;
    column_name: string | null;
    raw_rows: number;
    has_more: boolean;
    sample_keys: string;
  }>('select * from staging._uncastable order by model, column_name');
  return notes.flatMap(({ model: name, column_name, raw_rows, has_more, sample_keys }) => {
    const model = models.get(name);
    const found = {
      model: name,
      column: column_name,
      rows: Number(raw_rows),
      hasMore: has_more,
      sampleKeys: JSON.parse(sample_keys) as string[],
    };
    return model ? [toFinding(found, model)] : [];
  });
}

/** Values of a view are cast where it is read. @throws the error as it came when they are not the reason */
export async function explainedFindings(
  error: unknown,
  model: Model,
  warehouse: Warehouse,
  compilation: Compilation,
): Promise<Finding[]> {
  const found = error instanceof WarehouseError ? await findUncastable(model, warehouse, compilation) : [];
  if (found.length === 0) throw error;
  return found.flatMap((one) => {
    const suspect = compilation.library.models.get(one.model);
    return suspect ? [toFinding(one, suspect)] : [];
  });
}

function toFinding({ column, rows, hasMore, sampleKeys }: Uncastable, { table, header }: Model): Finding {
  const type = column === null ? undefined : header.columns[column]?.type;
  const what = column === null ? 'values that cannot be cast' : `no ${type} for ${column}`;
  return {
    check: 'values_can_be_cast',
    family: 'schema',
    table,
    column,
    severity: 'error',
    outcome: 'fail',
    value: rows,
    threshold: 0,
    unit: 'rows',
    sample_keys: [...sampleKeys],
    message: `${hasMore ? 'At least ' : ''}${rows} raw rows hold ${what}.`,
  };
}
