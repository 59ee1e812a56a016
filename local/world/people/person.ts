// A person: where they live, how often they buy, what they like. Each is drawn from their own streams, never from another's.
import { CATEGORIES } from '../goods/catalogue.ts';
import type { Streams } from '../random/streams.ts';
import { REGIONS, trackingAccepted, US_AREAS } from './regions.ts';

export interface Person {
  readonly id: number;
  /** Purchases a year at clock 1. */
  readonly rate: number;
  readonly affinity: Float64Array;
  readonly kappa: number;
  readonly lifetime: number;
  readonly responsiveness: number;
  readonly discountTaste: number;
  readonly region: number;
  readonly subscribes: boolean;
  readonly accepts: boolean;
  readonly household: boolean;
}

const CONCENTRATION = 3;
const SHARES = REGIONS.map((one) => one.share);

/** People whose every value is unmistakable, so that a scan proves absence: id ≡ 7 mod 500, and one more for tiny worlds. */
export const isCanary = (id: number): boolean => id % 500 === 7 || id === 257;

/** The person whose address a household has: people live in pairs of neighbouring ids, some of them together. */
export const headOf = (person: Person): number => (person.household ? person.id & ~1 : person.id);

/** True if a pair lives together. */
const isHousehold = (stream: Streams, id: number): boolean => stream('person.household', id & ~1).happens(0.12);

/** Where a person lives, without drawing the rest of them: the second of a household lives where the first does. */
export function regionOf(stream: Streams, id: number): number {
  if (isCanary(id)) return id % US_AREAS;
  const isSecond = id % 2 === 1 && !isCanary(id - 1) && isHousehold(stream, id);
  return stream('person.region', isSecond ? id - 1 : id).choose(SHARES);
}

export const makePerson = (stream: Streams, id: number): Person => new Drawn(stream, id);

/** Traits that are costly to draw are drawn when they are asked for: most readers want a region and a consent. */
class Drawn implements Person {
  readonly id: number;
  readonly region: number;
  readonly #stream: Streams;
  #rate = 0;
  #affinity: Float64Array | undefined;
  #responsiveness: number | undefined;

  constructor(stream: Streams, id: number) {
    this.#stream = stream;
    this.id = id;
    this.region = regionOf(stream, id);
  }

  get subscribes(): boolean {
    return isCanary(this.id) || this.#stream('person.subscribes', this.id).happens(0.55);
  }

  get household(): boolean {
    return !isCanary(this.id) && !isCanary(this.id ^ 1) && isHousehold(this.#stream, this.id);
  }

  get accepts(): boolean {
    const { country } = REGIONS[this.region]!;
    return this.#stream('person.accepts_tracking', this.id).happens(trackingAccepted(country));
  }

  /** Canaries are seen by every system: they buy early and often, and take the newsletter. */
  get rate(): number {
    if (this.#rate === 0) {
      const rate = (this.#stream('person.rate', this.id).gamma(0.45) * 5.8) / 0.45;
      this.#rate = isCanary(this.id) ? Math.max(rate, 4) : rate;
    }
    return this.#rate;
  }

  get affinity(): Float64Array {
    if (!this.#affinity) {
      const affinity = new Float64Array(CATEGORIES.length);
      let sum = 0;
      for (let k = 0; k < affinity.length; k++) {
        affinity[k] = this.#stream('person.affinity', this.id, k).gamma(CONCENTRATION * CATEGORIES[k]!.share);
        sum += affinity[k]!;
      }
      for (let k = 0; k < affinity.length; k++) affinity[k]! /= sum;
      this.#affinity = affinity;
    }
    return this.#affinity;
  }

  get kappa(): number {
    return this.#stream('person.basket_size', this.id).gamma(2) * 0.55;
  }

  get lifetime(): number {
    const hazard = this.#stream('person.hazard', this.id).gamma(0.75) / (0.75 * 330);
    const lifetime = this.#stream('person.lifetime', this.id).exponential() / hazard;
    return isCanary(this.id) ? Math.max(lifetime, 400) : lifetime;
  }

  get responsiveness(): number {
    this.#responsiveness ??= 2 * this.#stream('person.responsiveness', this.id).beta(2, 2);
    return this.#responsiveness;
  }

  get discountTaste(): number {
    return this.#stream('person.discount_taste', this.id).beta(2, 2);
  }
}
