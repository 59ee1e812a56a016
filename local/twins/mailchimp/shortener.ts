// Listings that lack the record omitted by a faulty vendor.
import type { Faults } from '../faults.ts';

/**
 * A listing that lacks a record lacks it to its end, or the next offset would return it after all; a new reading is
 * complete. Recipients without an action are not omitted: they are no record of ours, so nothing would be missing.
 */
export class Shortener {
  readonly #faults: Faults;
  readonly #missing = new Set<string>();

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  shorten(stream: string, records: readonly object[], offset: number): readonly object[] {
    if (stream === 'counted') return records;
    if (offset === 0) this.#missing.clear();
    const counts = records.filter((record) => !('activity' in record) || (record.activity as object[]).length > 0);
    const left = new Set(this.#faults.shorten(stream, counts));
    for (const record of counts) if (!left.has(record)) this.#missing.add(JSON.stringify(record));
    return this.#missing.size === 0 ? records : records.filter((record) => !this.#missing.has(JSON.stringify(record)));
  }
}
