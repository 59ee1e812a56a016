import { checksKey } from '../contracts/layout.ts';
import type { GateResult, PipelineRef } from '../contracts/pipeline.ts';
import { CheckResult, type Severity } from '../contracts/quality.ts';
import { logger } from '../platform/telemetry.ts';
import type { Column } from '../ports/warehouse.ts';
import { findAll } from './find-all.ts';
import { heldMarts } from './hold.ts';
import type { QualityPorts } from './quality-ports.ts';
import { recordFaults } from './record-faults.ts';

const SEVERITIES: readonly Severity[] = ['note', 'warn', 'error', 'page'];

/**
 * Checks the candidate and stores the results, whatever its fate. A failed `error` or `page` holds back only the marts
 * that depend on the failed table; faults of single records are named and hold nothing back. A repeat checks again and
 * writes the same results.
 */
export async function runChecks(input: PipelineRef, ports: QualityPorts): Promise<GateResult> {
  const candidate = await ports.warehouse.candidate(input.run_id);
  const { validations, faults, marts } = await findAll(input, candidate, ports);
  const results = validations.map(
    (validation): CheckResult => CheckResult.parse({ run_id: input.run_id, ...validation }),
  );
  const results_key = checksKey(input.run_id);
  await ports.store.put(results_key, `${JSON.stringify(results)}\n`);
  await record(results, input, ports);
  await recordFaults(faults, { run_id: input.run_id, now: ports.clock.now() }, ports.store);

  const failed = results.filter(({ outcome }) => outcome === 'fail');
  const worst = SEVERITIES.findLast((severity) => failed.some((result) => result.severity === severity)) ?? null;
  const held = heldMarts(validations, ports.library);
  const passed = marts.length === 0 || marts.some((mart) => !held.some((one) => one.mart === mart));
  logger.info('quality.gate.judged', {
    ...{ run_id: input.run_id, checks: results.length, failed: failed.length },
    ...{ passed, held: held.map(({ mart }) => mart) },
  });
  const bySeverity = failed.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  return { passed, held, checks: results.length, failed: bySeverity.slice(0, 50), results_key, worst };
}

const COLUMNS: readonly Column[] = [
  ...['run_id', 'check', 'family', 'table', 'column', 'severity', 'outcome', 'unit', 'sample_keys', 'message'].map(
    (name) => ({ name, type: 'varchar' }),
  ),
  { name: 'checked_at', type: 'timestamp' },
  { name: 'value', type: 'double' },
  { name: 'threshold', type: 'double' },
];

/**
 * Appends results that this run has not stored yet: a repeat adds nothing, and of two results the later `checked_at`
 * counts.
 */
async function record(results: readonly CheckResult[], { run_id }: PipelineRef, ports: QualityPorts): Promise<void> {
  const identity = COLUMNS.map(({ name }) => name).filter((name) => name !== 'checked_at');
  const known = await ports.warehouse.rowsOf('quality.check_results', { columns: identity, where: { run_id } });
  const textOf = (values: Readonly<Record<string, unknown>>) =>
    JSON.stringify(identity.map((name) => values[name] ?? null));
  const said = new Set(known.map(textOf));
  const checked_at = new Date(ports.clock.now()).toISOString().replace('T', ' ').replace('Z', '');
  const rows = results
    .map(
      (result): Record<string, string | number | null> => ({
        ...result,
        checked_at,
        sample_keys: JSON.stringify(result.sample_keys),
      }),
    )
    .filter((row) => !said.has(textOf(row)))
    .map((row) => COLUMNS.map(({ name }) => row[name] ?? null));
  await ports.warehouse.append('quality.check_results', COLUMNS, rows);
}
