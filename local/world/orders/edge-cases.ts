// What befalls few orders: edits, gift cards, exchanges, two parcels, money taken back by the bank. Planned at the order's birth.
import { MINUTE, round } from '../money/amounts.ts';
import { KIND, Stream } from '../random/rng.ts';
import type { ReturnedLine, Surprises } from './lifecycle.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GIFT_CARD = 0.006;
const EDIT = 0.015;
const SPLIT = 0.05;
const FRAUD = 0.006;
const EXCHANGE = 0.12;

export function surprisesOf(
  seed: number,
  order: {
    readonly person: number;
    readonly n: number;
    readonly lines: number;
    readonly isApparel: (line: number) => boolean;
  },
  life: { readonly placedAt: number; readonly shippedAt: number; readonly deliveredAt: number },
): { readonly early: Surprises; readonly exchangeOf: (returns: readonly ReturnedLine[]) => number | undefined } {
  const draw = new Stream(seed, KIND.intent, 13, order.person, order.n);
  const giftCard = draw.uniform() < GIFT_CARD ? Math.min(2, Math.floor(draw.uniform() * 3)) : undefined;
  const edits = draw.uniform() < EDIT * 2 && order.lines > 1; // about half of the orders have a second line
  const removes = draw.uniform() < 0.5;
  const editAt = life.placedAt + 2 * MINUTE + round(draw.uniform() * 48 * HOUR);
  const splits = draw.uniform() < SPLIT && order.lines > 1;
  const waits = round((1 + 2 * draw.uniform()) * DAY);
  const isFraud = draw.uniform() < FRAUD;
  const chargedBackAt = life.placedAt + round((20 + 50 * draw.uniform()) * DAY);
  const swaps = draw.uniform() < EXCHANGE;
  return {
    early: {
      ...(giftCard === undefined ? {} : { giftCard }),
      ...(edits && editAt < life.shippedAt ? { edit: { at: editAt, line: order.lines - 1, removes } } : {}),
      ...(splits
        ? { split: { line: 1, shippedAt: life.shippedAt + waits, deliveredAt: life.deliveredAt + waits } }
        : {}),
      ...(isFraud && chargedBackAt > life.deliveredAt ? { chargedBackAt } : {}),
    },
    // Only single pieces are swapped: their value needs no splitting.
    exchangeOf: (returns) =>
      swaps ? returns.find((one) => one.quantity === 1 && order.isApparel(one.line))?.line : undefined,
  };
}

/** Value of the gift cards on sale, minor units. */
export const GIFT_CARDS = [2500, 5000, 10_000] as const;
