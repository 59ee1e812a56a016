import { findCuts, KNOWN } from './cuts.ts';
import type { Kernels } from './kernels-instance.ts';
import { BINS, BLOCK, CUT_BYTES, type MemoryPlan, padded, sampleBytes } from './memory-plan.ts';

/** V8 optimises a WebAssembly function between calls, so a long loop is called in short runs. */
const RUN = 512;

/** The part of `total` that worker `me` owns, in whole `unit`s. */
export function share(total: number, unit: number, me: number, workers: number): readonly [from: number, to: number] {
  const edge = (w: number) => (w === workers ? total : Math.round((total / unit) * (w / workers)) * unit);
  return [Math.min(total, edge(me)), Math.min(total, edge(me + 1))];
}

/** Cuts of my features; then, when everybody's are there, the bins of my rows. */
export function binShare(
  k: Kernels,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  options: { readonly me: number; readonly maxBin: number; readonly seed: number },
  sync: () => void,
): void {
  const { rows, columns, workers, at } = plan;
  const { me } = options;
  const f32 = new Float32Array(memory.buffer);
  const counts = new Uint32Array(memory.buffer);
  const sample = at.sample + me * sampleBytes(rows);
  const sorted = sample + (sampleBytes(rows) - 8192) / 2;
  const counters = sample + sampleBytes(rows) - 8192;

  const [firstFeature, endFeature] = share(columns, 1, me, workers);
  for (let feature = firstFeature; feature < endFeature; feature++) {
    const gathered = k.gather(at.x, rows, columns, feature, plan.sampleStep, options.seed >>> 0, sample);
    const count = gathered & 0x7fffffff;
    const missing = gathered < 0 || gathered > 0x7fffffff;
    k.sortFloats(sample, sorted, count, counters);
    const mostCuts = Math.min(options.maxBin - 1, missing ? BINS - 3 : BINS - 2);
    const cuts = findCuts(f32.subarray(sorted / 4, sorted / 4 + count), mostCuts);
    const table = at.cuts / 4 + feature * BINS;
    f32.fill(Number.POSITIVE_INFINITY, table, table + BINS);
    f32.set(cuts, table);
    if (missing && count > 0) f32[table + cuts.length] = KNOWN;
    counts[at.cutCounts / 4 + feature] = cuts.length + (missing && count > 0 ? 1 : 0);
  }
  sync();

  const [firstRow, endRow] = share(rows, 64, me, workers);
  for (let row = firstRow; row < endRow; row += RUN) {
    for (let feature = 0; feature < columns; feature += BLOCK) {
      const end = Math.min(columns, feature + BLOCK);
      const width = Math.min(BLOCK, padded(columns - feature));
      const block = at.blocks + feature * rows;
      const to = Math.min(endRow, row + RUN);
      k.binRows(at.x, row, to, rows, columns, feature, end, width, at.cuts, at.bytes, block);
    }
  }
}

export const cutAt = (f32: Float32Array, plan: MemoryPlan, feature: number, bin: number): number =>
  f32[(plan.at.cuts + feature * CUT_BYTES) / 4 + bin]!;
