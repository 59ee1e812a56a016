import { STATE } from '../contracts/state-tables.ts';
import type { Candidate, Row } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import type { Model } from '../sql/model.ts';
import type { Findings } from './kept-findings.ts';
import type { FoundFaults } from './record-faults.ts';
import type { ValidationResult } from './scan-table.ts';

/** Implicit checks of every model over raw: raw matches the manifests, and one key identifies one thing. */
export function checkRaw(
  model: Model,
  conflicts: readonly Conflict[],
  differing: ReadonlyMap<string, readonly DifferingFile[]>,
): Findings {
  const files = differing.get(rawTableOf(model)) ?? [];
  const validations = [rawEqualsManifests(model, files), oneThingPerKey(model, conflicts)];
  return { validations, ...conflictFaults(model, conflicts) };
}

const rawTableOf = ({ source: of }: Model) => `raw.${of!.source}__${of!.stream}`;

interface DifferingFile extends Row {
  readonly source: string;
  readonly stream: string;
  readonly file: string;
  readonly difference: number;
}

/** Raw table → its files that hold another number of rows than their manifests list; one statement for all tables. */
export async function filesThatDiffer(
  models: readonly Model[],
  candidate: Candidate,
  compilation: Compilation,
): Promise<ReadonlyMap<string, readonly DifferingFile[]>> {
  const tables = new Set(models.filter(({ source }) => source).map(rawTableOf));
  if (tables.size === 0) return new Map();
  const loaded = [...tables].map((raw_table) => compileStatement('rows_of_files', { raw_table }, compilation));
  const differing = await candidate.query<DifferingFile>(
    compileStatement('raw_against_manifests', { loaded: loaded.join('\nunion all\n') }, compilation),
  );
  return Map.groupBy(differing, ({ source, stream }) => `raw.${source}__${stream}`);
}

function rawEqualsManifests(model: Model, files: readonly DifferingFile[]): ValidationResult {
  const rows = files.reduce((sum, one) => sum + Number(one.difference), 0);
  return {
    check: 'raw_equals_manifests',
    family: 'reconciliation',
    table: rawTableOf(model),
    column: null,
    severity: 'error',
    outcome: rows > 0 ? 'fail' : 'pass',
    value: rows,
    threshold: 0,
    unit: 'rows',
    sample_keys: files.slice(0, 5).map(({ file }) => file),
    message: rows > 0 ? `${files.length} files hold another number of rows in raw than their manifests list.` : '',
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
