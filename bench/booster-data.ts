/** Small, fast, seeded: the same rows on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Table {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/**
 * Rows like those of a shop: a third of the columns skewed sums, a third counts with many zeros, a third bell-shaped; two columns
 * lack values. The label depends on some of them, alone and in pairs.
 */
export function shopTable(rows: number, columns: number, seed: number): Table {
  const random = seededRandom(seed * 7919 + 17);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const weights = Array.from({ length: columns }, () => normal() * 0.35);
  const x = new Float32Array(rows * columns);
  const y = new Float32Array(rows);
  const z = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    let score = -0.4;
    for (let column = 0; column < columns; column++) {
      z[column] = normal();
      const kind = column % 3;
      const value =
        kind === 0 ? Math.exp(z[column]!) : kind === 1 ? Math.max(0, Math.round(z[column]! * 2)) : z[column]!;
      const isMissing = column % 15 === 7 && random() < 0.06;
      x[row * columns + column] = isMissing ? Number.NaN : value;
      if (column % 2 === 0) score += weights[column]! * z[column]!;
    }
    score +=
      0.8 * z[0]! * z[1]! + 0.9 * Math.sin(2 * z[2]!) + (z[3]! > 0.5 && z[4]! < 0 ? 1.2 : 0) - 0.5 * Math.abs(z[5]!);
    y[row] = random() < 1 / (1 + Math.exp(-1.2 * score)) ? 1 : 0;
  }
  return { x, y };
}

/** Area under the ROC curve, ties counted half. */
export function areaUnderCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  let ones = 0;
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && scores[order[end]!] === scores[order[i]!]) end++;
    for (let k = i; k < end; k++) if (labels[order[k]!] === 1) rankSum += (i + end + 1) / 2;
    i = end;
  }
  for (let i = 0; i < labels.length; i++) ones += labels[i]!;
  return (rankSum - (ones * (ones + 1)) / 2) / (ones * (labels.length - ones));
}
