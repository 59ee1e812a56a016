/** What a strategy may learn from: an answer, or the vendor's refusal to give one. */
export interface RateLimitSignal {
  readonly status: number;
  header(name: string): string | undefined;
  /** The parsed body, where there was one. */
  readonly body: unknown;
  /** From the call to the last byte, in the connection's time. */
  readonly tookMs: number;
}

/** Waits before a call so that the vendor need not refuse it, and learns from every answer. One per connection and process. */
export interface RateLimiter {
  /** Resolves when a call of this kind may be made. */
  acquire(kind: string): Promise<void>;
  onResponse(kind: string, signal: RateLimitSignal): void;
  /** The call is over, whatever came of it. */
  done?(kind: string): void;
}

/** So many calls in so many milliseconds. */
export interface Limit {
  readonly calls: number;
  readonly perMs: number;
}
