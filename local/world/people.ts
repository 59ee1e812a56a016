// People and their intents: when each would buy, and why. Pure per person: never on other people or on stock.

import { clockOf, dateOf, growthOf, HORIZON, timeOfDay } from './calendar.ts';
import type { Catalogue } from './catalogue.ts';
import { CATEGORIES } from './catalogue.ts';
import { CHANNELS, EMAIL, type Media } from './media.ts';
import { REGIONS, trackingAccepted, US_AREAS } from './regions.ts';
import { KIND, Stream } from './rng.ts';

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

/** What the intents of all people have in common. */
export interface Plans {
  readonly seed: number;
  readonly catalogue: Catalogue;
  readonly media: Media;
  /** Response of the geographic hold-out's channel where it is held out: new, then repeat. */
  readonly heldOut: { readonly regions: ReadonlySet<number>; readonly media: Media };
  /** Running sums of the arrival density and of the repeat clock; `[day]` is the sum before the day. */
  readonly arrivals: Float64Array;
  readonly clock: Float64Array;
  readonly bound: Float64Array;
  /** Responses of the full plan, which the envelope is made of. */
  readonly full: Media;
}

/** A free-shipping test on these days lifts acceptance in arm B. */
export const SHIPPING_TEST = { from: 520, to: 610, lift: 1.06 } as const;
export const EMAIL_TEST = { from: 300, to: 480, lift: 1.15 } as const;
export const GEO_TEST = { from: 450, to: 491, areas: 6, channel: 0 } as const;

/** Arm of a person in an experiment; each has its own stream. */
export const armOf = (seed: number, experiment: number, person: number): 'A' | 'B' =>
  new Stream(seed, KIND.scenario, experiment, person).uniform() < 0.5 ? 'A' : 'B';

export function makePlans(seed: number, catalogue: Catalogue, media: Media, full: Media, held: Media): Plans {
  const shuffle = new Stream(seed, KIND.scenario, 1);
  const areas = Array.from({ length: US_AREAS }, (_, area) => ({ area, at: shuffle.uniform() })).sort(
    (a, b) => a.at - b.at,
  );
  const regions = new Set(areas.slice(0, GEO_TEST.areas).map((one) => one.area));
  const bound = Float64Array.from(catalogue.dayBound, (one, day) =>
    day >= SHIPPING_TEST.from && day < SHIPPING_TEST.to ? one * SHIPPING_TEST.lift : one,
  );
  const arrivals = new Float64Array(HORIZON + 1);
  const clock = new Float64Array(HORIZON + 1);
  for (let day = 0; day < HORIZON; day++) {
    const s = clockOf(dateOf(day)) * bound[day]!;
    arrivals[day + 1] = arrivals[day]! + s * growthOf(day) * full.envelopeNew[day]!;
    clock[day + 1] = clock[day]! + s * full.envelopeRepeat[day]!;
  }
  return { seed, catalogue, media, heldOut: { regions, media: held }, arrivals, clock, bound, full };
}

/** The day and fraction at which a running sum reaches `value`; HORIZON when it never does. */
function inverse(sums: Float64Array, value: number): number {
  if (value >= sums[HORIZON]!) return HORIZON;
  let low = 0;
  let high = HORIZON;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= value) low = middle;
    else high = middle;
  }
  return low + (value - sums[low]!) / (sums[high]! - sums[low]!);
}

const at = (sums: Float64Array, t: number): number => {
  const day = Math.floor(t);
  return sums[day]! + (t - day) * (sums[day + 1]! - sums[day]!);
};

export interface Life {
  /** Day of arrival, in people's clock time. */
  readonly arrival: number;
  readonly churnAt: number;
  readonly churnReason: 'lifetime' | 'service';
}

/** Told of each accepted intent, oldest first. `n` counts candidates, so that removing one renumbers none. */
export type OnIntent = (t: number, n: number, cause: number, problem: number) => void;

/** A problem of an intent: 0 none, 1 ordinary, 2 severe. */
export function problemOf(draw: Stream, person: number, n: number): { severity: number; endsAfter: number } {
  draw.reset(KIND.intent, 2, person, n);
  if (draw.uniform() >= 0.066) return { severity: 0, endsAfter: Number.POSITIVE_INFINITY };
  if (draw.uniform() >= 0.16) return { severity: 1, endsAfter: Number.POSITIVE_INFINITY };
  const ends = draw.uniform() < 0.45;
  return { severity: 2, endsAfter: ends ? 3 + 6 * draw.exponential() : Number.POSITIVE_INFINITY };
}

/** Walks one person's candidates through thinning. */
export function livesOf(plans: Plans, person: Person, onIntent: OnIntent): Life {
  const { seed, catalogue } = plans;
  const draw = new Stream(seed);
  const u = draw.reset(KIND.person, 5, person.id, 0).uniform();
  const canary = isCanary(person.id);
  let raw = inverse(plans.arrivals, (canary ? u / 4 : u) * plans.arrivals[HORIZON]!);
  const zone = REGIONS[person.region]!.zone;
  const shown = (t: number) => Math.floor(t) + timeOfDay(t - Math.floor(t), zone);
  const arrival = shown(raw);
  let churnAt = arrival + person.lifetime;
  let churnReason: Life['churnReason'] = 'lifetime';
  const shippingArm = armOf(seed, 3, person.id);
  const emailArm = armOf(seed, 2, person.id);

  for (let n = 0; raw < HORIZON; n++) {
    const t = shown(raw);
    if (t > churnAt) break;
    const day = Math.floor(raw);
    const cause = causeOf(plans, person, n, day, draw, emailArm);
    let appeal = 0;
    for (let k = 0; k < person.affinity.length; k++)
      appeal += person.affinity[k]! * catalogue.categoryAppeal[k * HORIZON + day]!;
    if (shippingArm === 'B' && day >= SHIPPING_TEST.from && day < SHIPPING_TEST.to) appeal *= SHIPPING_TEST.lift;
    const accepted = draw.uniform() * plans.bound[day]! < appeal && cause >= 0;
    if (accepted || (canary && n === 0)) {
      const problem = problemOf(draw, person.id, n);
      onIntent(t, n, Math.max(0, cause), problem.severity);
      if (t + problem.endsAfter < churnAt) {
        churnAt = t + problem.endsAfter;
        churnReason = 'service';
      }
    } else if (n === 0) {
      break; // a prospect: never won
    }
    const gap = draw.reset(KIND.intent, 3, person.id, n).exponential();
    raw = inverse(plans.clock, at(plans.clock, raw) + (365 * gap) / person.rate);
  }
  return { arrival, churnAt, churnReason };
}

/** Which cause owns the candidate: 0 baseline, 1 + channel, or −1 when its channel's thinning refuses it. */
function causeOf(plans: Plans, person: Person, n: number, day: number, draw: Stream, emailArm: 'A' | 'B'): number {
  const { media, heldOut } = plans;
  const envelope = n === 0 ? plans.full.envelopeNew : plans.full.envelopeRepeat;
  const response = n === 0 ? media.responseNew : media.responseRepeat;
  draw.reset(KIND.intent, 1, person.id, n);
  let rest = draw.uniform() * envelope[day]! - 1;
  if (rest < 0) return 0;
  // The envelope holds the full plan; what a scenario or hold-out takes away is refused here.
  const full = n === 0 ? plans.full.responseNew : plans.full.responseRepeat;
  for (let c = 0; c <= CHANNELS.length; c++) {
    const width = 2 * full[c * HORIZON + day]!;
    if (rest >= width) {
      rest -= width;
      continue;
    }
    const held =
      c === GEO_TEST.channel && heldOut.regions.has(person.region)
        ? n === 0
          ? heldOut.media.responseNew
          : heldOut.media.responseRepeat
        : response;
    let accept = person.responsiveness * held[c * HORIZON + day]!;
    if (c === EMAIL) {
      if (!person.subscribes) return -1;
      if (emailArm === 'B' && day >= EMAIL_TEST.from && day < EMAIL_TEST.to) accept *= EMAIL_TEST.lift;
    }
    return rest < accept ? 1 + c : -1;
  }
  return -1;
}
