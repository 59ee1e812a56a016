import type { Clock } from '../../lambdas/ports/ports.ts';

/** A clock that stands still but for sleeps, which take no time. */
export function virtualClock(start: number): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
}
