import { BLOCKING, type CheckResult } from '../contracts/quality.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import { type Expectation, expectationsOf } from '../sql/expectation.ts';
import type { Model } from '../sql/model.ts';
import { shownKey } from '../sql/row-key.ts';

/** A result before it is assigned to a run. */
export type ValidationResult = Omit<CheckResult, 'run_id'>;

const SAMPLES = 5;

/** Measures all promises of a table in one scan; sample keys are queried only for failures. */
export async function scanTable(
  model: Model,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult[]> {
  const expectations = expectationsOf(model, compilation.spelling);
  const measures = Object.fromEntries(expectations.map(({ measure }, at) => [`m${at}`, measure]));
  const values = await candidate.measure(model.table, measures);
  const validations: ValidationResult[] = [];
  for (const [at, expectation] of expectations.entries()) {
    const raw = values[`m${at}`] ?? null;
    validations.push(await judge(model, expectation, raw === null ? null : Number(raw), candidate, compilation));
  }
  return validations;
}

async function judge(
  model: Model,
  expectation: Expectation,
  value: number | null,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult> {
  const { check, family, column, severity, unit, threshold, fails, says, violation } = expectation;
  const failed = value !== null && fails(value);
  const weight = failed ? await severityOf(model, expectation, candidate, compilation) : severity;
  return {
    check,
    family,
    table: model.table,
    column,
    severity: weight,
    // No rows, no broken promise: a minimum over no rows passes every bound.
    outcome: failed ? 'fail' : 'pass',
    value,
    threshold,
    unit,
    sample_keys: failed ? await sampleKeys(model, violation, candidate, compilation) : [],
    message: failed ? says(value) : '',
  };
}

/** A few keys of violating rows, the same ones each time. */
export async function sampleKeys(
  model: Model,
  condition: string,
  candidate: Candidate,
  compilation: Compilation,
): Promise<string[]> {
  const rows = await candidate.query<{ key: string }>(
    compileStatement(
      'sample_keys',
      { table: model.table, key: shownKey(model), condition, most: SAMPLES },
      compilation,
    ),
  );
  return rows.map((row) => row.key);
}

export async function countWhere(
  { table }: Model,
  condition: string,
  candidate: Candidate,
  compilation: Compilation,
): Promise<number> {
  const [count] = await candidate.query<{ row_count: number }>(
    compileStatement('count_where', { table, condition }, compilation),
  );
  return Number(count?.row_count ?? 0);
}

/** Violations tolerated before the table is held back: a handful, or one row in a hundred. */
const FEW = 5;
const FEW_OF_MANY = 0.01;

/**
 * A promise that few rows break is a fault of those rows, which are named and hold nothing back; below the marts this
 * holds for any number of rows, because the marts have checks of their own. Rows that repeat a key count money twice,
 * so they keep the declared severity.
 */
export async function severityOf(
  model: Model,
  { check, column, severity, violation }: Pick<Expectation, 'check' | 'column' | 'severity' | 'violation'>,
  candidate: Candidate,
  compilation: Compilation,
): Promise<Expectation['severity']> {
  if (!BLOCKING.has(severity)) return severity;
  if (model.layer === 'staging' || model.layer === 'intermediate') return 'warn';
  if (check === 'unique' && (column === null || model.header.key.includes(column))) return severity;
  const broken = await countWhere(model, violation, candidate, compilation);
  const rows = (await candidate.extents([{ table: model.table }])).get(model.table)?.rows ?? 0;
  return broken <= Math.max(FEW, FEW_OF_MANY * rows) ? 'warn' : severity;
}
