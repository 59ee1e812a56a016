// Changes to an order after it was placed: refunds, and sales agreements.
import { z } from 'zod';
import { instant, pii } from '../../../engine/fields.ts';
import { gid, MoneySet, nodes, Ref } from './fields.ts';

export const Refund = z.looseObject({
  id: gid(),
  createdAt: instant().nullish(),
  processedAt: instant().nullish(),
  updatedAt: instant().nullish(),
  note: pii('text').nullish(),
  /** For files, which do not hold the day. */
  isDayEstimated: z.boolean().nullish(),
  totalRefundedSet: MoneySet.nullish(),
  duties: z.array(z.looseObject({ amountSet: MoneySet.nullish() })).nullish(),
  refundLineItems: nodes(
    z.looseObject({
      id: gid().nullish(),
      quantity: z.number().int().nullish(),
      restockType: z.string().nullish(),
      lineItem: Ref.nullish(),
      location: Ref.nullish(),
      priceSet: MoneySet.nullish(),
      subtotalSet: MoneySet.nullish(),
      totalTaxSet: MoneySet.nullish(),
    }),
  ),
  refundShippingLines: nodes(
    z.looseObject({
      id: gid(),
      shippingLine: z.looseObject({ id: gid().nullish() }).nullish(),
      subtotalAmountSet: MoneySet.nullish(),
      taxAmountSet: MoneySet.nullish(),
    }),
  ),
  orderAdjustments: nodes(
    z.looseObject({
      id: gid().nullish(),
      reason: z.string().nullish(),
      amountSet: MoneySet.nullish(),
      taxAmountSet: MoneySet.nullish(),
    }),
  ),
  transactions: nodes(Ref).nullish(),
});

export const OrderAgreements = z.looseObject({
  id: gid(),
  updatedAt: instant().nullish(),
  edited: z.boolean().nullish(),
  returnStatus: z.string().nullish(),
  agreements: nodes(
    z.looseObject({
      id: gid(),
      happenedAt: instant().nullish(),
      reason: z.string().nullish(),
      sales: nodes(
        z.looseObject({
          __typename: z.string().nullish(),
          id: gid(),
          actionType: z.string().nullish(),
          lineItem: Ref.nullish(),
        }),
      ),
    }),
  ),
});
