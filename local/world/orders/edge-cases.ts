// Events of few orders: edits, gift cards, exchanges, two parcels, chargebacks. Planned when the order is placed.
import { MINUTE, round } from '../money/amounts.ts';
import type { Streams } from '../random/streams.ts';
import type { ReturnedLine, Surprises } from './lifecycle.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GIFT_CARD = 0.006;
const EDIT = 0.015;
const SPLIT = 0.05;
const FRAUD = 0.006;
const EXCHANGE = 0.12;

export function surprisesOf(
  stream: Streams,
  order: {
    readonly person: number;
    readonly n: number;
    readonly lines: number;
    readonly isApparel: (line: number) => boolean;
  },
  life: { readonly placedAt: number; readonly shippedAt: number; readonly deliveredAt: number },
): { readonly early: Surprises; readonly exchangeOf: (returns: readonly ReturnedLine[]) => number | undefined } {
  const { person, n } = order;
  const giftCard = stream('order.buys_gift_card', person, n).happens(GIFT_CARD)
    ? stream('order.gift_card', person, n).below(GIFT_CARDS.length)
    : undefined;
  // About half of the orders have a second line.
  const edits = stream('order.edited', person, n).happens(EDIT * 2) && order.lines > 1;
  const removes = stream('order.edit_removes', person, n).happens(0.5);
  const editAt = life.placedAt + 2 * MINUTE + round(stream('order.edit_delay', person, n).uniform() * 48 * HOUR);
  const splits = stream('order.split', person, n).happens(SPLIT) && order.lines > 1;
  const waits = round((1 + 2 * stream('order.second_parcel_delay', person, n).uniform()) * DAY);
  const isFraud = stream('order.fraud', person, n).happens(FRAUD);
  const disputed = 20 + 50 * stream('order.chargeback_delay', person, n).uniform();
  const chargedBackAt = life.placedAt + round(disputed * DAY);
  const swaps = stream('order.exchange', person, n).happens(EXCHANGE);
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
