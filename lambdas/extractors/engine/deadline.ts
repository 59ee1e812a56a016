// How a slice lives with the end of a function: it stops in time, and it sleeps no longer than it has.
import { RateLimitedError } from '../../contracts/errors.ts';
import type { Clock, Deadline } from '../../ports/ports.ts';

/** Below this much time a slice commits what it has and asks to be called again. */
const STOP_MS = 90_000;
/** Time left for landing what has come. */
const RESERVE_MS = 60_000;

export const isNearDeadline = (deadline: Deadline): boolean => deadline.remainingMs() < STOP_MS;

/**
 * A clock that refuses to sleep past the end of a function: what has come is kept, and the state machine, which waits for nothing,
 * calls again.
 */
export const patient = (clock: Clock, deadline: Deadline): Clock => ({
  now: clock.now,
  sleep: async (ms) => {
    const left = deadline.remainingMs() - RESERVE_MS;
    if (ms <= left) return clock.sleep(ms);
    throw new RateLimitedError(
      `the vendor has to be waited for ${Math.ceil(ms / 1000)} s, this call has ${Math.max(0, Math.floor(left / 1000))} s left`,
      ms,
    );
  },
});
