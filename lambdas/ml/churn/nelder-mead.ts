interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

/**
 * Least value of a smooth function without its gradient. No chance is involved: the same function gives the same point.
 *
 * @param start first guess; the simplex reaches one unit from it along every axis
 * @see Nelder, Mead, A simplex method for function minimization (1965)
 */
export function minimise(of: (at: readonly number[]) => number, start: readonly number[], steps: number): number[] {
  const vertex = (at: readonly number[]): Vertex => ({ at, value: of(at) });
  let simplex = [start, ...start.map((_, axis) => start.map((one, at) => (at === axis ? one + 1 : one)))].map(vertex);
  for (let step = 0; step < steps; step++) {
    simplex = simplex.toSorted((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0]!, simplex.at(-1)!];
    if (worst.value - best.value < 1e-10 * (1 + Math.abs(best.value))) break;
    const others = simplex.slice(0, -1);
    const centre = start.map((_, axis) => others.reduce((sum, { at }) => sum + at[axis]!, 0) / others.length);
    const along = (factor: number) => vertex(centre.map((one, axis) => one + factor * (worst.at[axis]! - one)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex = [...others, expanded.value < reflected.value ? expanded : reflected];
    } else if (reflected.value < others.at(-1)!.value) simplex = [...others, reflected];
    else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      simplex =
        contracted.value < Math.min(worst.value, reflected.value)
          ? [...others, contracted]
          : simplex.map(({ at }) => vertex(at.map((one, axis) => (one + best.at[axis]!) / 2)));
    }
  }
  return [...simplex.toSorted((a, b) => a.value - b.value)[0]!.at];
}
