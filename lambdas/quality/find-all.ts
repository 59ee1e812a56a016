import type { PipelineRef } from '../contracts/pipeline.ts';
import { quarantinedRecords } from '../platform/fault-ledger.ts';
import type { Candidate } from '../ports/warehouse.ts';
import { type Compilation, compileCheck } from '../sql/compile.ts';
import { expectationsOf } from '../sql/expectation.ts';
import type { Model } from '../sql/model.ts';
import { refusedModels, without } from '../sql/refused.ts';
import { MODEL_IS_BUILT } from './hold.ts';
import { type Findings, keptFindings, type Subject } from './kept-findings.ts';
import { checkMetrics } from './metric-checks.ts';
import { checkPlausible, lastClosedDay } from './plausibility/check-plausible.ts';
import type { QualityPorts } from './quality-ports.ts';
import { checkByQuery } from './query-checks.ts';
import { checkRaw, conflictsOfModels, filesThatDiffer } from './raw-checks.ts';
import type { FoundFaults } from './record-faults.ts';
import { checkRelationships, targetsOf } from './relationships.ts';
import { scanTable, type ValidationResult } from './scan-table.ts';
import { checkStandsInAMart } from './stands-in-a-mart.ts';
import { checkTable } from './table-checks.ts';
import { checkValues } from './value-checks.ts';

interface Found {
  readonly validations: readonly ValidationResult[];
  readonly faults: readonly FoundFaults[];
  /** Names of the existing marts. */
  readonly marts: readonly string[];
}

/**
 * Runs every check of the library on a candidate. Age, volume and raw are looked at in each run; of the rest, what
 * stands on rows that have not changed keeps its findings.
 */
export async function findAll(
  { run_id, as_of }: PipelineRef,
  candidate: Candidate,
  ports: QualityPorts,
): Promise<Found> {
  const { library, warehouse, store } = ports;
  const compilation = { library, spelling: warehouse.spelling, asOf: as_of };
  const built = await candidate.tables();
  const refused = await refusedModels(run_id, warehouse);
  const stale = without(refused.keys(), library);
  const validations = [...refused].flatMap(([name, reason]) => refusalOf(library.models.get(name), reason));
  const faults: FoundFaults[] = [];
  const kept = await keptFindings(candidate, compilation);
  const closed = await lastClosed(as_of, built, candidate);
  const conflicts = await conflictsOfModels(candidate);
  const models = [...library.models.values()].filter(({ name, table }) => built.has(table) && !stale.has(name));
  const differing = await filesThatDiffer(models, candidate, compilation);
  for (const model of models) {
    const found = await kept.of(tableSubject(model, built, closed, compilation), () =>
      findIn(model, built, closed, candidate, compilation),
    );
    validations.push(...found.validations, ...(await checkTable(model, as_of, candidate, ports)));
    faults.push(found);
    if (!model.source) continue;
    const raw = checkRaw(model, conflicts.get(model.name) ?? [], differing);
    validations.push(...raw.validations);
    faults.push(raw);
  }
  const left = faults.flatMap((one) => one.faults.filter(({ effect }) => effect === 'left_out'));
  const explained = { ...compilation, quarantined: [...(await quarantinedRecords(store)), ...left] };
  for (const check of library.checks) {
    if (check.parents.some((name) => stale.has(name))) continue;
    const text = compileCheck(check, explained);
    const over = check.parents.map((name) => library.models.get(name)!);
    const find = () => checkByQuery(check, candidate, explained);
    const subject = { name: `check ${check.header.check}`, text: [check.header, text], over };
    const found = READS_BESIDE.test(text) ? await find() : await kept.of(subject, find);
    validations.push(...found.validations);
    faults.push(found);
  }
  const trusted = new Set([...built].filter((table) => !stale.has(table.split('.')[1]!)));
  validations.push(...(await checkMetrics(trusted, candidate, compilation)));
  validations.push(...(await checkStandsInAMart(built, candidate, compilation)));
  await kept.keep();
  const marts = [...library.models.values()].filter(({ layer, table }) => layer === 'marts' && built.has(table));
  return { validations, faults, marts: marts.map(({ name }) => name) };
}

/** Tables that no model builds, and columns of a reading, which are new when a record is read again. */
const READS_BESIDE = /\b(?:ops|raw)\.|\b_(?:extracted_at|file|row|slice_id)\b/;

function tableSubject(model: Model, built: ReadonlySet<string>, closed: string, compilation: Compilation): Subject {
  const targets = targetsOf(model, compilation.library).filter(({ table }) => built.has(table));
  const limits = expectationsOf(model, compilation.spelling).map(({ measure, threshold }) => [measure, threshold]);
  const days = model.header.plausible ? closed : '';
  return { name: model.table, text: [limits, days, targets.map(({ name }) => name)], over: [model, ...targets] };
}

async function findIn(
  model: Model,
  built: ReadonlySet<string>,
  closed: string,
  candidate: Candidate,
  compilation: Compilation,
): Promise<Findings> {
  const scanned = await scanTable(model, candidate, compilation);
  const relationships = await checkRelationships(model, built, candidate, compilation);
  const plausible = await checkPlausible(model, closed, candidate, compilation);
  const values = await checkValues(model, candidate, compilation);
  return { ...values, validations: [...scanned, ...relationships, ...plausible, ...values.validations] };
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
