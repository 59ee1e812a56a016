import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, compileCheck } from '../sql/compile.ts';
import type { Check } from '../sql/library.ts';
import type { Finding } from './scan-table.ts';

/** Runs a check that is a query: its rows must not exist. Their first column, `key`, names them. */
export async function checkByQuery(check: Check, candidate: Candidate, compilation: Compilation): Promise<Finding> {
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
  return {
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
    message: failed ? `${value} ${header.unit}: ${header.about}` : '',
  };
}
