import type { Candidate, Value } from '../../ports/warehouse.ts';
import { ColumnHash, NumberColumn, TextColumn } from '../feature-columns.ts';
import type { Features } from '../model.ts';

import { CHURN_FEATURES, COLUMNS } from './features.ts';

/** Days a label looks ahead: a customer who does not order in them has churned. */
export const LABEL_DAYS = 90;

/** `features.ftr_churn` as columns, sorted by customer and snapshot. */
export interface Snapshots extends Features {
  readonly customers: readonly string[];
  /** Days since 1970 of each row's snapshot. */
  readonly days: Int32Array;
  /** 1 churned, 0 bought, -1 not known yet. */
  readonly labels: Int8Array;
  /** Row-major, `rows × COLUMNS`; NaN is a missing value. */
  readonly x: Float32Array;
  /** Exact decimal texts. */
  readonly meanOrders: readonly string[];
  readonly currencies: readonly string[];
}

const DAY_MS = 86_400_000;
const KEY = ['customer_key', 'snapshot_date'];

/** Reads every snapshot of every customer; no rows is a table like any other. */
export async function readSnapshots(candidate: Candidate, asOf: string): Promise<Snapshots> {
  const [customers, meanOrders, currencies] = [new TextColumn(), new TextColumn(), new TextColumn()];
  const [days, labels, x] = [new NumberColumn(Int32Array), new NumberColumn(Int8Array), new NumberColumn(Float32Array)];
  const selection = {
    columns: [...KEY, 'label', 'mean_order_amount', 'currency', ...CHURN_FEATURES.map(({ name }) => name)],
    order: KEY,
  };
  for await (const batch of candidate.streamRows('features.ftr_churn', selection)) {
    for (const row of batch) {
      customers.push(String(row.customer_key));
      days.push(Date.parse(String(row.snapshot_date)) / DAY_MS);
      labels.push(row.label === null ? -1 : Number(row.label));
      meanOrders.push(String(row.mean_order_amount));
      currencies.push(String(row.currency));
      for (const { name } of CHURN_FEATURES) x.push(numberOf(row[name]));
    }
  }
  const texts = { customers: customers.values, meanOrders: meanOrders.values, currencies: currencies.values };
  const numbers = { days: days.values, labels: labels.values, x: x.values };
  const hash = new ColumnHash();
  for (const column of Object.values(texts)) hash.text(column);
  for (const column of Object.values(numbers)) hash.bytes(column);
  return { hash: hash.digest(), rows: texts.customers.length, asOf, ...texts, ...numbers };
}

const numberOf = (value: Value | undefined) => (value === null || value === undefined ? Number.NaN : Number(value));

/**
 * Rows to learn from and later rows to measure on. The newest labelled snapshot is held out; to learn from are those whose
 * label window was over before it, so that no day is in both.
 */
export function split({ days, labels }: Snapshots): { readonly learn: Int32Array; readonly later: Int32Array } {
  let newest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < days.length; row++) if (labels[row]! >= 0) newest = Math.max(newest, days[row]!);
  const rowsWhere = (holds: (day: number) => boolean) =>
    Int32Array.from(days.keys()).filter((row) => labels[row]! >= 0 && holds(days[row]!));
  return {
    learn: rowsWhere((day) => day + LABEL_DAYS <= newest),
    later: rowsWhere((day) => day === newest),
  };
}

/** Rows of the newest snapshot, whose labels nobody knows yet. */
export const rowsToScore = ({ days, labels }: Snapshots): Int32Array =>
  Int32Array.from(days.keys()).filter((row) => labels[row]! < 0);

/** These rows' features, side by side. */
export function matrixOf({ x }: Snapshots, rows: Int32Array): Float32Array {
  const matrix = new Float32Array(rows.length * COLUMNS);
  for (let at = 0; at < rows.length; at++)
    matrix.set(x.subarray(rows[at]! * COLUMNS, (rows[at]! + 1) * COLUMNS), at * COLUMNS);
  return matrix;
}

export const labelsOf = ({ labels }: Snapshots, rows: Int32Array): Float32Array =>
  Float32Array.from(rows, (row) => labels[row]!);
