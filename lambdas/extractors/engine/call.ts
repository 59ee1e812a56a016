import {
  RateLimitedError,
  RetailPulseError,
  SourceAuthError,
  SourceContractError,
  SourceUnavailableError,
} from '../../contracts/errors.ts';
import type { Clock, HttpResponse, Random } from '../../ports/ports.ts';
import type { CallCounts } from './source.ts';

/** Attempts before the error goes to the state machine, which waits longer. */
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/**
 * Retries a call according to its error class: throttles wait as long as the vendor says, faults back off with full
 * jitter, everything else ends at once. Never a fixed sleep.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export async function withRetry<T>(
  call: () => Promise<T>,
  ports: { clock: Clock; random: Random; counts: CallCounts },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      ports.counts.calls++;
      return await call();
    } catch (error) {
      if (error instanceof RateLimitedError) ports.counts.throttled++;
      const again = error instanceof RetailPulseError && error.recovery === 'retry' && attempt < ATTEMPTS;
      if (!again) throw error;
      const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * ports.random();
      await ports.clock.sleep(error instanceof RateLimitedError ? error.retryAfterMs + backoff / 8 : backoff);
    }
  }
}

/**
 * Maps an error status to the error class that says how to recover.
 * @param where names the source and endpoint for the message; never a whole URL, whose query may hold personal data
 */
export async function assertSucceeded(response: HttpResponse, where: string): Promise<void> {
  const { status } = response;
  if (status < 400) return;
  if (status === 429) {
    const after = Number(response.header('retry-after') ?? 1);
    throw new RateLimitedError(`${where} answered 429`, (Number.isFinite(after) ? after : 1) * 1000, { status });
  }
  if (status === 401 || status === 403) {
    throw new SourceAuthError(
      `${where} answered ${status}: the credential was refused; rotate the connection's secret or grant its scopes`,
      { status },
    );
  }
  if (status >= 500 || status === 408) throw new SourceUnavailableError(`${where} answered ${status}`, { status });
  throw new SourceContractError(`${where} answered ${status}: this API version does not accept the request`, {
    status,
  });
}
