// Payments by any means, and payouts to the shop.
import { z } from 'zod';
import { instant, pii } from '../../../engine/fields.ts';
import { label } from '../../../engine/loose-fields.ts';
import { gidOf, Money, Ref } from './fields.ts';

export const TenderTransaction = z.looseObject({
  id: gidOf('TenderTransaction'),
  processedAt: instant().nullish(),
  test: z.boolean().nullish(),
  paymentMethod: z.string().nullish(),
  remoteReference: pii('text').nullish(),
  amount: Money.nullish(),
  order: Ref.nullish(),
});

const gross = (names: string) =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [
      [`${name}Gross`, Money.nullish()],
      [`${name}Fee`, Money.nullish()],
    ]),
  );

export const Payout = z.looseObject({
  id: gidOf('ShopifyPaymentsPayout'),
  legacyResourceId: label().nullish(),
  issuedAt: instant().nullish(),
  status: z.string().nullish(),
  transactionType: z.string().nullish(),
  net: Money.nullish(),
  summary: z
    .looseObject({
      ...gross('adjustments charges reservedFunds retriedPayouts'),
      refundsFee: Money.nullish(),
      refundsFeeGross: Money.nullish(),
    })
    .nullish(),
});
