// Payouts of the card processor: a day's charges less its fee and less refunds, two days later.
import { DAY_MS, START_MS } from '../calendar/calendar.ts';
import { refundMoments } from '../orders/refunds.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Transaction } from '../records/documents.ts';
import type { Payout } from '../records/front.ts';
import type { SyntheticShop } from '../shops/shop.ts';
import type { Simulation } from '../simulation.ts';
import { MINUTE, round } from './amounts.ts';

const PAYOUT_BASE = 90_000_000_000;
const FEE_PERCENT = 2.9;
const FEE_FIXED = 30;
const LATER = 2 * DAY_MS;

/** The processor's fee for a charge, in minor units. */
export const feeOf = (amount: number): number => round((amount * FEE_PERCENT) / 100) + FEE_FIXED;

export function makePayouts({ asOf }: Simulation, { parts }: SyntheticShop): Collection<Payout> {
  let made: readonly { readonly day: number; readonly orders: readonly number[] }[] | undefined;
  /** Days on which money moved, and whose. */
  const moved = () => {
    if (made) return made;
    const days = new Map<number, Set<number>>();
    const note = (at: number, order: number) => {
      if (at > asOf) return;
      const day = Math.floor((at - START_MS) / DAY_MS);
      const orders = days.get(day) ?? new Set();
      days.set(day, orders.add(order));
    };
    for (let order = 0; order < parts.book.count; order++) {
      const life = parts.lifeOf(order);
      if (parts.book.copy[order] !== 0 || life.fate === 'voided') continue;
      note(parts.placedAtOf(order) + MINUTE, order);
      if (life.surprises.edit) note(life.surprises.edit.at, order);
      for (const { at } of refundMoments(life)) note(at, order);
    }
    made = [...days].sort(([a], [b]) => a - b).map(([day, orders]) => ({ day, orders: [...orders] }));
    return made;
  };
  const dayAt = (place: number): number => moved()[place]!.day;
  const issuedAt = (day: number) => START_MS + (day + 1) * DAY_MS + LATER;
  return collectionOf<Payout>({
    get size() {
      return moved().length;
    },
    idOf: (place) => String(PAYOUT_BASE + dayAt(place)),
    positionOf: (id) => moved().findIndex(({ day }) => day === Number(id) - PAYOUT_BASE),
    timeOf: (place, now) => (issuedAt(dayAt(place)) < now ? issuedAt(dayAt(place)) : undefined),
    render: (place, now) => {
      const { day, orders } = moved()[place]!;
      const isOf = ({ createdAt, gateway, status }: Transaction) =>
        Math.floor((createdAt - START_MS) / DAY_MS) === day && gateway !== 'gift_card' && status === 'SUCCESS';
      const found = orders.flatMap((order) => parts.render(order, now).transactions.filter(isOf));
      const of = (kind: Transaction['kind']) => found.filter((one) => one.kind === kind).map((one) => one.amount);
      const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
      return {
        id: String(PAYOUT_BASE + day),
        issuedAt: issuedAt(day),
        charges: sum(of('SALE')),
        fees: sum(of('SALE').map(feeOf)),
        refunds: sum(of('REFUND')),
      };
    },
  });
}
