// Abandoned checkouts, and draft orders.
import { z } from 'zod';
import { instant, pii } from '../../../engine/fields.ts';
import { label } from '../../../engine/loose-fields.ts';
import { Parties } from './customers.ts';
import { gidOf, MoneySet, nodes, Ref } from './fields.ts';
import { goods } from './order-lines.ts';

export const AbandonedCheckout = z.looseObject({
  id: gidOf('AbandonedCheckout', 'Checkout'),
  name: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  completedAt: instant().nullish(),
  taxesIncluded: z.boolean().nullish(),
  discountCodes: z.array(z.string()).nullish(),
  note: pii('text').nullish(),
  ...Parties,
  subtotalPriceSet: MoneySet.nullish(),
  totalPriceSet: MoneySet.nullish(),
  totalTaxSet: MoneySet.nullish(),
  totalDiscountSet: MoneySet.nullish(),
  totalLineItemsPriceSet: MoneySet.nullish(),
  lineItems: nodes(z.looseObject({ ...goods, discountedTotalPriceSet: MoneySet.nullish() })),
});

export const DraftOrder = z.looseObject({
  id: gidOf('DraftOrder'),
  legacyResourceId: label().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  completedAt: instant().nullish(),
  invoiceSentAt: instant().nullish(),
  currencyCode: z.string().nullish(),
  presentmentCurrencyCode: z.string().nullish(),
  taxesIncluded: z.boolean().nullish(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  note2: pii('text').nullish(),
  tags: z.array(pii('text')).nullish(),
  poNumber: pii('text').nullish(),
  discountCodes: z.array(z.string()).nullish(),
  order: Ref.nullish(),
  ...Parties,
  subtotalPriceSet: MoneySet.nullish(),
  totalPriceSet: MoneySet.nullish(),
  totalTaxSet: MoneySet.nullish(),
  totalDiscountsSet: MoneySet.nullish(),
  totalShippingPriceSet: MoneySet.nullish(),
  lineItems: nodes(
    z.looseObject({
      ...goods,
      vendor: z.string().nullish(),
      custom: z.boolean().nullish(),
      isGiftCard: z.boolean().nullish(),
      taxable: z.boolean().nullish(),
      discountedTotalSet: MoneySet.nullish(),
      totalDiscountSet: MoneySet.nullish(),
    }),
  ),
});
