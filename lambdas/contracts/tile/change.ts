import type { Unit } from './sentence.ts';

/** Below this many, a change is given in units and not in per cent. */
const TINY_BASE = 20;

const isDifference = (unit: Unit) => unit === 'share' || unit === 'score';

/** Relative for amounts and counts, a difference for shares; null where it would mislead. */
export function changeOf(unit: Unit, value: number | null, baseline: number | null): number | null {
  if (value === null || baseline === null) return null;
  if (isDifference(unit)) return value - baseline;
  if (baseline <= 0 || (unit === 'count' && baseline < TINY_BASE)) return null;
  return value / baseline - 1;
}
