import { FAULTS_NAMED } from '../contracts/record-fault.ts';
import type { Candidate, Row } from '../ports/warehouse.ts';
import { type Compilation, compileCheck } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import type { Check } from '../sql/model.ts';
import type { Findings } from './kept-findings.ts';
import type { ModelFault } from './record-faults.ts';
import type { ValidationResult } from './scan-table.ts';

const SAMPLES = 5;

/** Runs a check that is a query: it passes when the query returns no rows. The first column, `key`, names them. */
export async function checkByQuery(check: Check, candidate: Candidate, compilation: Compilation): Promise<Findings> {
  const { header } = check;
  const found = compileCheck(check, compilation);
  const ask = <T extends Row>(statement: string, more: Readonly<Record<string, number>> = {}) =>
    candidate.query<T>(compileStatement(statement, { found, ...more }, compilation));
  const [count] = await ask<{ row_count: number }>('count_of');
  const value = count?.row_count ?? 0;
  const failed = value > header.threshold;
  const samples = failed ? await ask<{ key: string }>('samples_of', { most: SAMPLES }) : [];
  const [said] = failed && header.says ? await ask<{ says: string }>('said_of') : [];
  const validation: ValidationResult = {
    check: header.check,
    family: header.family,
    table: header.table,
    column: null,
    severity: header.severity,
    outcome: failed ? 'fail' : 'pass',
    value,
    threshold: header.threshold,
    unit: header.unit,
    sample_keys: samples.map(({ key }) => key),
    message: failed ? (said?.says ?? `${value} ${header.unit}: ${header.about}`) : '',
  };
  const { fault } = header;
  if (!fault) return { validations: [validation], faults: [], total: 0 };
  const rows = <T extends Row>(statement: string) => (value > 0 ? ask<T>(statement, { most: FAULTS_NAMED }) : []);
  const faults =
    'in_file' in fault
      ? faultsInFiles(fault, await rows<RowOfFile>('faults_in_files'))
      : faultsOf(fault, await rows<FaultyRow>('faults_of'));
  return { validations: [validation], faults, total: value };
}

type Fault = NonNullable<Check['header']['fault']>;

/** The record with a fault: a key begins with source and connection. */
function ofRecord(key: string, { stream, effect }: Fault) {
  const [source, connection] = key.split(':');
  return { source: source!, connection: connection ?? 'unknown', stream, effect, key: key.slice(0, 200) };
}

interface FaultyRow extends Row {
  readonly key: string;
  readonly amount: string | null;
  readonly currency: string | null;
}

function faultsOf(fault: Exclude<Fault, { in_file: true }>, rows: readonly FaultyRow[]): ModelFault[] {
  return rows.map(({ key, amount, currency }) => ({
    ...ofRecord(key, fault),
    ...{ field: fault.field, reason: fault.reason, file: null, line: null },
    ...{ amount: amount === null ? null : String(amount), currency: currency?.slice(0, 10) ?? null },
  }));
}

interface RowOfFile extends Row {
  readonly key: string;
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

const faultsInFiles = (fault: Fault, rows: readonly RowOfFile[]): ModelFault[] =>
  rows.map(({ key, file, line, field, reason }) => ({
    ...ofRecord(key, fault),
    ...{ field, reason, file: file.slice(0, 300), line: Number(line), amount: null, currency: null },
  }));
