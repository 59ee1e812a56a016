// Circuit breaker: an unreachable host costs its connection a moment, not a retry per slice.
import { SourceUnavailableError, SourceUnreachableError } from '../../contracts/errors.ts';
import type { Clock, Http, HttpResponse } from '../../ports/ports.ts';

/** How long a host that never answered is tried, milliseconds. */
const NEVER_ANSWERED_MS = 15_000;
/** A host that answered recently gets more time to come back. */
const ANSWERED_BEFORE_MS = 120_000;
/** How long an answer counts as recent. */
const RECENT_MS = 600_000;
/** Attempts before giving up, however fast they fail. */
const LEAST_ATTEMPTS = 4;
/** Pause without attempts: long enough for the other slices of a run to end, over before the next run. */
const CLOSED_MS = 50_000;
const LOOK = 'check the address in the configuration and the network of this machine';

/** Why a connection waits; undefined when it does not. */
export type TellWaiting = (waiting: Waiting | undefined) => void;
export interface Waiting {
  /** Equal for one cause, whichever attempt it is. */
  readonly cause: string;
  readonly text: string;
}

/**
 * Watches the calls of one connection in one process. While nothing answers, calls are retried as usual; after long
 * enough the connection's remaining calls fail at once with an error that no machine retries. Any answer except a
 * server error resets it. A warm function forgets after a while, so the next run tries again.
 * @throws SourceUnreachableError with the attempts made and what to check
 */
export class Reachability {
  readonly #clock: Clock;
  readonly #tell: TellWaiting;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #failingSince: number | undefined;
  #attempts = 0;
  #closedUntil = Number.NEGATIVE_INFINITY;
  #reason = '';

  constructor(clock: Clock, tell: TellWaiting = () => {}) {
    this.#clock = clock;
    this.#tell = tell;
  }

  watch(http: Http): Http {
    return async (request) => {
      if (this.#clock.now() < this.#closedUntil) throw new SourceUnreachableError(this.#reason);
      let response: HttpResponse;
      try {
        response = await http(request);
      } catch (error) {
        if (error instanceof SourceUnavailableError) this.#failed(error.message);
        throw error;
      }
      const { status } = response;
      if (status >= 500) this.#failed(`${new URL(request.url).host}: the server answered ${status}`);
      else if (status === 429) this.#throttled(response);
      else this.#answered();
      return response;
    };
  }

  #answered(): void {
    this.#answeredAt = this.#clock.now();
    this.#failingSince = undefined;
    this.#attempts = 0;
    this.#tell(undefined);
  }

  #throttled(response: HttpResponse): void {
    this.#answered();
    const after = Number(response.header('retry-after') ?? Number.NaN);
    const wait = Number.isFinite(after) ? `, it asks to wait ${after} s` : '';
    this.#tell({ cause: 'throttled', text: `the vendor's limit is reached (429)${wait}` });
  }

  #failed(what: string): void {
    const now = this.#clock.now();
    this.#failingSince ??= now;
    this.#attempts++;
    const patience = now - this.#answeredAt < RECENT_MS ? ANSWERED_BEFORE_MS : NEVER_ANSWERED_MS;
    const until = this.#failingSince + patience;
    this.#tell({ cause: what, text: `${what}; attempt ${this.#attempts}, retrying until ${timeOf(until)}` });
    if (now < until || this.#attempts < LEAST_ATTEMPTS) return;
    const seconds = Math.round((now - this.#failingSince) / 1000);
    this.#reason = `${what}; ${this.#attempts} attempts in ${seconds} s, the rest of this connection waits for the next run; ${LOOK}`;
    this.#closedUntil = now + CLOSED_MS;
    this.#failingSince = undefined;
    this.#attempts = 0;
    throw new SourceUnreachableError(this.#reason);
  }
}

const timeOf = (ms: number) => `${new Date(ms).toISOString().slice(11, 19)} UTC`;
