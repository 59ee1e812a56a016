// A person: where they live, how often they buy, what they like. Each is drawn from their own streams, never from another's.
import { CATEGORIES } from '../goods/catalogue.ts';
import { KIND, Stream } from '../random/rng.ts';
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
  readonly twoShops: boolean;
}

const CONCENTRATION = 3;
const SHARES = REGIONS.map((one) => one.share);

/** People whose every value is unmistakable, so that a scan proves absence: id ≡ 7 mod 500, and one more for tiny worlds. */
export const isCanary = (id: number): boolean => id % 500 === 7 || id === 257;

/** Who gives a household its address: people live in pairs of neighbouring ids, some of them together. */
export const headOf = (person: Person): number => (person.household ? person.id & ~1 : person.id);

interface Home {
  readonly region: number;
  readonly household: boolean;
  readonly draw: Stream;
}

/** Region and household are drawn by the first of a pair and hold for both. */
function homeOf(seed: number, id: number): Home {
  const draw = new Stream(seed, KIND.person, 4, id);
  const region = draw.choose(SHARES);
  return { region, household: new Stream(seed, KIND.person, 12, id & ~1).uniform() < 0.12, draw };
}

/** The `n`-th number of a home's stream, from 0. */
function homeDraw(seed: number, id: number, n: number): number {
  const draw = new Stream(seed, KIND.person, 4, id);
  for (let before = 0; before < n; before++) draw.uniform();
  return draw.uniform();
}

/** Where a person lives, without drawing the rest of them. */
export function regionOf(seed: number, id: number, known?: Home): number {
  if (isCanary(id)) return id % US_AREAS;
  const home = known ?? homeOf(seed, id);
  return id % 2 === 1 && home.household && !isCanary(id - 1) ? homeOf(seed, id - 1).region : home.region;
}

export const makePerson = (seed: number, id: number): Person => new Drawn(seed, id);

/** What is dear to draw is drawn when it is asked for: most readers want a region and a consent. */
class Drawn implements Person {
  readonly id: number;
  readonly region: number;
  readonly subscribes: boolean;
  readonly household: boolean;
  readonly #seed: number;
  #rate = 0;
  #affinity: Float64Array | undefined;
  #taste: Taste | undefined;

  constructor(seed: number, id: number) {
    const home = homeOf(seed, id);
    const canary = isCanary(id);
    this.#seed = seed;
    this.id = id;
    this.region = regionOf(seed, id, home);
    this.household = home.household && !canary && !isCanary(id ^ 1);
    const subscribes = home.draw.uniform() < 0.55;
    this.subscribes = canary || subscribes;
  }

  get accepts(): boolean {
    return homeDraw(this.#seed, this.id, 2) < trackingAccepted(REGIONS[this.region]!.country);
  }

  get twoShops(): boolean {
    return homeDraw(this.#seed, this.id, 4) < 0.03; // 3 was the household; streams are append only
  }

  /** Canaries are seen by every system: they buy early and often, and take the newsletter. */
  get rate(): number {
    if (this.#rate === 0) {
      const rate = (new Stream(this.#seed, KIND.person, 1, this.id).gamma(0.45) * 5.8) / 0.45;
      this.#rate = isCanary(this.id) ? Math.max(rate, 4) : rate;
    }
    return this.#rate;
  }

  get affinity(): Float64Array {
    if (!this.#affinity) {
      const draw = new Stream(this.#seed, KIND.person, 2, this.id);
      this.#affinity = Float64Array.from(CATEGORIES, (one) => draw.gamma(CONCENTRATION * one.share));
      let sum = 0;
      for (const one of this.#affinity) sum += one;
      for (let k = 0; k < this.#affinity.length; k++) this.#affinity[k] = this.#affinity[k]! / sum;
    }
    return this.#affinity;
  }

  get kappa(): number {
    return this.#tasted().kappa;
  }
  get lifetime(): number {
    return this.#tasted().lifetime;
  }
  get responsiveness(): number {
    return this.#tasted().responsiveness;
  }
  get discountTaste(): number {
    return this.#tasted().discountTaste;
  }

  #tasted(): Taste {
    if (!this.#taste) {
      const draw = new Stream(this.#seed, KIND.person, 3, this.id);
      const kappa = draw.gamma(2) * 0.55;
      const hazard = draw.gamma(0.75) / (0.75 * 330);
      const lifetime = draw.exponential() / hazard;
      const responsiveness = 2 * draw.beta(2, 2);
      const discountTaste = draw.beta(2, 2);
      this.#taste = {
        kappa,
        lifetime: isCanary(this.id) ? Math.max(lifetime, 400) : lifetime,
        responsiveness,
        discountTaste,
      };
    }
    return this.#taste;
  }
}

type Taste = Pick<Person, 'kappa' | 'lifetime' | 'responsiveness' | 'discountTaste'>;
