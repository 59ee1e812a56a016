/** `fixed + each · rows`: the cost of a slice before its first row, and the cost of each row. */
export interface Cost {
  readonly fixed: number;
  readonly each: number;
}

interface Point {
  readonly rows: number;
  readonly cost: number;
}

/**
 * Least squares over the samples' costs. When noise would make a part negative, the smallest sample gives the fixed
 * part and the others the price of a row.
 * @see https://en.wikipedia.org/wiki/Simple_linear_regression
 */
export function costOf(points: readonly Point[]): Cost {
  const n = points.length;
  if (n === 0) return { fixed: 0, each: 0 };
  const sum = (of: (one: Point) => number) => points.reduce((all, one) => all + of(one), 0);
  const mean = { rows: sum(({ rows }) => rows) / n, cost: sum(({ cost }) => cost) / n };
  const spread = sum(({ rows }) => (rows - mean.rows) ** 2);
  const each = spread === 0 ? -1 : sum(({ rows, cost }) => (rows - mean.rows) * (cost - mean.cost)) / spread;
  const fixed = mean.cost - each * mean.rows;
  return each >= 0 && fixed >= 0 ? { fixed, each } : beyondSmallest(points);
}

function beyondSmallest(points: readonly Point[]): Cost {
  const [small, ...large] = [...points].sort((a, b) => a.rows - b.rows) as [Point, ...Point[]];
  const rows = large.reduce((sum, one) => sum + one.rows - small.rows, 0);
  const cost = large.reduce((sum, one) => sum + one.cost - small.cost, 0);
  const each = rows > 0 ? Math.max(0, cost / rows) : 0;
  return { fixed: Math.max(0, small.cost - each * small.rows), each };
}

/**
 * Rows per millisecond at a moment, interpolated linearly between the middles of samples and extrapolated beyond; never
 * negative.
 */
export function densityAt(samples: readonly { readonly middle: number; readonly perMs: number }[], at: number): number {
  const [first] = samples;
  if (!first || samples.length === 1) return first?.perMs ?? 0;
  const after = samples.findIndex(({ middle }) => middle > at);
  const right = Math.max(1, after === -1 ? samples.length - 1 : after);
  const [a, b] = [samples[right - 1]!, samples[right]!];
  const share = (at - a.middle) / (b.middle - a.middle);
  return Math.max(0, a.perMs + share * (b.perMs - a.perMs));
}

/** Rows of a span by that density, summed over whole days. */
export function rowsBetween(
  samples: Parameters<typeof densityAt>[0],
  from: number,
  to: number,
  stepMs: number,
): number {
  let rows = 0;
  for (let at = from; at < to; at += stepMs) {
    const length = Math.min(stepMs, to - at);
    rows += densityAt(samples, at + length / 2) * length;
  }
  return rows;
}
