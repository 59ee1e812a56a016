import { BLOCKING, type CheckResult } from '../contracts/quality.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/library.ts';
import { type Expectation, expectationsOf } from './expectation.ts';

/** A result before it is known which run it belongs to. */
export type Finding = Omit<CheckResult, 'run_id'>;

const SAMPLES = 5;

/** Measures everything a table promises in one scan; only what fails is asked for sample keys. */
export async function scanTable(model: Model, candidate: Candidate): Promise<Finding[]> {
  const expectations = expectationsOf(model);
  const measures = expectations.map(({ measure }, at) => `${measure} as m${at}`).join(', ');
  const [values] = await candidate.query<Record<string, number | null>>(`select ${measures} from ${model.table}`);
  const findings: Finding[] = [];
  for (const [at, expectation] of expectations.entries()) {
    const raw = values?.[`m${at}`] ?? null;
    findings.push(await judge(model, expectation, raw === null ? null : Number(raw), candidate));
  }
  return findings;
}

async function judge(
  model: Model,
  expectation: Expectation,
  value: number | null,
  candidate: Candidate,
): Promise<Finding> {
  const { check, family, column, severity, unit, threshold, fails, says, violation } = expectation;
  const failed = value !== null && fails(value);
  const weight = failed ? await severityOf(model, expectation, candidate) : severity;
  return {
    check,
    family,
    table: model.table,
    column,
    severity: weight,
    // Nothing to measure breaks no promise: a minimum of no rows is above every bound.
    outcome: failed ? 'fail' : 'pass',
    value,
    threshold,
    unit,
    sample_keys: failed ? await sampleKeys(model, violation, candidate) : [],
    message: failed ? says(value) : '',
  };
}

/** A few keys of rows that break a promise, the same ones each time. */
export async function sampleKeys(model: Model, violation: string, candidate: Candidate): Promise<string[]> {
  const key = model.header.key.map((column) => `coalesce(${column}::varchar, 'null')`).join(" || ' ' || ");
  const rows = await candidate.query<{ key: string }>(
    `select distinct ${key} as key from ${model.table} where ${violation} order by key limit ${SAMPLES}`,
  );
  return rows.map((row) => row.key);
}

/** So many rows of a table may break a promise before the table is held back: a handful, or one in a hundred of many. */
const FEW = 5;
const FEW_OF_MANY = 0.01;

/**
 * A promise that few rows break is a fault of those rows, which are named and hold nothing back; below the marts it is a fault of
 * rows however many they are, because the marts are judged themselves. Rows that repeat a key count money twice, so they weigh
 * as they are declared.
 */
export async function severityOf(
  model: Model,
  { check, column, severity, violation }: Pick<Expectation, 'check' | 'column' | 'severity' | 'violation'>,
  candidate: Candidate,
): Promise<Expectation['severity']> {
  if (!BLOCKING.has(severity)) return severity;
  if (model.layer === 'staging' || model.layer === 'intermediate') return 'warn';
  if (check === 'unique' && (column === null || model.header.key.includes(column))) return severity;
  const [count] = await candidate.query<{ rows: number; broken: number }>(
    `select count(*) as rows, count_if(${violation}) as broken from ${model.table}`,
  );
  if (!count) return severity;
  return Number(count.broken) <= Math.max(FEW, FEW_OF_MANY * Number(count.rows)) ? 'warn' : severity;
}
