// What files say of a past they do not date: since when something is known, and when money came back.

/** Since when something is known: the moment of the first file that holds it, whatever comes after. */
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
  /** No file tells the day: it is the best guess there is, and does not move. */
  readonly isEstimate: boolean;
}

/** What an order's row of one file says of money that came back. */
export interface RefundSeen {
  readonly id: string;
  /** Minor units in all. */
  readonly refunded: number;
  readonly createdAt: string;
  readonly cancelledAt: string | undefined;
}

/** Most payments cannot be given back after so long: returns of older orders came earlier. */
const GIVEN_BACK_WITHIN_MS = 180 * 86_400_000;

/**
 * When money of an order came back, from the order's states in all files so far. The difference to the file before came back
 * by the day of the file that shows it first. What the first file of an order already holds came back some day before: of an order
 * so young that its payment can still be given back on that file's day, of an older one on its own; both are estimates.
 * The files in their order give the same days however often, and in whatever windows, they are read.
 */
export class RefundHistory {
  readonly #known = new Map<string, readonly DatedRefund[]>();

  /** @param at when the file came, ISO-8601 UTC */
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

/** A correction takes from what came last. */
function without(refunds: readonly DatedRefund[], amount: number): readonly DatedRefund[] {
  const left = [...refunds];
  for (let rest = amount; rest > 0 && left.length > 0; ) {
    const last = left.pop()!;
    if (last.amount > rest) left.push({ ...last, amount: last.amount - rest });
    rest -= last.amount;
  }
  return left;
}
