// What can go wrong on the way, on demand and by a seed: the n-th request of a run fails the same way every time.
import { z } from 'zod';

export const FaultPlan = z.object({
  /** Share of responses that fail, 0 to 1. */
  rate: z.number().min(0).max(1).default(0),
  seed: z.number().int().default(1),
  /** Streams whose next page or export lacks one record, once, while the count stays. */
  underDeliver: z.array(z.string()).default([]),
  /** Share of records that arrive in a shape their schema refuses. */
  malformed: z.number().min(0).max(1).default(0),
  /** Adds a field nobody has declared to every record; GraphQL clients do not see it, for they name their fields. */
  drift: z.boolean().default(false),
});
export type FaultPlan = z.infer<typeof FaultPlan>;

const FAULTS = ['throttled', 'failed', 'reset', 'truncated', 'repeated'] as const;
export type Fault = (typeof FAULTS)[number];

export class Faults {
  readonly #plan: FaultPlan;
  readonly #left: string[];
  #requests = 0;
  /** A repetition was due where there was no page to repeat. */
  #repetitionDue = false;
  #records = 0;
  /** What happened so far: kind → times. */
  readonly injected: Record<Fault | 'shortened' | 'malformed', number> = {
    throttled: 0,
    failed: 0,
    reset: 0,
    truncated: 0,
    repeated: 0,
    shortened: 0,
    malformed: 0,
  };

  constructor(plan: Partial<FaultPlan> = {}) {
    this.#plan = FaultPlan.parse(plan);
    this.#left = [...this.#plan.underDeliver];
  }

  /** What happens to the next response. */
  next(): Fault | undefined {
    const n = this.#requests++;
    if (mix(this.#plan.seed, n) >= this.#plan.rate) return undefined;
    return FAULTS[Math.floor(mix(this.#plan.seed + 7919, n) * FAULTS.length)];
  }

  /**
   * Whether the page before comes once more. Most answers have none before them, so that a repetition which is due waits for the next
   * page that has.
   */
  repeats(fault: Fault | undefined, hasPageBefore: boolean): boolean {
    if (fault === 'repeated') this.#repetitionDue = true;
    if (!this.#repetitionDue || !hasPageBefore || fault === 'truncated') return false;
    this.#repetitionDue = false;
    this.injected.repeated++;
    return true;
  }

  /** Leaves the middle record out of the next answer of a stream that under-delivers. */
  shorten<T>(stream: string, records: readonly T[]): readonly T[] {
    const at = this.#left.indexOf(stream);
    if (at < 0 || records.length === 0) return records;
    this.#left.splice(at, 1);
    this.injected.shortened++;
    return records.toSpliced(records.length >> 1, 1);
  }

  /** Whether records leave otherwise than they are. */
  get spoils(): boolean {
    return this.#plan.malformed > 0 || this.#plan.drift;
  }

  /**
   * The record as it leaves: now and then of a wrong shape, now and then with something new. It stays the same record.
   * @param wrong what a wrong shape looks like at this vendor
   */
  spoil<T extends object>(record: T, wrong: object): T {
    if (!this.spoils) return record;
    const { malformed, drift, seed } = this.#plan;
    const isWrong = mix(seed + 104_729, this.#records++) < malformed;
    if (isWrong) this.injected.malformed++;
    return { ...record, ...(drift ? { newlyAdded: 'surprise' } : {}), ...(isWrong ? wrong : {}) };
  }
}

/** A number in [0, 1) from a seed and a position (the finaliser of MurmurHash3). */
function mix(seed: number, n: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return (h >>> 0) / 4294967296;
}
