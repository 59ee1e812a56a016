import type { CheckResult, Severity } from '../contracts/quality.ts';
import type { Spelling } from '../ports/spelling.ts';
import type { ColumnCheck } from './header.ts';
import type { Model } from './model.ts';
import { textOfKey } from './row-key.ts';

/** One promise of a header, as SQL over one table. */
export interface Expectation {
  readonly check: string;
  readonly family: CheckResult['family'];
  readonly column: string | null;
  readonly severity: Severity;
  readonly unit: string;
  /** The bound of the comparison. */
  readonly threshold: number;
  readonly fails: (value: number) => boolean;
  /** An aggregate that measures the value; null when there is nothing to measure. */
  readonly measure: string;
  /** Violating rows, for sample keys. */
  readonly violation: string;
  /** Failure message; `value` is the measured value. */
  readonly says: (value: number) => string;
}

const severityOf = (check: object): Severity =>
  ('severity' in check ? (check.severity as Severity) : undefined) ?? 'error';
const someRows = (value: number) => value > 0;

/** All promises of a header that one scan of its table can measure. */
export function expectationsOf(model: Model, spelling: Spelling): Expectation[] {
  const { key, columns } = model.header;
  const implied = [
    ...(key.length > 1 || !hasWord(model, key[0]!, 'unique') ? [isUnique(model, key, 'error')] : []),
    ...key.filter((column) => !hasWord(model, column, 'not_null')).map((column) => isThere(column, 'error')),
  ];
  const declared = Object.entries(columns).flatMap(([column, { checks, unit }]) =>
    checks.flatMap((check) => expectationOf(model, column, unit ?? '', check, spelling) ?? []),
  );
  return [...implied, ...declared];
}

const hasWord = (model: Model, column: string, word: 'unique' | 'not_null') =>
  model.header.columns[column]!.checks.some((check) => (typeof check === 'string' ? check === word : word in check));

function expectationOf(
  model: Model,
  column: string,
  unit: string,
  check: ColumnCheck,
  { literal }: Spelling,
): Expectation | undefined {
  if (check === 'unique') return isUnique(model, [column], 'error');
  if (check === 'not_null') return isThere(column, 'error');
  const severity = severityOf(check);
  if ('unique' in check) return isUnique(model, [column], severity);
  if ('not_null' in check) return isThere(column, severity);
  if ('accepted' in check) return isAmong(column, check.accepted, severity, literal);
  if ('min' in check && check.min !== undefined) return reaches(column, 'min', check.min, unit, severity);
  if ('max' in check && check.max !== undefined) return reaches(column, 'max', check.max, unit, severity);
  return undefined; // `in` needs another table: see relationships.ts
}

function isUnique(model: Model, columns: readonly string[], severity: Severity): Expectation {
  const key = textOfKey(columns);
  const list = columns.join(', ');
  return {
    check: 'unique',
    family: 'unique',
    column: columns.length === 1 ? columns[0]! : null,
    severity,
    unit: 'rows',
    threshold: 0,
    fails: someRows,
    measure: `count(${key}) - count(distinct ${key})`,
    violation: `(${list}) in (select ${list} from ${model.table} group by ${list} having count(*) > 1)`,
    says: (value) =>
      `${value} rows repeat a value of ${list}, which must be unique in this table (${model.header.grain}).`,
  };
}

const isThere = (column: string, severity: Severity): Expectation => ({
  check: 'not_null',
  family: 'not_null',
  column,
  severity,
  unit: 'rows',
  threshold: 0,
  fails: someRows,
  measure: `count_if(${column} is null)`,
  violation: `${column} is null`,
  says: (value) => `${value} rows have no ${column}.`,
});

function isAmong(
  column: string,
  accepted: readonly string[],
  severity: Severity,
  literal: Spelling['literal'],
): Expectation {
  const violation = `${column} not in (${accepted.map(literal).join(', ')})`;
  return {
    check: 'accepted_values',
    family: 'accepted_values',
    column,
    severity,
    unit: 'rows',
    threshold: 0,
    fails: someRows,
    measure: `count_if(${violation})`,
    violation,
    says: (value) => `${value} rows have a ${column} other than ${accepted.join(', ')}.`,
  };
}

function reaches(column: string, word: 'min' | 'max', bound: number, unit: string, severity: Severity): Expectation {
  const [beyond, side] = word === 'min' ? ['<', 'below'] : ['>', 'above'];
  return {
    check: word,
    family: 'range',
    column,
    severity,
    unit: unit || 'value',
    threshold: bound,
    fails: (value) => (word === 'min' ? value < bound : value > bound),
    measure: `${word}(${column})::double`,
    violation: `${column} ${beyond} ${bound}`,
    says: (value) => `${column} reaches ${value}, ${side} ${bound}.`,
  };
}
