import { STATE } from '../contracts/state-tables.ts';
import type { Candidate, Row } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import type { Model } from '../sql/model.ts';
import type { Findings } from './kept-findings.ts';
import type { FoundFaults } from './record-faults.ts';
import type { ValidationResult } from './scan-table.ts';

/** Implicit checks of every model over raw: raw matches the manifests, and one key identifies one thing. */
export async function checkRaw(
  model: Model,
  conflicts: readonly Conflict[],
  candidate: Candidate,
  compilation: Compilation,
): Promise<Findings> {
  const validations = [await rawEqualsManifests(model, candidate, compilation), oneThingPerKey(model, conflicts)];
  return { validations, ...conflictFaults(model, conflicts) };
}

async function rawEqualsManifests(
  model: Model,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult> {
  const { source, stream } = model.source!;
  const table = `raw.${source}__${stream}`;
  const different = await candidate.query<{ file: string; difference: number }>(
    compileStatement('raw_against_manifests', { source, stream, raw_table: table }, compilation),
  );
  const rows = different.reduce((sum, one) => sum + Number(one.difference), 0);
  return {
    check: 'raw_equals_manifests',
    family: 'reconciliation',
    table,
    column: null,
    severity: 'error',
    outcome: rows > 0 ? 'fail' : 'pass',
    value: rows,
    threshold: 0,
    unit: 'rows',
    sample_keys: different.slice(0, 5).map(({ file }) => file),
    message: rows > 0 ? `${different.length} files hold another number of rows in raw than their manifests list.` : '',
  };
}

function oneThingPerKey(model: Model, conflicts: readonly Conflict[]): ValidationResult {
  const reasons = [...new Set(conflicts.map(({ reason }) => reason))].sort().join(', ');
  const keys = [...new Set(conflicts.map(({ key }) => key))];
  return {
    check: 'one_thing_per_key',
    family: 'unique',
    table: model.table,
    column: null,
    severity: 'warn',
    outcome: keys.length > 0 ? 'fail' : 'pass',
    value: keys.length,
    threshold: 0,
    unit: 'keys',
    sample_keys: keys.slice(0, 5),
    message: keys.length > 0 ? `Different records claim one key: ${reasons}. The newest one is kept.` : '',
  };
}

interface Conflict extends Row {
  readonly model: string;
  readonly key: string;
  readonly reason: string;
}

/** Model → its keys that more than one thing claims. Deduplicated: a repeated build records some of them again. */
export async function conflictsOfModels(candidate: Candidate): Promise<ReadonlyMap<string, readonly Conflict[]>> {
  const noted = await candidate.rowsOf<Conflict>(STATE.keyConflicts, { columns: ['model', 'key', 'reason'] });
  const distinct = new Map(noted.map((one) => [JSON.stringify(one), one]));
  return Map.groupBy(distinct.values(), ({ model }) => model);
}

/** Keys that more than one thing claims, by name: the newest record is kept, the others are lost. */
function conflictFaults(model: Model, conflicts: readonly Conflict[]): FoundFaults {
  const { source, stream } = model.source!;
  const faults = conflicts.map(({ key, reason }) => ({
    ...{ source, stream, connection: key.split(':')[1] ?? 'unknown', effect: 'unexplained' as const },
    ...{ key: key.slice(0, 200), field: null, reason: `different records claim one key: ${reason}` },
    ...{ file: null, line: null, amount: null, currency: null },
  }));
  return { faults, total: faults.length };
}
