import type { Column, Value } from '../../ports/warehouse.ts';
import { expectedValue } from './expected-value.ts';
import { COLUMNS, columnOf } from './features.ts';
import type { Snapshots } from './snapshots.ts';

/** From here on a customer is in the band. */
export const BANDS = { high: 0.75, medium: 0.5 };

export const CHURN_COLUMNS: readonly Column[] = [
  { name: 'customer_key', type: 'varchar' },
  { name: 'as_of_date', type: 'date' },
  { name: 'churn_probability', type: 'double' },
  { name: 'risk_band', type: 'varchar' },
  { name: 'expected_value_amount', type: 'decimal(18,4)' },
  { name: 'currency', type: 'varchar' },
  { name: 'reason_1', type: 'varchar' },
  { name: 'reason_2', type: 'varchar' },
  { name: 'reason_3', type: 'varchar' },
  { name: 'model_key', type: 'varchar' },
];

const ORDERS_A_YEAR = columnOf('orders_365d_count');
const TENURE = columnOf('tenure_days');
const DIGITS = 1e6;

const bandOf = (probability: number) =>
  probability >= BANDS.high ? 'high' : probability >= BANDS.medium ? 'medium' : 'low';

/** One customer of the score table. @param reasons the strongest first; fewer than three leave nulls */
export function scoreRow(
  data: Snapshots,
  row: number,
  probability: number,
  reasons: readonly string[],
  modelKey: string,
): readonly Value[] {
  const rounded = Math.round(probability * DIGITS) / DIGITS;
  const at = row * COLUMNS;
  return [
    data.customers[row]!,
    new Date(data.days[row]! * 86_400_000).toISOString().slice(0, 10),
    rounded,
    bandOf(rounded),
    expectedValue(data.meanOrders[row]!, data.x[at + ORDERS_A_YEAR]!, data.x[at + TENURE]!, rounded),
    data.currencies[row]!,
    reasons[0] ?? null,
    reasons[1] ?? null,
    reasons[2] ?? null,
    modelKey,
  ];
}
