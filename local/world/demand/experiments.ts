// Tests the shops ran: when, on whom, and what they really did.
import type { Streams } from '../random/streams.ts';

/** A free-shipping test on these days lifts acceptance in arm B. */
export const SHIPPING_TEST = { from: 520, to: 610, lift: 1.06 } as const;
export const EMAIL_TEST = { from: 300, to: 480, lift: 1.15 } as const;
export const GEO_TEST = { from: 450, to: 491, areas: 6, channel: 0 } as const;

/** Arm of a person in an experiment; each has its own stream. */
export const armOf = (stream: Streams, experiment: number, person: number): 'A' | 'B' =>
  stream('experiment.arm', experiment, person).happens(0.5) ? 'A' : 'B';
