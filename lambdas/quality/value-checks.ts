import { FAULTS_NAMED } from '../contracts/record-fault.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import { originsInRaw, type SqlLibrary } from '../sql/library.ts';
import type { Model } from '../sql/model.ts';
import { connectionOf, keyText } from '../sql/row-key.ts';
import type { Findings } from './kept-findings.ts';
import type { ModelFault } from './record-faults.ts';
import { countWhere, type ValidationResult } from './scan-table.ts';

const SAMPLES = 5;
const DAY_MS = 86_400_000;
const NAMED = 200;
const NOTHING: Findings = { validations: [], faults: [], total: 0 };

interface Cost {
  readonly key: string | null;
  readonly connection: string | null;
  readonly column_names: string;
  readonly [column: string]: string | null;
}

/** Above this share of recently read rows left out, totals over the rest are wrong. */
const MANY = { rows: 10, share: 0.05 };

/** Values that could not be read and are null, and rows left out because a required value is missing. */
export async function checkValues(model: Model, candidate: Candidate, compilation: Compilation): Promise<Findings> {
  const { library } = compilation;
  if (model.layer !== 'staging' || isReadByItsLike(model, library)) return NOTHING;
  const [origin] = originsInRaw(model, library.models);
  if (!origin?.source) return NOTHING;
  const { source, stream } = origin.source;
  const nulled = model.header.columns._nulled ? await nulledRows(model, candidate, compilation) : [];
  const leftOut = await leftOutRows(model, origin, candidate, compilation);
  const faultOf =
    (effect: ModelFault['effect'], reason: (column: string) => string) =>
    ({ key, connection, column_names }: Cost): ModelFault[] =>
      column_names.split(',').map((column) => ({
        ...{ source, stream, connection: connection ?? 'unknown', effect },
        ...{ key: key?.slice(0, NAMED) ?? null, field: `${model.name}.${column}`, reason: reason(column) },
        ...{ file: null, line: null, amount: null, currency: null },
      }));
  const typeOf = (column: string) => model.header.columns[column]?.type ?? 'value';
  const empty = nulled.flatMap(faultOf('nulled', (column) => `no ${typeOf(column)} can be read from what was sent`));
  const out = leftOut.flatMap(faultOf('left_out', (column) => `${column} is missing or beyond its bounds`));
  const faults = [...out, ...empty];
  return {
    validations: [
      ...resultsOf(
        model,
        'values_can_be_cast',
        empty,
        (column, rows) => `${rows} rows have no ${typeOf(column)} for it; it is null.`,
      ),
      ...resultsOf(
        model,
        'rows_can_be_used',
        out,
        (_, rows) => `${rows} rows lack it, or break its bounds; they are left out.`,
        await severityOf(leftOut, model, candidate, compilation),
      ),
    ],
    faults: faults.slice(0, FAULTS_NAMED),
    total: faults.length,
  };
}

/** A view with the same columns over the model knows which of its rows are current; it is queried instead. */
const isReadByItsLike = (model: Model, { models }: SqlLibrary): boolean =>
  [...models.values()].some(({ header }) => header.columns_of === model.name);

const nulledRows = (model: Model, candidate: Candidate, compilation: Compilation): Promise<Cost[]> => {
  const of = { table: model.table, key_text: keyText(model), connection: connectionOf(model) };
  return candidate.query<Cost>(compileStatement('rows_with_nulled', of, compilation));
};

/** A later good reading of the same key heals the fault; a row of a list goes with its record. */
function leftOutRows(model: Model, origin: Model, candidate: Candidate, compilation: Compilation): Promise<Cost[]> {
  const good = { table: model.table, good_key: keyText(model, 'good.') };
  const healed = model === origin ? compileStatement('is_healed', good, compilation) : 'false';
  return candidate.query<Cost>(compileStatement('left_out_of', { model: model.name, healed }, compilation));
}

/** One odd row costs only itself; a reading with a large share of odd rows cannot be trusted. */
async function severityOf(
  leftOut: readonly Cost[],
  model: Model,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult['severity']> {
  const newest = Math.max(...leftOut.map(({ read_at }) => Date.parse(read_at ?? '')).filter(Number.isFinite));
  const since = Number.isFinite(newest) ? new Date(newest - DAY_MS).toISOString() : undefined;
  const keys = new Set(leftOut.filter(({ read_at }) => since && read_at && read_at >= since).map(({ key }) => key))
    .size;
  if (keys < MANY.rows || since === undefined || !model.header.columns._extracted_at) return 'warn';
  const good = await countWhere(model, compileStatement('read_since', { since }, compilation), candidate, compilation);
  return keys / (keys + good) > MANY.share ? 'error' : 'warn';
}

function resultsOf(
  model: Model,
  check: string,
  faults: readonly ModelFault[],
  says: (column: string, rows: number) => string,
  severity: ValidationResult['severity'] = 'warn',
): ValidationResult[] {
  const columns = Map.groupBy(faults, ({ field }) => field!.split('.').at(-1)!);
  return [...columns].map(([column, of]) => ({
    check,
    family: 'schema',
    table: model.table,
    column,
    severity,
    outcome: 'fail',
    value: of.length,
    threshold: 0,
    unit: 'rows',
    sample_keys: of.slice(0, SAMPLES).map(({ key }) => key ?? 'null'),
    message: says(column, of.length),
  }));
}
