// Faults in transit, on demand and by seed: the n-th request of a run always fails the same way.
import { z } from 'zod';

export const FaultPlan = z.object({
  /** Share of responses that fail, 0 to 1. */
  rate: z.number().min(0).max(1).default(0),
  seed: z.number().int().default(1),
  /** Streams whose next page or export lacks one record, once, while the count stays. */
  underDeliver: z.array(z.string()).default([]),
  /** Share of records whose shape their schema rejects. */
  malformed: z.number().min(0).max(1).default(0),
  /** Adds an undeclared field to every record; GraphQL clients do not see it, because they name their fields. */
  drift: z.boolean().default(false),
});
export type FaultPlan = z.infer<typeof FaultPlan>;

const FAULTS = ['throttled', 'failed', 'reset', 'truncated', 'repeated'] as const;
export type Fault = (typeof FAULTS)[number];

export class Faults {
  readonly #plan: FaultPlan;
  readonly #left: string[];
  #requests = 0;
  /** Repetitions that wait for a page that has one before it. */
  #repetitionsDue = 0;
  #records = 0;
  /** Faults so far: kind → count. */
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

  /** The fault of the next response, if any. */
  next(): Fault | undefined {
    const n = this.#requests++;
    if (mix(this.#plan.seed, n) >= this.#plan.rate) return undefined;
    return FAULTS[Math.floor(mix(this.#plan.seed + 7919, n) * FAULTS.length)];
  }

  /**
   * True if the previous page is sent again. Most answers have none before them, so each repetition waits for the next
   * page that has.
   */
  repeats(fault: Fault | undefined, hasPageBefore: boolean): boolean {
    if (fault === 'repeated') this.#repetitionsDue++;
    if (this.#repetitionsDue === 0 || !hasPageBefore || fault === 'truncated') return false;
    this.#repetitionsDue--;
    this.injected.repeated++;
    return true;
  }

  /** Omits the middle record from the next answer of a stream that under-delivers. */
  shorten<T>(stream: string, records: readonly T[]): readonly T[] {
    const at = this.#left.indexOf(stream);
    if (at < 0 || records.length === 0) return records;
    this.#left.splice(at, 1);
    this.injected.shortened++;
    return records.toSpliced(records.length >> 1, 1);
  }

  /** True if records are altered in transit. */
  get spoils(): boolean {
    return this.#plan.malformed > 0 || this.#plan.drift;
  }

  /**
   * The record as sent: occasionally with a wrong shape, occasionally with a new field. It keeps its identity.
   * @param wrong a wrong shape for this vendor
   */
  spoil<T extends object>(record: T, wrong: object): T {
    if (!this.spoils) return record;
    const { malformed, drift, seed } = this.#plan;
    const isWrong = mix(seed + 104_729, this.#records++) < malformed;
    if (isWrong) this.injected.malformed++;
    return { ...record, ...(drift ? { newlyAdded: 'surprise' } : {}), ...(isWrong ? wrong : {}) };
  }
}

/** Hash of a seed and a position to [0, 1) (the finaliser of MurmurHash3). */
function mix(seed: number, n: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return (h >>> 0) / 4294967296;
}
