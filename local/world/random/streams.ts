// Random streams by name: each fact of a world is drawn from a stream of its own, named after the fact and the ids of what it
// belongs to. A stream starts afresh whenever it is named, so no draw depends on how many came before it, or in which order.
import { exp, ln, normalQuantile, pow } from './exact-math.ts';
import { philox } from './philox.ts';

/**
 * Names a stream: `stream('refund.delay', person, n)`. A name stands at one place of the code and is part of the bytes of every
 * world: renaming it redraws its fact. Up to three ids, each an integer of 32 bits; absent ones count as 0.
 */
export type Streams = (name: string, a?: number, b?: number, c?: number) => Stream;

/** The streams of a world. */
export function streamsOf(seed: number): Streams {
  return (name, a = 0, b = 0, c = 0) => new Stream(seed, keyOf(name), a, b, c);
}

const keys = new Map<string, number>();

/** The key of a name (FNV-1a, 32 bits). A test makes sure that no two names share one. */
function keyOf(name: string): number {
  let key = keys.get(name);
  if (key === undefined) {
    key = hashOf(name);
    keys.set(name, key);
  }
  return key;
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

const words = new Uint32Array(4);

/** Hands out two uniforms of each block. Take one value: a second fact wants a second name. */
export class Stream {
  readonly #seed: number;
  readonly #key: number;
  readonly #a: number;
  readonly #b: number;
  readonly #c: number;
  #block = 0;
  #second = 0;

  constructor(seed: number, key: number, a: number, b: number, c: number) {
    this.#seed = seed;
    this.#key = key;
    this.#a = a;
    this.#b = b;
    this.#c = c;
  }

  /** In (0, 1), 53 bits. */
  uniform(): number {
    const second = this.#second;
    if (second > 0) {
      this.#second = 0;
      return second;
    }
    philox(this.#block++, this.#key, this.#a, this.#b, this.#seed, this.#c, words);
    this.#second = fraction(words[2]!, words[3]!);
    return fraction(words[0]!, words[1]!);
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

  /** True with this probability. */
  happens(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** One of `count` equally likely places, from 0. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }
}

const fraction = (high: number, low: number) => ((high >>> 5) * 67108864 + (low >>> 6) + 0.5) / 9007199254740992;
