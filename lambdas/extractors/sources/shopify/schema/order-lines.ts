// Lines and shipping of an order, with taxes and allocated discounts.
import { z } from 'zod';
import { numeric } from '../../../engine/fields.ts';
import { ProductRef, VariantRef } from './catalogue.ts';
import { Attribute, gid, MoneySet } from './fields.ts';

const TaxLine = z.looseObject({
  title: z.string().nullish(),
  rate: numeric().nullish(),
  priceSet: MoneySet.nullish(),
});
const Allocation = z.looseObject({
  allocatedAmountSet: MoneySet.nullish(),
  discountApplication: z.looseObject({ index: z.number().int().nullish(), targetType: z.string().nullish() }).nullish(),
});

/** Fields common to lines of an order, a draft and an abandoned checkout. */
export const goods = {
  id: gid(),
  sku: z.string().nullish(),
  title: z.string().nullish(),
  variantTitle: z.string().nullish(),
  quantity: z.number().int().nullish(),
  product: ProductRef.nullish(),
  variant: VariantRef.nullish(),
  originalUnitPriceSet: MoneySet.nullish(),
};

export const LineItem = z.looseObject({
  ...goods,
  vendor: z.string().nullish(),
  currentQuantity: z.number().int().nullish(),
  name: z.string().nullish(),
  fulfillmentStatus: z.string().nullish(),
  isGiftCard: z.boolean().nullish(),
  taxable: z.boolean().nullish(),
  requiresShipping: z.boolean().nullish(),
  originalTotalSet: MoneySet.nullish(),
  discountAllocations: z.array(Allocation).nullish(),
  taxLines: z.array(TaxLine).nullish(),
  customAttributes: z.array(Attribute).nullish(),
});

export const ShippingLine = z.looseObject({
  id: gid().nullish(),
  title: z.string().nullish(),
  code: z.string().nullish(),
  isRemoved: z.boolean().nullish(),
  originalPriceSet: MoneySet.nullish(),
  discountedPriceSet: MoneySet.nullish(),
  discountAllocations: z.array(Allocation).nullish(),
  taxLines: z.array(TaxLine).nullish(),
});
