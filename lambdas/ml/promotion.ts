import type { Criterion, Metrics } from './model.ts';

type Criteria = readonly [Criterion, ...Criterion[]];

/** Which of two is better in one figure: above zero when `a` is; a figure that is missing loses to every one that is there. */
function compare({ metric, better }: Criterion, a: Metrics, b: Metrics): number {
  const worst = better === 'lower' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const [one, other] = [a[metric] ?? worst, b[metric] ?? worst];
  if (one === other) return 0;
  return one < other === (better === 'lower') ? 1 : -1;
}

/** Strongest first in the figure that decides; of equals the one named first. */
export const byStrength = <T extends { readonly metrics: Metrics }>([decisive]: Criteria, all: readonly T[]): T[] =>
  all.toSorted((a, b) => compare(decisive, b.metrics, a.metrics));

/** The better one in the figure that decides. */
export const isBetter = ([decisive]: Criteria, a: Metrics, b: Metrics): boolean => compare(decisive, a, b) > 0;

/** True if `a` falls behind `b` by more than a guard allows. */
function isWorse(criterion: Criterion, a: Metrics, b: Metrics): boolean {
  if (compare(criterion, a, b) >= 0) return false;
  const { metric, within = 0 } = criterion;
  const [ours, theirs] = [a[metric], b[metric]];
  return ours === undefined || theirs === undefined || Math.abs(ours - theirs) > within * Math.abs(theirs);
}

/** The first baseline that is not beaten, and in which figure; undefined when all are. */
export function unbeaten<T extends { readonly metrics: Metrics }>(
  [decisive, ...guards]: Criteria,
  metrics: Metrics,
  baselines: readonly T[],
): { readonly baseline: T; readonly metric: string } | undefined {
  for (const baseline of baselines) {
    if (compare(decisive, metrics, baseline.metrics) <= 0) return { baseline, metric: decisive.metric };
    const guard = guards.find((one) => isWorse(one, metrics, baseline.metrics));
    if (guard) return { baseline, metric: guard.metric };
  }
  return undefined;
}
