// Codes and automatic discounts.
import { z } from 'zod';
import { instant } from '../../../engine/fields.ts';
import { Count, gid, gidOf, nodes } from './fields.ts';

const Discount = z
  .looseObject({
    __typename: z.string().nullish(),
    title: z.string().nullish(),
    status: z.string().nullish(),
    summary: z.string().nullish(),
    createdAt: instant().nullish(),
    updatedAt: instant().nullish(),
    startsAt: instant().nullish(),
    endsAt: instant().nullish(),
    discountClasses: z.array(z.string()).nullish(),
    asyncUsageCount: z.number().int().nullish(),
    usageLimit: z.number().int().nullish(),
    appliesOncePerCustomer: z.boolean().nullish(),
    codesCount: Count.nullish(),
    codes: nodes(z.looseObject({ id: gid(), code: z.string().nullish(), asyncUsageCount: z.number().int().nullish() })),
  })
  .nullish();

export const DiscountNode = z.looseObject({
  // `DiscountNode`, `DiscountCodeNode`, `DiscountAutomaticNode`
  id: gidOf('Discount\\w*Node'),
  discount: Discount,
  // Spelling in lists of one kind.
  codeDiscount: Discount,
  automaticDiscount: Discount,
});

/** A code and its discount. Merchants make codes and orders name them, so they stay readable. */
export const DiscountCode = z.looseObject({
  id: gidOf('DiscountRedeemCode'),
  code: z.string().nullish(),
  // Counted late: it can differ from the orders.
  asyncUsageCount: z.number().int().nullish(),
  createdBy: z.looseObject({ id: gid(), title: z.string().nullish() }).nullish(),
  discount: z.looseObject({ id: gidOf('Discount\\w*Node'), updatedAt: instant().nullish() }).nullish(),
});
