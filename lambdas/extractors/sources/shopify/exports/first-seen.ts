// Estimates of dates that files do not hold: since when something is known, and when money was refunded.

/** First sighting: the moment of the first file that holds it, whatever comes later. */
export class FirstSeen {
  readonly #at = new Map<string, string>();

  of(id: string, at: string): string {
    const known = this.#at.get(id);
    if (known !== undefined) return known;
    this.#at.set(id, at);
    return at;
  }
}

export interface DatedRefund {
  readonly at: string;
  readonly amount: number;
  /** No file holds the day: this is the best estimate, and it does not move. */
  readonly isEstimate: boolean;
}

/** Refund state of an order in one file. */
export interface RefundSeen {
  readonly id: string;
  /** Total in minor units. */
  readonly refunded: number;
  readonly createdAt: string;
  readonly cancelledAt: string | undefined;
}

/** Most payments cannot be refunded after this long: returns of older orders came earlier. */
const GIVEN_BACK_WITHIN_MS = 180 * 86_400_000;

/**
 * When money of an order was refunded, from the order's states in all files so far. The difference to the previous file
 * was refunded by the day of the first file that shows it. The amount already in the first file of an order was
 * refunded some day before: for an order young enough for a refund, on that file's day; for an older one, on the
 * order's own day; both are estimates. The files in order give the same days however often, and in whatever windows,
 * they are read.
 */
export class RefundHistory {
  readonly #known = new Map<string, readonly DatedRefund[]>();

  /** @param at when the file arrived, ISO-8601 UTC */
  add({ id, refunded, createdAt, cancelledAt }: RefundSeen, at: string): readonly DatedRefund[] {
    const known = this.#known.get(id);
    const before = (known ?? []).reduce((sum, { amount }) => sum + amount, 0);
    let refunds = known ?? [];
    if (refunded > before) {
      const isOld = Date.parse(at) - Date.parse(createdAt) > GIVEN_BACK_WITHIN_MS;
      const guess = known === undefined && isOld ? createdAt : at;
      const isEstimate = cancelledAt === undefined && known === undefined;
      refunds = [...refunds, { at: cancelledAt ?? guess, amount: refunded - before, isEstimate }];
    } else if (refunded < before) refunds = without(refunds, before - refunded);
    this.#known.set(id, refunds);
    return refunds;
  }
}

/** A correction reduces the latest refund. */
function without(refunds: readonly DatedRefund[], amount: number): readonly DatedRefund[] {
  const left = [...refunds];
  for (let rest = amount; rest > 0 && left.length > 0; ) {
    const last = left.pop()!;
    if (last.amount > rest) left.push({ ...last, amount: last.amount - rest });
    rest -= last.amount;
  }
  return left;
}
