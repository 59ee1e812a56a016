import type { Row } from '../../../lambdas/ports/warehouse.ts';

/** Doubles are added up in another order by every engine: twelve digits are compared, of everything else all. */
const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;

/** Rows in an order that both planes agree on. */
export const inOrder = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row, rounded)).sort();
