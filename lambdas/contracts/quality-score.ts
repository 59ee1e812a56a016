import type { CheckResult } from './quality.ts';

/** The dimension a check family belongs to; the six columns of a quality table, in this order. */
export const DIMENSIONS = ['complete', 'valid', 'unique', 'consistent', 'on_time', 'reconciled'] as const;
type Dimension = (typeof DIMENSIONS)[number];

const DIMENSION_OF: Readonly<Record<CheckResult['family'], Dimension>> = {
  not_null: 'complete',
  schema: 'valid',
  accepted_values: 'valid',
  range: 'valid',
  rule: 'valid',
  unique: 'unique',
  relationship: 'consistent',
  freshness: 'on_time',
  volume: 'on_time',
  reconciliation: 'reconciled',
  plausibility: 'consistent',
};

/** A blocking failure outweighs any number of notes. */
const WEIGHT: Readonly<Record<CheckResult['severity'], number>> = { note: 1, warn: 2, error: 4, page: 4 };
/** Not imported from `quality.ts`: the web app bundles this file, and must not bundle zod. */
const BLOCKING: ReadonlySet<string> = new Set(['error', 'page']);
/** Ceiling for the score of a table with a blocking failure. */
const CAP = 50;

export interface QualityScore {
  readonly table: string;
  /** 0–100. */
  readonly score: number;
  readonly dimensions: Readonly<Partial<Record<Dimension, number>>>;
  readonly checks: number;
  readonly failed: number;
}

const passShare = (checks: readonly CheckResult[]): number => {
  const weigh = (some: readonly CheckResult[]) => some.reduce((sum, check) => sum + WEIGHT[check.severity], 0);
  return (100 * weigh(checks.filter((check) => check.outcome === 'pass'))) / weigh(checks);
};

/**
 * Σ weight × pass ÷ Σ weight, over all checks and by dimension. A check that could not be evaluated has not passed.
 * @returns undefined when there is nothing to score
 */
export function scoreOf(table: string, checks: readonly CheckResult[]): QualityScore | undefined {
  if (checks.length === 0) return undefined;
  const failed = checks.filter((check) => check.outcome !== 'pass');
  const blocked = failed.some((check) => check.outcome === 'fail' && BLOCKING.has(check.severity));
  const dimensions = Object.fromEntries(
    DIMENSIONS.map(
      (dimension) => [dimension, checks.filter((check) => DIMENSION_OF[check.family] === dimension)] as const,
    )
      .filter(([, some]) => some.length > 0)
      .map(([dimension, some]) => [dimension, passShare(some)]),
  );
  const share = passShare(checks);
  return {
    table,
    score: blocked ? Math.min(CAP, share) : share,
    dimensions,
    checks: checks.length,
    failed: failed.length,
  };
}

/** One score per table, worst first. */
export function scoresByTable(checks: readonly CheckResult[]): QualityScore[] {
  return [...Map.groupBy(checks, (check) => check.table)]
    .map(([table, some]) => scoreOf(table, some)!)
    .sort((a, b) => a.score - b.score || a.table.localeCompare(b.table));
}
