const LARGEST = Math.fround(3.3e38);
/** Above every known value: the split "known | missing". Finite, because JSON has no Infinity. */
export const KNOWN = Math.fround(3.4e38);

/**
 * Cut points of one feature: bin = how many cuts are <= value. Few distinct values get a bin each; of many, those as heavy as a
 * fair share of the rows get a bin of their own and the others share the rest by rank.
 *
 * @param sorted  known values, ascending
 * @param mostCuts  upper bound of the number of cuts, >= 1
 * @returns ascending float32 values
 */
export function findCuts(sorted: Float32Array, mostCuts: number): Float32Array {
  const { values, counts } = runs(sorted);
  if (values.length <= mostCuts + 1) return cutsAfter(values, indices(values.length - 1));
  return cutsAfter(values, ends(counts, sorted.length, mostCuts + 1));
}

function runs(sorted: Float32Array): { values: Float32Array; counts: Uint32Array } {
  const values = new Float32Array(sorted.length);
  const counts = new Uint32Array(sorted.length);
  let runs = 0;
  for (let i = 0, start = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && sorted[i + 1] === sorted[i]) continue;
    values[runs] = sorted[i]!;
    counts[runs++] = i + 1 - start;
    start = i + 1;
  }
  return { values: values.subarray(0, runs), counts: counts.subarray(0, runs) };
}

const indices = (count: number) => Uint32Array.from({ length: Math.max(0, count) }, (_, i) => i);

/** Indices of the last value of each bin but the last. */
function ends(counts: Uint32Array, rows: number, bins: number): Uint32Array {
  const heavy = heavyFrom(counts, rows, bins);
  let free = bins;
  let light = rows;
  for (const count of counts) {
    if (count < heavy) continue;
    free--;
    light -= count;
  }
  const found = new Uint32Array(bins);
  let at = 0;
  for (let i = 0, inBin = 0; i + 1 < counts.length && at < bins - 1; i++) {
    const alone = counts[i]! >= heavy;
    const nextAlone = counts[i + 1]! >= heavy;
    if (!alone) inBin += counts[i]!;
    const fair = light / Math.max(1, free);
    if (!(alone || inBin >= fair || (nextAlone && inBin >= fair / 2))) continue;
    found[at++] = i;
    light -= inBin;
    if (!alone) free--;
    inBin = 0;
  }
  return found.subarray(0, at);
}

/** The count from which a value is heavy: taking heavy values out makes the fair share of the rest smaller, until it settles. */
function heavyFrom(counts: Uint32Array, rows: number, bins: number): number {
  let limit = rows / bins;
  for (;;) {
    let free = bins;
    let light = rows;
    for (const count of counts) {
      if (count < limit) continue;
      free--;
      light -= count;
    }
    const next = free > 0 ? light / free : limit;
    if (next >= limit - 1e-9) return limit;
    limit = next;
  }
}

/** The middle between a bin's last value and the next one, as a float32 above the first. */
function cutsAfter(values: Float32Array, ends: Uint32Array): Float32Array {
  return Float32Array.from(ends, (i) => {
    const below = values[i]!;
    const above = values[i + 1]!;
    const middle = Math.fround(below / 2 + above / 2);
    return middle > below && middle <= above ? middle : above;
  });
}

/** The value a tree compares: infinities count as the largest known value, as in training. */
export const comparable = (value: number): number => Math.min(value, LARGEST);
