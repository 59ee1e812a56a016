import { QualityGateError, WarehouseError } from '../contracts/errors.ts';
import type { Candidate, Warehouse } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import type { Model } from '../sql/library.ts';
import { findUncastable, type Uncastable } from '../sql/uncastable.ts';
import { openBooks } from './bookkeeping.ts';

/**
 * What a refused build ends with. When values of raw are the reason, they are noted in the candidate for the gate, which names
 * them and holds publication back. In DuckDB the refusal has ended the candidate: the note lies in a new one then, which begins
 * as what is published.
 * @returns QualityGateError when values could not be cast, the error as it came otherwise
 */
export async function explained(
  error: unknown,
  model: Model,
  runId: string,
  warehouse: Warehouse,
  compilation: Compilation,
): Promise<unknown> {
  if (!(error instanceof WarehouseError)) return error;
  const found = await findUncastable(model, warehouse, compilation);
  if (found.length === 0) return error;
  try {
    await note(found, await warehouse.candidate(runId));
  } catch (refusal) {
    if (!(refusal instanceof WarehouseError)) throw refusal;
    const candidate = await warehouse.beginCandidate(runId);
    await openBooks(candidate);
    await note(found, candidate);
  }
  const columns = found.map(({ column }) => column ?? 'rows').join(', ');
  return new QualityGateError(
    `model ${model.name}: raw holds values that cannot be cast for ${columns}; see the check`,
    {
      model: model.name,
    },
  );
}

async function note(found: readonly Uncastable[], candidate: Candidate): Promise<void> {
  for (const { model, column, rows, hasMore, sampleKeys } of found) {
    const values = [
      text(model),
      column === null ? 'null' : text(column),
      rows,
      hasMore,
      text(JSON.stringify(sampleKeys)),
    ];
    await candidate.execute(`insert into staging._uncastable values (${values.join(', ')})`);
  }
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
