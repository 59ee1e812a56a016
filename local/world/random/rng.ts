// Philox4x32-10 (Salmon et al., SC'11): a counter-based generator. A stream is named, never seeded in passing, so that adding
// or removing one draw renumbers nothing. Only + − × ÷ √ and bit operations occur: engines may change Math.log and friends.

/** What a stream belongs to. Append only: the numbers are part of every byte of every world. */
export const KIND = {
  sku: 1,
  person: 2,
  category: 3,
  channel: 4,
  intent: 5,
  order: 6,
  identity: 7,
  ticket: 8,
  send: 9,
  visitor: 10,
  report: 11,
  fx: 12,
  scenario: 13,
  discountCode: 14,
} as const;

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** High 32 bits of a product of two unsigned 32-bit numbers. */
function high(a: number, b: number): number {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const low = al * bl;
  const middle = ah * bl + (low >>> 16);
  const cross = al * bh + (middle & 0xffff);
  return (ah * bh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) >>> 0;
}

/** Ten rounds; `out` takes the four words. */
export function philox(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void {
  for (let round = 0; round < 10; round++) {
    const h0 = high(M0, c0);
    const l0 = Math.imul(M0, c0);
    const h1 = high(M1, c2);
    const l1 = Math.imul(M1, c2);
    c0 = (h1 ^ c1 ^ k0) >>> 0;
    c1 = l1 >>> 0;
    c2 = (h0 ^ c3 ^ k1) >>> 0;
    c3 = l0 >>> 0;
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
const LN2 = Math.LN2;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Natural logarithm of a positive normal number: exponent split at √2, atanh series to s^23. */
export function ln(x: number): number {
  bits[0] = x;
  let exponent = ((words[1]! >>> 20) & 0x7ff) - 1023;
  words[1] = (words[1]! & 0x000fffff) | 0x3ff00000;
  let mantissa = bits[0];
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  let sum = 0;
  for (let k = 23; k >= 1; k -= 2) sum = sum * s2 + 1 / k;
  return exponent * LN2_HIGH + (2 * s * sum + exponent * LN2_LOW);
}

/** e^x: Cody–Waite reduction, Taylor to 14. */
export function exp(x: number): number {
  if (x < -700) return 0;
  const k = Math.round(x / LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let i = 14; i >= 1; i--) sum = 1 + (sum * r) / i;
  bits[0] = 1;
  words[1] = ((k + 1023) << 20) >>> 0;
  return sum * bits[0];
}

export const pow = (a: number, b: number): number => exp(b * ln(a));

const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const B = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
const LOW = 0.02425;

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, one) => sum * x + one, 0);

/** Inverse of the normal distribution function (Acklam), absolute error below 1.2e-9. */
export function normalQuantile(p: number): number {
  if (p < LOW) {
    const q = Math.sqrt(-2 * ln(p));
    return polynomial(C, q) / (polynomial(D, q) * q + 1);
  }
  if (p > 1 - LOW) {
    const q = Math.sqrt(-2 * ln(1 - p));
    return -polynomial(C, q) / (polynomial(D, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(A, r) * q) / (polynomial(B, r) * r + 1);
}

/** One named stream: seed, kind, purpose, id, sub. Hands out the words of block 0, 1, … in order. */
export class Stream {
  readonly #out = new Uint32Array(4);
  readonly #seed: number;
  #block = 0;
  #at = 4;
  #c1 = 0;
  #id = 0;
  #sub = 0;

  constructor(seed: number, kind = 0, purpose = 0, id = 0, sub = 0) {
    this.#seed = seed >>> 0;
    this.reset(kind, purpose, id, sub);
  }

  /** Points this object at another stream: cheaper than a new one in a loop. */
  reset(kind: number, purpose: number, id: number, sub: number): this {
    this.#c1 = ((kind << 16) | purpose) >>> 0;
    this.#id = id >>> 0;
    this.#sub = sub >>> 0;
    this.#block = 0;
    this.#at = 4;
    return this;
  }

  word(): number {
    if (this.#at === 4) {
      philox(this.#block++, this.#c1, this.#id, this.#sub, this.#seed, 0, this.#out);
      this.#at = 0;
    }
    return this.#out[this.#at++]!;
  }

  /** In (0, 1), 53 bits. */
  uniform(): number {
    const a = this.word() >>> 5;
    const b = this.word() >>> 6;
    return (a * 67108864 + b + 0.5) / 9007199254740992;
  }

  normal(): number {
    return normalQuantile(this.uniform());
  }

  exponential(): number {
    return -ln(this.uniform());
  }

  /** Marsaglia–Tsang, mean `shape`. */
  gamma(shape: number): number {
    if (shape < 1) {
      const value = this.gamma(shape + 1);
      return value * pow(this.uniform(), 1 / shape);
    }
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const t = 1 + c * x;
      if (t <= 0) continue;
      const v = t * t * t;
      const u = this.uniform();
      if (u < 1 - 0.0331 * x * x * x * x || ln(u) < 0.5 * x * x + d * (1 - v + ln(v))) return d * v;
    }
  }

  beta(a: number, b: number): number {
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }

  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  /** Index by weights that need not sum to one. */
  choose(weights: ArrayLike<number>): number {
    let total = 0;
    for (let i = 0; i < weights.length; i++) total += weights[i]!;
    let rest = this.uniform() * total;
    for (let i = 0; i < weights.length - 1; i++) {
      rest -= weights[i]!;
      if (rest < 0) return i;
    }
    return weights.length - 1;
  }
}
