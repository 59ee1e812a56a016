import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../ports/ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => wait(ms),
};

/**
 * A clock that begins at `start` and runs `scale` times as fast as ours: a vendor twin's time, so that waits for its
 * limits take as long as needed and no longer.
 */
export function scaledClock(start: number, scale: number): Clock {
  const begun = performance.now();
  return {
    now: () => Math.floor(start + (performance.now() - begun) * scale),
    sleep: (ms) => wait(ms / scale),
  };
}
