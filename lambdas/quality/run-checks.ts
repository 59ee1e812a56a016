import { checksKey } from '../contracts/layout.ts';
import type { GateResult, PipelineRef } from '../contracts/pipeline.ts';
import { CheckResult, type Severity } from '../contracts/quality.ts';
import { quarantinedRecords } from '../platform/fault-ledger.ts';
import { logger } from '../platform/telemetry.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import type { Candidate, Column, Warehouse } from '../ports/warehouse.ts';
import type { SqlLibrary } from '../sql/library.ts';
import type { Model } from '../sql/model.ts';
import { refusedModels, without } from '../sql/refused.ts';
import { heldMarts, MODEL_IS_BUILT } from './hold.ts';
import { checkMetrics } from './metric-checks.ts';
import { checkPlausible, lastClosedDay } from './plausibility/check-plausible.ts';
import { checkByQuery } from './query-checks.ts';
import { checkRaw, keyConflicts } from './raw-checks.ts';
import { type FoundFaults, recordFaults } from './record-faults.ts';
import { checkRelationships } from './relationships.ts';
import { scanTable, type ValidationResult } from './scan-table.ts';
import { checkStandsInAMart } from './stands-in-a-mart.ts';
import { checkTable } from './table-checks.ts';
import { checkValues } from './value-checks.ts';

export interface QualityPorts {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly library: SqlLibrary;
}

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

interface Found {
  readonly validations: readonly ValidationResult[];
  readonly faults: readonly FoundFaults[];
  /** Names of the existing marts. */
  readonly marts: readonly string[];
}

async function findAll({ run_id, as_of }: PipelineRef, candidate: Candidate, ports: QualityPorts): Promise<Found> {
  const { library, warehouse, store } = ports;
  const compilation = { library, spelling: warehouse.spelling, asOf: as_of };
  const built = await candidate.tables();
  const refused = await refusedModels(run_id, warehouse);
  const stale = without(refused.keys(), library);
  const validations = [...refused].flatMap(([name, reason]) => refusalOf(library.models.get(name), reason));
  const faults: FoundFaults[] = [];
  const closed = await lastClosed(as_of, built, candidate);
  for (const model of library.models.values()) {
    if (!built.has(model.table) || stale.has(model.name)) continue;
    validations.push(...(await scanTable(model, candidate, compilation)));
    validations.push(...(await checkRelationships(model, built, candidate, compilation)));
    validations.push(...(await checkTable(model, as_of, candidate, ports)));
    if (model.source) {
      validations.push(...(await checkRaw(model, candidate, compilation)));
      faults.push(await keyConflicts(model, candidate));
    }
    validations.push(...(await checkPlausible(model, closed, candidate, compilation)));
    const values = await checkValues(model, candidate, compilation);
    validations.push(...values.validations);
    faults.push(values);
  }
  const left = faults.flatMap((one) => one.faults.filter(({ effect }) => effect === 'left_out'));
  const quarantined = [...(await quarantinedRecords(store)), ...left];
  for (const check of library.checks) {
    if (check.parents.some((name) => stale.has(name))) continue;
    const { validation, ...found } = await checkByQuery(check, candidate, { ...compilation, quarantined });
    validations.push(validation);
    faults.push(found);
  }
  const trusted = new Set([...built].filter((table) => !stale.has(table.split('.')[1]!)));
  validations.push(...(await checkMetrics(trusted, candidate, compilation)));
  validations.push(...(await checkStandsInAMart(built, candidate, compilation)));
  const marts = [...library.models.values()].filter(({ layer, table }) => layer === 'marts' && built.has(table));
  return { validations, faults, marts: marts.map(({ name }) => name) };
}

const SHOPS = 'intermediate.int_shops';

/** The last day that is over for every shop read. */
async function lastClosed(asOf: string, built: ReadonlySet<string>, candidate: Candidate): Promise<string> {
  const shops = built.has(SHOPS)
    ? await candidate.rowsOf<{ time_zone: string }>(SHOPS, { columns: ['time_zone'] })
    : [];
  return lastClosedDay(asOf, [...new Set(shops.map((shop) => shop.time_zone))]);
}

const refusalOf = (model: Model | undefined, reason: string): ValidationResult[] =>
  model
    ? [
        {
          ...{ check: MODEL_IS_BUILT, family: 'schema', table: model.table, column: null, severity: 'error' },
          ...{ outcome: 'fail', value: 1, threshold: 0, unit: 'models', sample_keys: [], message: reason },
        },
      ]
    : [];

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
