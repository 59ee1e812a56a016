// What later happens to an order, planned at its birth: paid, shipped, delivered, cancelled, returned, tagged.

import type { Intents } from '../demand/demand-events.ts';
import type { Plans } from '../demand/plans.ts';
import { CATEGORIES } from '../goods/catalogue.ts';
import type { Fills } from '../goods/inventory.ts';
import { MINUTE, round } from '../money/amounts.ts';
import type { Person } from '../people/person.ts';
import { KIND, Stream } from '../random/rng.ts';
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
  const draw = new Stream(plans.seed, KIND.intent, 10, person.id, n);
  const fateDraw = draw.uniform();
  const fate: Fate = fateDraw < 0.012 ? 'voided' : fateDraw < 0.036 ? 'cancelled' : 'paid';
  const cancelHours = 1 + 29 * draw.uniform();
  const why = draw.uniform();
  const shippedAt = placedAt + 5 * MINUTE + round(draw.gamma(2) * 0.6 * DAY);
  const late = draw.uniform() < 0.03 ? 4 + 8 * draw.uniform() : 0;
  const deliveredAt = shippedAt + round((2 + 5 * draw.uniform() + late) * DAY);
  const noted = draw.uniform() < 0.03 ? placedAt + round((30 + 370 * draw.uniform()) * DAY) : undefined;
  const goodwillDraw = draw.uniform();
  const goodwillAt = deliveredAt + round((1 + 10 * draw.uniform()) * DAY);
  const refundsShipping = draw.uniform() < 0.1;
  const cancelledAt = fate === 'cancelled' ? placedAt + round(cancelHours * HOUR) : undefined;
  const first = fills.lineStart[order]!;
  const { early, exchangeOf } = surprisesOf(
    plans.seed,
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
    ? returnsOf(plans, person, fills, order, n, arrivesAt, draw).filter(
        (one) => !(early.edit?.removes && one.line === early.edit.line),
      )
    : [];
  // 8 % of refunds are goodwill: about one for every eleven orders with a return.
  const goodwill =
    isPaid && returns.length === 0 && goodwillDraw < 0.018
      ? { at: goodwillAt, share: 0.1 + 0.1 * goodwillDraw }
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
          cancelReason: why < 0.55 ? 'CUSTOMER' : why < 0.75 ? 'INVENTORY' : why < 0.9 ? 'FRAUD' : 'OTHER',
        }),
    shippedAt,
    deliveredAt,
    returns,
    refundsShipping,
    ...(goodwill ? { goodwill } : {}),
    ...(noted === undefined ? {} : { notedAt: noted }),
    ...(massEdit !== undefined && massEdit > placedAt ? { massEditedAt: massEdit } : {}),
    surprises,
    versions,
  };
}

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
  plans: Plans,
  person: Person,
  fills: Fills,
  order: number,
  n: number,
  deliveredAt: number,
  draw: Stream,
): ReturnedLine[] {
  const returned: ReturnedLine[] = [];
  let refundedAt = 0;
  const first = fills.lineStart[order]!;
  for (let at = first; at < fills.lineStart[order + 1]!; at++) {
    const sku = plans.catalogue.skus[fills.lineSku[at]!]!;
    const quantity = fills.lineQuantity[at]!;
    draw.reset(KIND.intent, 6, person.id, 64 * n + (at - first));
    const rate = CATEGORIES[sku.category]!.returnRate * (quantity >= 4 ? 0.2 : 1);
    if (draw.uniform() >= rate) continue;
    const days = 6 + 5 * draw.gamma(2) + 1 + 5 * draw.uniform();
    if (refundedAt === 0) refundedAt = deliveredAt + round(days * DAY);
    const partial = quantity > 1 && draw.uniform() < 0.5;
    returned.push({
      line: at - first,
      quantity: partial ? 1 + Math.floor(draw.uniform() * (quantity - 1)) : quantity,
      restocked: draw.uniform() < 0.8,
      at: refundedAt,
    });
  }
  return returned;
}
