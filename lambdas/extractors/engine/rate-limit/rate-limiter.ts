/** Input of a strategy: an answer, or the vendor's refusal. */
export interface RateLimitSignal {
  readonly status: number;
  header(name: string): string | undefined;
  /** The parsed body, where there was one. */
  readonly body: unknown;
  /** From the call to the last byte, by the connection's clock. */
  readonly tookMs: number;
}

/**
 * Delays calls so that the vendor need not refuse them, and learns from every answer. One per connection and process.
 */
export interface RateLimiter {
  /** Resolves when a call of this kind may start. */
  acquire(kind: string): Promise<void>;
  onResponse(kind: string, signal: RateLimitSignal): void;
  /** The call is over, whatever its outcome. */
  done?(kind: string): void;
}

/** A number of calls per number of milliseconds. */
export interface Limit {
  readonly calls: number;
  readonly perMs: number;
}
