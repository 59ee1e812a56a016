import { STANDS_IN_A_MART } from '../contracts/quality.ts';
import type { Candidate, Row } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement, keysOfAny } from '../sql/compile-statement.ts';
import type { Model } from '../sql/model.ts';
import { groupedDigits } from './grouped-digits.ts';
import type { ValidationResult } from './scan-table.ts';

/** Columns that identify payments: an id of their own, a total and its currency. */
const MONEY = ['connection', 'total_amount', 'currency'];

/**
 * Data that is read but in no mart, by account: a vendor without models would look like a vendor that sold nothing.
 * Measured by keys, because marts below a staging model may use other parts of it.
 */
export async function checkStandsInAMart(
  built: ReadonlySet<string>,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult[]> {
  const models = [...compilation.library.models.values()].filter(({ table }) => built.has(table));
  const validations: ValidationResult[] = [];
  for (const model of models) {
    const taken = takersOf(model, models);
    if (taken) validations.push(await measure(model, taken, candidate, compilation));
  }
  return validations;
}

/** Marts of the same grain; undefined for a model that holds no money of its own. */
function takersOf({ source, header }: Model, models: readonly Model[]): readonly Model[] | undefined {
  const [key, ...more] = header.key;
  if (!source || !key || more.length > 0 || MONEY.some((column) => !header.columns[column])) return undefined;
  const marts = models.filter(({ layer, header: { key: own } }) => layer === 'marts' && own.join() === key);
  return marts.length > 0 ? marts : undefined;
}

interface Left extends Row {
  readonly connection: string;
  readonly currency: string | null;
  readonly row_count: number;
  readonly amount: string | null;
}

async function measure(
  model: Model,
  marts: readonly Model[],
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult> {
  const key = model.header.key[0]!;
  const taken = keysOfAny(
    key,
    marts.map(({ table }) => table),
    compilation,
  );
  const left = await candidate.query<Left>(
    compileStatement('stands_in_no_mart', { table: model.table, key, taken }, compilation),
  );
  const rows = left.reduce((sum, one) => sum + Number(one.row_count), 0);
  return {
    check: STANDS_IN_A_MART,
    family: 'reconciliation',
    table: model.table,
    column: null,
    severity: 'warn',
    outcome: rows > 0 ? 'fail' : 'pass',
    value: rows,
    threshold: 0,
    unit: 'rows',
    sample_keys: [...new Set(left.map(({ connection }) => connection))].slice(0, 5),
    message: left.map((one) => sentenceOf(model, one)).join(' '),
  };
}

const sentenceOf = ({ source }: Model, { connection, row_count: rows, amount, currency }: Left): string => {
  const money = amount === null ? '' : `, ${groupedDigits(amount)} ${currency ?? ''}`.trimEnd();
  const things = Number(rows) === 1 ? source?.stream.replace(/s$/, '') : source?.stream;
  const stand = Number(rows) === 1 ? 'is read and is' : 'are read and are';
  return `${source?.source} ${connection}: ${groupedDigits(String(rows))} ${things}${money} ${stand} in no mart yet.`;
};
