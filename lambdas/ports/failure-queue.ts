import type { FailedSlice } from '../contracts/ingest.ts';

/** A slice received from the queue and not yet deleted from it. */
export interface TakenSlice {
  readonly slice: FailedSlice;
  /** Identifies this receipt. */
  readonly receipt: string;
}

/**
 * Slices that failed after their retries, until a redrive plans them again.
 * Promises, proved by the contract suite for each adapter: every put is received at least once, in no order; a message
 * received and not deleted becomes available again later; deleting twice is fine. The same slice may be received more
 * than once: consumers compare keys.
 */
export interface FailureQueue {
  put(slice: FailedSlice): Promise<void>;
  /** All messages available now, at most `limit`; empty when there are none. */
  take(limit: number): Promise<readonly TakenSlice[]>;
  forget(receipt: string): Promise<void>;
}
