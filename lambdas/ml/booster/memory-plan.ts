/** Rows of a histogram's bins; bin 255 holds missing values. */
export const BINS = 256;
/** Features whose bins lie side by side, row by row, so that one row is half a cache line. */
export const BLOCK = 32;
export const FEATURE_BYTES = BINS * 8;
export const CUT_BYTES = BINS * 4;
/** Rows the cuts are taken from; more change nothing that can be measured. */
const SAMPLE = 131_072;
const PAGE = 65_536;
const MOST_PAGES = 65_536;

/** Where everything lies in the shared memory, as byte offsets; computed once and handed to every worker. */
export interface MemoryPlan {
  readonly rows: number;
  readonly columns: number;
  readonly workers: number;
  readonly depth: number;
  readonly slots: number;
  readonly histBytes: number;
  readonly sampleStep: number;
  readonly pages: number;
  readonly at: Readonly<Record<Area, number>>;
}

type Area =
  | 'sync'
  | 'x'
  | 'label'
  | 'margin'
  | 'packed'
  | 'rows'
  | 'scratch'
  | 'bytes'
  | 'blocks'
  | 'cuts'
  | 'cutCounts'
  | 'hist'
  | 'partial'
  | 'splits'
  | 'sample';

export const padded = (columns: number): number => Math.ceil(columns / 4) * 4;
/** Smaller children of one level: only their histograms are summed from rows. */
export const built = (slots: number): number => Math.max(1, slots / 2);
/** Two sorted halves and the counters of the sort, for each worker. */
export const sampleBytes = (rows: number): number => 2 * align(4 * Math.min(rows, SAMPLE + 1)) + 8192;

const align = (bytes: number) => Math.ceil(bytes / 64) * 64;

/** @throws RangeError when the training does not fit into the 4 GB a WebAssembly memory may have */
export function planMemory(rows: number, columns: number, workers: number, depth: number): MemoryPlan {
  let end = PAGE; // the kernels' own constants lie below
  const take = (bytes: number) => {
    const start = end;
    end += align(bytes);
    return start;
  };
  const slots = 1 << Math.max(0, depth - 1);
  const histBytes = padded(columns) * FEATURE_BYTES;
  const sampleStep = Math.ceil(rows / SAMPLE);
  const at = {
    sync: take(64),
    x: take(rows * columns * 4),
    label: take(rows * 4),
    margin: take(rows * 4),
    packed: take(rows * 8),
    rows: take(rows * 4),
    scratch: take(rows * 4),
    bytes: take(rows * columns),
    blocks: take(rows * padded(columns)),
    cuts: take(columns * CUT_BYTES),
    cutCounts: take(columns * 4),
    hist: take(slots * histBytes),
    partial: take((workers - 1) * built(slots) * histBytes),
    splits: take(workers * slots * 32),
    sample: take(workers * sampleBytes(rows)),
  };
  const pages = Math.ceil(end / PAGE);
  if (pages > MOST_PAGES)
    throw new RangeError(
      `training ${rows} rows × ${columns} columns at depth ${depth} needs ${(end / 2 ** 30).toFixed(1)} GB, more than the 4 GB ` +
        'of a WebAssembly memory; sample the rows or lower the depth',
    );
  return { rows, columns, workers, depth, slots, histBytes, sampleStep, pages, at };
}
