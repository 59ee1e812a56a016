// The shop itself, its events, and its daily sales report.
import { z } from 'zod';
import { instant } from '../../../engine/fields.ts';
import { amount, timeZone } from '../../../engine/loose-fields.ts';
import { gid, gidOf } from './fields.ts';

export const Shop = z.looseObject({
  id: gidOf('Shop'),
  name: z.string().nullish(),
  myshopifyDomain: z.string().nullish(),
  ianaTimezone: timeZone(),
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
  enabledPresentmentCurrencies: z.array(z.string()).nullish(),
  timezoneAbbreviation: z.string().nullish(),
  weightUnit: z.string().nullish(),
  unitSystem: z.string().nullish(),
  plan: z.looseObject({ displayName: z.string().nullish(), publicDisplayName: z.string().nullish() }).nullish(),
  taxesIncluded: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
});

export const Event = z.looseObject({
  id: gidOf('\\w*Event'),
  action: z.string().nullish(),
  createdAt: instant().nullish(),
  appTitle: z.string().nullish(),
  attributeToApp: z.boolean().nullish(),
  attributeToUser: z.boolean().nullish(),
  subjectId: gid().nullish(),
  subjectType: z.string().nullish(),
});

/** A day by the shop's clock, money in its currency; deductions are negative. */
export const SalesReport = z.looseObject({
  day: z.string().regex(/^\d{4}-\d\d-\d\d/),
  orders: amount().nullish(),
  gross_sales: amount().nullish(),
  discounts: amount().nullish(),
  sales_reversals: amount().nullish(),
  /** The name of `sales_reversals` before 2026-04. */
  returns: amount().nullish(),
  net_sales: amount().nullish(),
  shipping_charges: amount().nullish(),
  taxes: amount().nullish(),
  total_sales: amount().nullish(),
});
