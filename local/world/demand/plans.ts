import { clockOf, dateOf, growthOf, HORIZON } from '../calendar/calendar.ts';
import type { Catalogue } from '../goods/catalogue.ts';
import type { Media } from '../media/media.ts';
import { US_AREAS } from '../people/regions.ts';
import type { Streams } from '../random/streams.ts';
import { GEO_TEST, SHIPPING_TEST } from './experiments.ts';

/** The parts that the intents of all people share. */
export interface Plans {
  readonly stream: Streams;
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

export function makePlans(stream: Streams, catalogue: Catalogue, media: Media, full: Media, held: Media): Plans {
  const areas = Array.from({ length: US_AREAS }, (_, area) => ({
    area,
    at: stream('geo_test.shuffle', area).uniform(),
  })).sort((a, b) => a.at - b.at);
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
  return { stream, catalogue, media, heldOut: { regions, media: held }, arrivals, clock, bound, full };
}
