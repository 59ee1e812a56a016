// The intents of one person: when they would buy, and why. Never on other people or on stock.

import { HORIZON, timeOfDay } from '../calendar/calendar.ts';
import { CHANNELS, EMAIL } from '../media/media.ts';
import { isCanary, type Person } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';
import { armOf, EMAIL_TEST, GEO_TEST, SHIPPING_TEST } from './experiments.ts';
import type { Plans } from './plans.ts';

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
function problemOf(stream: Streams, person: number, n: number): { severity: number; endsAfter: number } {
  if (!stream('problem.happens', person, n).happens(0.066)) return { severity: 0, endsAfter: Number.POSITIVE_INFINITY };
  if (!stream('problem.severe', person, n).happens(0.16)) return { severity: 1, endsAfter: Number.POSITIVE_INFINITY };
  const ends = stream('problem.ends_relation', person, n).happens(0.45);
  const endsAfter = ends ? 3 + 6 * stream('problem.leaves_after', person, n).exponential() : Number.POSITIVE_INFINITY;
  return { severity: 2, endsAfter };
}

/** Walks one person's candidates through thinning. */
export function livesOf(plans: Plans, person: Person, onIntent: OnIntent): Life {
  const { stream, catalogue } = plans;
  const u = stream('person.arrival', person.id).uniform();
  const canary = isCanary(person.id);
  let raw = inverse(plans.arrivals, (canary ? u / 4 : u) * plans.arrivals[HORIZON]!);
  const zone = REGIONS[person.region]!.zone;
  const shown = (t: number) => Math.floor(t) + timeOfDay(t - Math.floor(t), zone);
  const arrival = shown(raw);
  let churnAt = arrival + person.lifetime;
  let churnReason: Life['churnReason'] = 'lifetime';
  const shippingArm = armOf(stream, 3, person.id);
  const emailArm = armOf(stream, 2, person.id);

  for (let n = 0; raw < HORIZON; n++) {
    const t = shown(raw);
    if (t > churnAt) break;
    const day = Math.floor(raw);
    const cause = causeOf(plans, person, n, day, emailArm);
    let appeal = 0;
    for (let k = 0; k < person.affinity.length; k++)
      appeal += person.affinity[k]! * catalogue.categoryAppeal[k * HORIZON + day]!;
    if (shippingArm === 'B' && day >= SHIPPING_TEST.from && day < SHIPPING_TEST.to) appeal *= SHIPPING_TEST.lift;
    const accepted = cause >= 0 && stream('candidate.accepted', person.id, n).uniform() * plans.bound[day]! < appeal;
    if (accepted || (canary && n === 0)) {
      const problem = problemOf(stream, person.id, n);
      onIntent(t, n, Math.max(0, cause), problem.severity);
      if (t + problem.endsAfter < churnAt) {
        churnAt = t + problem.endsAfter;
        churnReason = 'service';
      }
    } else if (n === 0) {
      break; // a prospect: never won
    }
    const gap = stream('candidate.gap', person.id, n).exponential();
    raw = inverse(plans.clock, at(plans.clock, raw) + (365 * gap) / person.rate);
  }
  return { arrival, churnAt, churnReason };
}

/** Which cause owns the candidate: 0 baseline, 1 + channel, or −1 when its channel's thinning refuses it. */
function causeOf(plans: Plans, person: Person, n: number, day: number, emailArm: 'A' | 'B'): number {
  const { media, heldOut } = plans;
  const envelope = n === 0 ? plans.full.envelopeNew : plans.full.envelopeRepeat;
  const response = n === 0 ? media.responseNew : media.responseRepeat;
  let rest = plans.stream('candidate.cause', person.id, n).uniform() * envelope[day]! - 1;
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
