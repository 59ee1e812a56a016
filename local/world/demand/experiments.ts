// Tests the shops ran: when, on whom, and what they really did.
import { KIND, Stream } from '../random/rng.ts';

/** A free-shipping test on these days lifts acceptance in arm B. */
export const SHIPPING_TEST = { from: 520, to: 610, lift: 1.06 } as const;
export const EMAIL_TEST = { from: 300, to: 480, lift: 1.15 } as const;
export const GEO_TEST = { from: 450, to: 491, areas: 6, channel: 0 } as const;

/** Arm of a person in an experiment; each has its own stream. */
export const armOf = (seed: number, experiment: number, person: number): 'A' | 'B' =>
  new Stream(seed, KIND.scenario, experiment, person).uniform() < 0.5 ? 'A' : 'B';
