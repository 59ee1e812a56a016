/** Exports of kernels.ts, as JavaScript sees them: pointers are byte offsets, 64-bit sums are bigints. */
export interface Kernels {
  configure(rows: number, l2: number, minChildWeight: number, dithered: number): void;
  gradientOf(sum: bigint): number;
  hessianOf(sum: bigint): number;
  gather(x: number, rows: number, columns: number, column: number, step: number, seed: number, to: number): number;
  sortFloats(values: number, other: number, count: number, counts: number): void;
  binRows(
    x: number,
    from: number,
    to: number,
    rows: number,
    features: number,
    first: number,
    last: number,
    width: number,
    cuts: number,
    columns: number,
    block: number,
  ): void;
  gradients(margin: number, label: number, from: number, to: number, phase: number, packed: number): void;
  histogram(rows: number, count: number, packed: number, block: number, width: number, hist: number): number;
  addTo(into: number, other: number, bytes: number): void;
  subtractFrom(into: number, other: number, bytes: number): void;
  total(hist: number): bigint;
  gainOf(score: number, sum: bigint): number;
  bestSplit(hist: number, from: number, to: number, cutCounts: number, sum: bigint, minGain: number, out: number): void;
  partition(rows: number, count: number, scratch: number, column: number, bin: number, missingLeft: number): number;
  addLeaf(rows: number, count: number, margin: number, weight: number): void;
  clear(at: number, bytes: number): void;
  countUp(rows: number, from: number, to: number): void;
}

export const instantiate = (module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels =>
  new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
