import type { HeldMart } from '../contracts/pipeline.ts';
import { BLOCKING } from '../contracts/quality.ts';
import type { SqlLibrary } from '../sql/library.ts';
import { isNoCalendar, standingOn } from '../sql/lineage.ts';
import type { ValidationResult } from './scan-table.ts';

const LENGTH = 300;
/** The check that fails for a model refused by the warehouse. */
export const MODEL_IS_BUILT = 'model_is_built';

/**
 * Marts that keep their last good version: those that failed a blocking check, and those computed from a table that
 * did.
 */
export function heldMarts(validations: readonly ValidationResult[], library: SqlLibrary): HeldMart[] {
  const reasons = new Map<string, string>();
  for (const { check, table, column, severity, outcome, message } of validations) {
    if (outcome !== 'fail' || !BLOCKING.has(severity)) continue;
    const where = column === null ? table : `${table}.${column}`;
    for (const { name, layer } of standingOn(table, library, check === MODEL_IS_BUILT ? undefined : isNoCalendar))
      if (layer === 'marts' && !reasons.has(name))
        reasons.set(name, `${check} on ${where}: ${message}`.slice(0, LENGTH));
  }
  return [...reasons].map(([mart, reason]) => ({ mart, reason })).sort((a, b) => (a.mart < b.mart ? -1 : 1));
}
