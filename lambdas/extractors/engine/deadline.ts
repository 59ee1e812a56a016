// Deadlines: a slice stops before its function times out, and sleeps no longer than the remaining time.
import { RateLimitedError } from '../../contracts/errors.ts';
import type { Clock, Deadline } from '../../ports/ports.ts';

/** Below this remaining time a slice commits its progress and asks to be called again. */
const STOP_MS = 90_000;
/** Time reserved for landing the records received. */
const RESERVE_MS = 60_000;

export const isNearDeadline = (deadline: Deadline): boolean => deadline.remainingMs() < STOP_MS;

/**
 * A clock that refuses to sleep past the function's timeout: progress is kept, and the state machine, which can wait
 * for free, calls again.
 */
export const patient = (clock: Clock, deadline: Deadline): Clock => ({
  now: clock.now,
  sleep: async (ms) => {
    const left = deadline.remainingMs() - RESERVE_MS;
    if (ms <= left) return clock.sleep(ms);
    throw new RateLimitedError(
      `the vendor asks to wait ${Math.ceil(ms / 1000)} s, this call has ${Math.max(0, Math.floor(left / 1000))} s left`,
      ms,
    );
  },
});
