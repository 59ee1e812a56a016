// The hot loops of the booster, in AssemblyScript. `compile.ts` turns this file into `kernels.generated.ts`.
//
// Every pointer is a byte offset into the one memory that all workers share; globals belong to one worker.
// A row's gradient and hessian, and every sum of them, live in ONE 64-bit integer: (gradient << 32) + hessian, fixed point.
// One addition serves both sums, and integer sums are exact: the model depends neither on how many workers there are nor on
// the order in which they add.

const BINS: usize = 256;
const MISSING: u32 = 255;
const FEATURE_BYTES: usize = BINS * 8;
/** Values above are taken as this one, so that the cut "known | missing" (3.4e38) is above every known value. */
const LARGEST: f32 = 3.3e38;
/** Added to a double below 2^51, leaves its nearest integer in the low bits. */
const ROUND: f64 = 6755399441055744.0;
const GOLDEN: f64 = 0.6180339887498949;

let gradientScale: f64 = 1;
let hessianScale: f64 = 1;
let lambda: f64 = 1;
let minChild: f64 = 1;
let dither: f64 = 0;

/** Scales are such that no sum over all rows can overflow, given |gradient| <= 1 and hessian <= 1/4. */
export function configure(rows: f64, l2: f64, minChildWeight: f64, dithered: f64): void {
  gradientScale = (2147483647.0 - rows) / rows;
  hessianScale = (4.0 * (4294967295.0 - rows)) / rows;
  lambda = l2 * hessianScale;
  minChild = max(1, minChildWeight * hessianScale * 0.999); // four rows of 1/4 are 1, whatever rounding says
  dither = dithered;
}

export function gradientOf(sum: i64): f64 {
  return <f64>(sum >> 32) / gradientScale;
}

export function hessianOf(sum: i64): f64 {
  return <f64>(sum & 0xffffffff) / hessianScale;
}

// ---------------------------------------------------------------- binning

/** Copies known values of one column to `to`, about one of `step` rows. Returns their count, with bit 31 set when any row lacks a value. */
export function gather(x: usize, rows: u32, columns: u32, column: u32, step: u32, seed: u32, to: usize): u32 {
  let count: u32 = 0;
  let missing: u32 = 0;
  let stratum: u32 = 0;
  let next: u32 = seed % step;
  for (let r: u32 = 0; r < rows; r++) {
    const v = load<f32>(x + ((<usize>r * columns + column) << 2));
    missing |= <u32>(v != v);
    if (r != next) continue;
    if (v == v) {
      store<f32>(to + (<usize>count << 2), min<f32>(max<f32>(v, -LARGEST), LARGEST) + 0.0);
      count++;
    }
    stratum += step;
    next = stratum + ((((stratum ^ seed) * 2654435769) >> 8) % step);
  }
  return count | (missing << 31);
}

/** Ascending, in three passes of 11 bits; the result lies at `other`. `counts` holds 2048 u32. */
export function sortFloats(values: usize, other: usize, count: u32, counts: usize): void {
  const end = <usize>count << 2;
  for (let p: usize = 0; p < end; p += 4) {
    const bits = load<u32>(values + p);
    store<u32>(values + p, bits ^ (<u32>(<i32>bits >> 31) | 0x80000000)); // unsigned order = order of floats
  }
  let from = values;
  let to = other;
  for (let shift: u32 = 0; shift < 33; shift += 11) {
    memory.fill(counts, 0, 8192);
    for (let p: usize = 0; p < end; p += 4) {
      const cell = counts + (<usize>((load<u32>(from + p) >> shift) & 2047) << 2);
      store<u32>(cell, load<u32>(cell) + 1);
    }
    let at: u32 = 0;
    for (let cell = counts; cell < counts + 8192; cell += 4) {
      const here = load<u32>(cell);
      store<u32>(cell, at);
      at += here;
    }
    for (let p: usize = 0; p < end; p += 4) {
      const key = load<u32>(from + p);
      const cell = counts + (<usize>((key >> shift) & 2047) << 2);
      const place = load<u32>(cell);
      store<u32>(cell, place + 1);
      store<u32>(to + (<usize>place << 2), key);
    }
    const swap = from;
    from = to;
    to = swap;
  }
  for (let p: usize = 0; p < end; p += 4) {
    const key = load<u32>(from + p);
    store<u32>(other + p, key ^ (<u32>(~<i32>key >> 31) | 0x80000000));
  }
}

/**
 * Floats to bytes for features first..last of one block, both column by column (for partition) and row by row within the block
 * (for histogram). To be called for few rows at a time: V8 optimises a function between calls only.
 */
export function binRows(
  x: usize, from: u32, to: u32, rows: u32, features: u32, first: u32, last: u32, width: u32,
  cuts: usize, columns: usize, block: usize,
): void {
  for (let r = from; r < to; r++) {
    for (let f = first; f < last; f++) {
      const raw = load<f32>(x + ((<usize>r * features + f) << 2));
      const v = min<f32>(raw, LARGEST);
      const table = cuts + (<usize>f << 10);
      let at = table; // 256 cuts, padded with +Infinity: counts those <= v without a branch
      for (let step: usize = 512; step >= 4; step >>= 1) at += step & (0 - <usize>(load<f32>(at + step - 4) <= v));
      const bin = raw != raw ? MISSING : <u32>((at - table) >> 2);
      store<u8>(columns + <usize>f * rows + r, bin);
      store<u8>(block + <usize>r * width + (f - first), bin);
    }
  }
}

// ---------------------------------------------------------------- gradients

/**
 * Logistic gradients of rows from..to (from is even), packed; two rows at a time. exp(-margin) = 2^k * e^r with |r| <= ln 2 / 2
 * and a Taylor polynomial of degree 9 (relative error below 1e-11). Above a million rows one step of the fixed point is larger
 * than small gradients, so `dither` spreads the rounding; it is 0 or 1.
 */
export function gradients(margin: usize, label: usize, from: u32, to: u32, phase: f64, packed: usize): void {
  const round = f64x2.splat(ROUND);
  const roundBits = i64x2.splat(reinterpret<i64>(ROUND));
  const one = f64x2.splat(1);
  for (let r: usize = from; r < to; r += 2) {
    const m = f64x2.promote_low_f32x4(v128.load64_zero(margin + r * 4));
    const y = f64x2.promote_low_f32x4(v128.load64_zero(label + r * 4));
    const z = f64x2.max(f64x2.min(f64x2.neg(m), f64x2.splat(80)), f64x2.splat(-80));
    const shifted = f64x2.add(f64x2.mul(z, f64x2.splat(1.4426950408889634)), round);
    const k = f64x2.sub(shifted, round);
    const t = f64x2.sub(f64x2.sub(z, f64x2.mul(k, f64x2.splat(0.693147180369123816490))), f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10)));
    let e = f64x2.splat(1.0 / 362880);
    e = f64x2.add(f64x2.mul(e, t), f64x2.splat(1.0 / 40320));
    e = f64x2.add(f64x2.mul(e, t), f64x2.splat(1.0 / 5040));
    e = f64x2.add(f64x2.mul(e, t), f64x2.splat(1.0 / 720));
    e = f64x2.add(f64x2.mul(e, t), f64x2.splat(1.0 / 120));
    e = f64x2.add(f64x2.mul(e, t), f64x2.splat(1.0 / 24));
    e = f64x2.add(f64x2.mul(e, t), f64x2.splat(1.0 / 6));
    e = f64x2.add(f64x2.mul(e, t), f64x2.splat(0.5));
    e = f64x2.add(f64x2.mul(e, t), one);
    e = f64x2.add(f64x2.mul(e, t), one);
    e = i64x2.add(e, i64x2.shl(shifted, 52));
    const p = f64x2.div(one, f64x2.add(one, e));

    const turn = f64x2.mul(f64x2.add(f64x2.splat(<f64>r), f64x2(0, 1)), f64x2.splat(GOLDEN));
    const phased = f64x2.add(turn, f64x2.splat(phase));
    const noise = f64x2.mul(f64x2.sub(f64x2.sub(phased, f64x2.floor(phased)), f64x2.splat(0.5)), f64x2.splat(dither));
    const g = f64x2.add(f64x2.mul(f64x2.sub(p, y), f64x2.splat(gradientScale)), noise);
    const h = f64x2.add(f64x2.mul(f64x2.mul(p, f64x2.sub(one, p)), f64x2.splat(hessianScale)), noise);
    const gi = i64x2.sub(f64x2.add(g, round), roundBits);
    const hi = i64x2.sub(f64x2.add(f64x2.max(h, f64x2.splat(0)), round), roundBits);
    v128.store(packed + r * 8, i64x2.add(i64x2.shl(gi, 32), hi));
  }
}

// ---------------------------------------------------------------- histograms

// @ts-ignore: decorator
@inline function bump(cell: usize, v: i64): void {
  store<i64>(cell, load<i64>(cell) + v);
}

/** Adds rows to the histogram of one block of up to 32 features. `width` = bytes a row, a multiple of 4. */
export function histogram(row: usize, count: u32, packed: usize, block: usize, width: usize, hist: usize): u32 {
  let touched: u32 = 0;
  const end = row + (<usize>count << 2);
  while (row < end) {
    const stop = min(row + 1024, end);
    // A short loop over the same rows first: its cache misses overlap, those of the long loop would not.
    for (let p = row; p < stop; p += 4) {
      const r = <usize>load<u32>(p);
      touched ^= load<u32>(block + r * width) ^ load<u32>(packed + r * 8);
    }
    for (; row < stop; row += 4) {
      const r = <usize>load<u32>(row);
      const v = load<i64>(packed + r * 8);
      let h = hist;
      let at = block + r * width;
      const last = at + width;
      do {
        const four = load<u32>(at); // the bins of four features
        bump(h + (<usize>(four & 255) << 3), v);
        bump(h + FEATURE_BYTES + (<usize>((four >> 8) & 255) << 3), v);
        bump(h + FEATURE_BYTES * 2 + (<usize>((four >> 16) & 255) << 3), v);
        bump(h + FEATURE_BYTES * 3 + (<usize>(four >> 24) << 3), v);
        h += FEATURE_BYTES * 4;
        at += 4;
      } while (at < last);
    }
  }
  return touched;
}

export function addTo(into: usize, other: usize, bytes: usize): void {
  for (let o: usize = 0; o < bytes; o += 16) v128.store(into + o, i64x2.add(v128.load(into + o), v128.load(other + o)));
}

export function subtractFrom(into: usize, other: usize, bytes: usize): void {
  for (let o: usize = 0; o < bytes; o += 16) v128.store(into + o, i64x2.sub(v128.load(into + o), v128.load(other + o)));
}

/** Sum over the bins of one feature: any feature's bins hold all rows. */
export function total(hist: usize): i64 {
  let sum: i64 = 0;
  for (let b: usize = 0; b < BINS; b++) sum += load<i64>(hist + b * 8);
  return sum;
}

// ---------------------------------------------------------------- splits

function scoreOf(sum: i64): f64 {
  const g = <f64>(sum >> 32);
  return (g * g) / (<f64>(sum & 0xffffffff) + lambda);
}

/** XGBoost's loss reduction of a split with this score, of a node with this sum. */
export function gainOf(score: f64, sum: i64): f64 {
  return ((score - scoreOf(sum)) * hessianScale) / (gradientScale * gradientScale);
}

/**
 * Best split of one node over features from..to, written to `out`: score f64, left sum i64, feature i32 (-1: none), bin i32,
 * missingLeft i32. Workers compare unscaled scores, so that ties fall as with one worker.
 */
export function bestSplit(hist: usize, from: u32, to: u32, cutCounts: usize, all: i64, minGain: f64, out: usize): void {
  const g = <f64>(all >> 32);
  const h = <f64>(all & 0xffffffff);
  let best = scoreOf(all) + (minGain * gradientScale * gradientScale) / hessianScale;
  let feature = -1;
  let bin: u32 = 0;
  let missingLeft = 0;
  let left: i64 = 0;
  for (let f = from; f < to; f++) {
    const base = hist + <usize>f * FEATURE_BYTES;
    const cuts = load<u32>(cutCounts + (<usize>f << 2));
    const missing = load<i64>(base + MISSING * 8);
    const passes = missing != 0 ? 2 : 1; // missing values to the right, then to the left
    for (let pass = 0; pass < passes; pass++) {
      let sum: i64 = pass ? missing : 0;
      for (let b: u32 = 0; b < cuts; b++) {
        const here = load<i64>(base + (<usize>b << 3));
        if (here == 0) continue; // an empty bin repeats the candidate before it
        sum += here;
        const hl = <f64>(sum & 0xffffffff);
        const hr = h - hl;
        if (hl < minChild) continue;
        if (hr < minChild) break;
        const gl = <f64>(sum >> 32);
        const gr = g - gl;
        const a = hl + lambda;
        const c = hr + lambda;
        const score = (gl * gl * c + gr * gr * a) / (a * c);
        if (score > best) {
          best = score;
          feature = f;
          bin = b;
          missingLeft = pass;
          left = sum;
        }
      }
    }
  }
  store<f64>(out, feature < 0 ? -1 : best);
  store<i64>(out + 8, left);
  store<i32>(out + 16, feature);
  store<u32>(out + 20, bin);
  store<i32>(out + 24, missingLeft);
}

// ---------------------------------------------------------------- rows

/** Stable partition of a node's rows; returns how many go left. No branch depends on the data. */
export function partition(rows: usize, count: u32, scratch: usize, column: usize, bin: u32, missingLeft: u32): u32 {
  let l: usize = rows;
  let r: usize = scratch;
  const end = rows + (<usize>count << 2);
  for (let p = rows; p < end; p += 4) {
    const row = load<u32>(p);
    const b = <u32>load<u8>(column + row);
    const goesLeft = <u32>(b <= bin) | (<u32>(b == MISSING) & missingLeft);
    store<u32>(l, row);
    store<u32>(r, row);
    l += <usize>(goesLeft << 2);
    r += <usize>((goesLeft ^ 1) << 2);
  }
  memory.copy(l, scratch, r - scratch);
  return <u32>((l - rows) >> 2);
}

export function addLeaf(rows: usize, count: u32, margin: usize, weight: f32): void {
  for (let p = rows, end = rows + (<usize>count << 2); p < end; p += 4) {
    const m = margin + (<usize>load<u32>(p) << 2);
    store<f32>(m, load<f32>(m) + weight);
  }
}

export function clear(at: usize, bytes: usize): void {
  memory.fill(at, 0, bytes);
}

export function countUp(rows: usize, from: u32, to: u32): void {
  for (let r = from; r < to; r++, rows += 4) store<u32>(rows, r);
}
