import type { Row } from '../../../lambdas/ports/warehouse.ts';

/** Sums of a ledger's events by component, and its units; refunds stand apart as `returned <component>`. */
export function ledgerSums(events: readonly Row[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of events) {
    const kind = row.event_type === 'refund' ? `returned ${row.component}` : String(row.component);
    sums[kind] = Math.round(((sums[kind] ?? 0) + Number(row.amount)) * 10_000) / 10_000;
    if (Number(row.quantity) !== 0) sums.units = (sums.units ?? 0) + Number(row.quantity);
  }
  return sums;
}
