// Rates that exist at the world's `asOf`, from the world and its calendar.
import { DAY_MS } from '../../world/calendar/calendar.ts';
import type { World } from '../../world/world.ts';
import { isBusinessDay, PUBLISHED_AT } from './target-calendar.ts';

export const ECB_TRUTH: Readonly<Record<string, (world: World) => Iterable<string>>> = {
  *rates({ start, asOf, referenceRates }) {
    for (let day = start; day + PUBLISHED_AT <= asOf; day += DAY_MS)
      if (isBusinessDay(day))
        for (const currency of referenceRates?.currencies ?? [])
          yield `${new Date(day).toISOString().slice(0, 10)}~${currency}`;
  },
};
