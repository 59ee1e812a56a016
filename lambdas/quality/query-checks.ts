import { FAULTS_NAMED } from '../contracts/record-fault.ts';
import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, compileCheck } from '../sql/compile.ts';
import type { Check } from '../sql/library.ts';
import type { FoundFaults, ModelFault } from './record-faults.ts';
import type { Finding } from './scan-table.ts';

/** Runs a check that is a query: its rows must not exist. Their first column, `key`, names them. */
export async function checkByQuery(
  check: Check,
  candidate: Candidate,
  compilation: Compilation,
): Promise<FoundFaults & { readonly finding: Finding }> {
  const { header } = check;
  const sql = compileCheck(check, compilation);
  const [count] = await candidate.query<{ rows: number }>(`select count(*) as rows from (${sql}) as violations`);
  const value = count?.rows ?? 0;
  const failed = value > header.threshold;
  const samples = failed
    ? await candidate.query<{ key: string }>(
        `select distinct coalesce(key::varchar, 'null') as key from (${sql}) as violations order by key limit 5`,
      )
    : [];
  const [said] =
    failed && header.says
      ? await candidate.query<{ says: string }>(`select says from (${sql}) as violations order by key limit 1`)
      : [];
  const finding: Finding = {
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
  return { finding, faults: value > 0 ? await faultsOf(check, sql, candidate) : [], total: header.fault ? value : 0 };
}

async function faultsOf({ header }: Check, sql: string, candidate: Candidate): Promise<ModelFault[]> {
  const { fault } = header;
  if (!fault) return [];
  const rows = await candidate.query<{ key: string; amount: string | null; currency: string | null }>(
    `select key::varchar as key, amount::varchar as amount, currency from (${sql}) as violations
     order by abs(amount) desc nulls last, key limit ${FAULTS_NAMED}`,
  );
  return rows.map(({ key, amount, currency }) => {
    const [source, connection] = key.split(':');
    return {
      ...{ source: source!, connection: connection ?? 'unknown', stream: fault.stream, effect: fault.effect },
      ...{ key: key.slice(0, 200), field: fault.field, reason: fault.reason, file: null, line: null },
      ...{ amount: amount === null ? null : String(amount), currency: currency?.slice(0, 10) ?? null },
    };
  });
}
