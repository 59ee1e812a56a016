import type { FailedSlice } from '../contracts/ingest.ts';

/** A slice that was taken from the queue and is not yet forgotten by it. */
export interface TakenSlice {
  readonly slice: FailedSlice;
  /** Names this taking of it. */
  readonly receipt: string;
}

/**
 * Slices that failed after their retries, until somebody plans them again.
 * Promises, proved by the contract suite for each adapter: what was put is taken at least once, in no order; what was taken and
 * not forgotten comes up again later; forgetting twice is fine. The same slice may come up more than once: takers compare keys.
 */
export interface FailureQueue {
  put(slice: FailedSlice): Promise<void>;
  /** All that can be had now, at most `limit`; empty when nothing waits. */
  take(limit: number): Promise<readonly TakenSlice[]>;
  forget(receipt: string): Promise<void>;
}
