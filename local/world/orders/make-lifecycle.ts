// Plans the life of an order when it is placed: paid, shipped, delivered, cancelled, returned, tagged.

import type { Intents } from '../demand/demand-events.ts';
import type { Plans } from '../demand/plans.ts';
import { CATEGORIES } from '../goods/catalogue.ts';
import type { Fills } from '../goods/inventory.ts';
import { MINUTE, round } from '../money/amounts.ts';
import type { Person } from '../people/person.ts';
import { surprisesOf } from './edge-cases.ts';
import type { Fate, OrderLife, ReturnedLine, Surprises } from './lifecycle.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** All orders the shop had by then get one and the same `updated_at`, as after a mass edit. */
export const MASS_EDIT = { day: 500, orders: 1200 } as const;

export function lifeOf(
  plans: Plans,
  person: Person,
  intents: Intents,
  fills: Fills,
  order: number,
  placedAt: number,
  massEdit: number | undefined,
): OrderLife {
  const at = fills.intent[order]!;
  const n = intents.n[at]!;
  const { stream } = plans;
  const fateDraw = stream('order.fate', person.id, n).uniform();
  const fate: Fate = fateDraw < 0.012 ? 'voided' : fateDraw < 0.036 ? 'cancelled' : 'paid';
  const shippedAt = placedAt + 5 * MINUTE + round(stream('order.shipping_delay', person.id, n).gamma(2) * 0.6 * DAY);
  const late = stream('order.late', person.id, n).happens(0.03)
    ? 4 + 8 * stream('order.lateness', person.id, n).uniform()
    : 0;
  const deliveredAt = shippedAt + round((2 + 5 * stream('order.transit', person.id, n).uniform() + late) * DAY);
  const noted = stream('order.noted', person.id, n).happens(0.03)
    ? placedAt + round((30 + 370 * stream('order.note_delay', person.id, n).uniform()) * DAY)
    : undefined;
  const cancelledAt =
    fate === 'cancelled'
      ? placedAt + round((1 + 29 * stream('order.cancel_delay', person.id, n).uniform()) * HOUR)
      : undefined;
  const first = fills.lineStart[order]!;
  const { early, exchangeOf } = surprisesOf(
    plans.stream,
    {
      person: person.id,
      n,
      lines: fills.lineStart[order + 1]! - first,
      isApparel: (line) => plans.catalogue.skus[fills.lineSku[first + line]!]!.category === 0,
    },
    { placedAt, shippedAt, deliveredAt },
  );
  const isPaid = fate === 'paid';
  const arrivesAt = early.split?.deliveredAt ?? deliveredAt;
  const returns = isPaid
    ? returnsOf(plans, person, fills, order, n, arrivesAt).filter(
        (one) => !(early.edit?.removes && one.line === early.edit.line),
      )
    : [];
  // 8 % of refunds are goodwill: about one for every eleven orders with a return.
  const goodwill =
    isPaid && returns.length === 0 && stream('order.goodwill', person.id, n).happens(0.018)
      ? {
          at: deliveredAt + round((1 + 10 * stream('order.goodwill_delay', person.id, n).uniform()) * DAY),
          share: 0.1 + 0.1 * stream('order.goodwill_share', person.id, n).uniform(),
        }
      : undefined;
  const exchange = exchangeOf(returns);
  const { chargedBackAt, ...others } = early;
  const surprises: Surprises = !isPaid
    ? early.giftCard === undefined
      ? {}
      : { giftCard: early.giftCard }
    : {
        ...others,
        ...(exchange === undefined ? {} : { exchange }),
        // Money comes back once: what was returned, edited or made good is not disputed as well.
        ...(chargedBackAt !== undefined && returns.length === 0 && !goodwill && !early.edit ? { chargedBackAt } : {}),
      };

  const versions = [placedAt, placedAt + MINUTE];
  if (isPaid) versions.push(shippedAt, deliveredAt);
  if (surprises.edit) versions.push(surprises.edit.at);
  if (surprises.split) versions.push(surprises.split.shippedAt, surprises.split.deliveredAt);
  if (surprises.chargedBackAt !== undefined) versions.push(surprises.chargedBackAt);
  if (cancelledAt !== undefined) versions.push(cancelledAt);
  for (const one of returns) versions.push(one.at);
  if (goodwill) versions.push(goodwill.at);
  if (noted !== undefined) versions.push(noted);
  if (massEdit !== undefined && massEdit > placedAt) versions.push(massEdit);
  versions.sort((a, b) => a - b);
  return {
    fate,
    ...(cancelledAt === undefined
      ? {}
      : {
          cancelledAt,
          cancelReason: cancelReasonOf(stream('order.cancel_reason', person.id, n).uniform()),
        }),
    shippedAt,
    deliveredAt,
    returns,
    refundsShipping: stream('refund.shipping', person.id, n).happens(0.1),
    ...(goodwill ? { goodwill } : {}),
    ...(noted === undefined ? {} : { notedAt: noted }),
    ...(massEdit !== undefined && massEdit > placedAt ? { massEditedAt: massEdit } : {}),
    surprises,
    versions,
  };
}

const cancelReasonOf = (u: number): NonNullable<OrderLife['cancelReason']> =>
  u < 0.55 ? 'CUSTOMER' : u < 0.75 ? 'INVENTORY' : u < 0.9 ? 'FRAUD' : 'OTHER';

/** The same life where nothing can be added to an order that was paid, or swapped inside it. */
export function withoutExtras(life: OrderLife): OrderLife {
  const { edit, split, chargedBackAt } = life.surprises;
  return {
    ...life,
    surprises: {
      ...(edit?.removes ? { edit } : {}),
      ...(split ? { split } : {}),
      ...(chargedBackAt === undefined ? {} : { chargedBackAt }),
    },
  };
}

/** Lines come back 6 + Gamma(2)·5 days behind delivery; the lines of one parcel are refunded together. */
function returnsOf(
  { catalogue, stream }: Plans,
  { id }: Person,
  fills: Fills,
  order: number,
  n: number,
  deliveredAt: number,
): ReturnedLine[] {
  const returned: ReturnedLine[] = [];
  let refundedAt = 0;
  const first = fills.lineStart[order]!;
  for (let at = first; at < fills.lineStart[order + 1]!; at++) {
    const sku = catalogue.skus[fills.lineSku[at]!]!;
    const quantity = fills.lineQuantity[at]!;
    const line = at - first;
    const rate = CATEGORIES[sku.category]!.returnRate * (quantity >= 4 ? 0.2 : 1);
    if (!stream('return.happens', id, n, line).happens(rate)) continue;
    if (refundedAt === 0) {
      const requested = 6 + 5 * stream('return.delay', id, n).gamma(2);
      const handled = 1 + 5 * stream('refund.delay', id, n).uniform();
      refundedAt = deliveredAt + round((requested + handled) * DAY);
    }
    const partial = quantity > 1 && stream('return.partial', id, n, line).happens(0.5);
    returned.push({
      line,
      quantity: partial ? 1 + stream('return.quantity', id, n, line).below(quantity - 1) : quantity,
      restocked: stream('return.restocked', id, n, line).happens(0.8),
      at: refundedAt,
    });
  }
  return returned;
}
