// The shop's own sales report.
import { z } from 'zod';
import { number } from '../../../engine/optional-fields.ts';

/** A day by the site's clock. Orders are in it as they stand now, and refunds are not taken off. */
export const SalesReport = z.looseObject({
  day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  /** Totals of the orders, with tax and shipping. */
  sales: number(),
  orders: number(),
  /** Units. */
  items: number(),
  /** Of goods and of shipping. */
  tax: number(),
  /** Without tax. */
  shipping: number(),
  /** By coupons, without tax. */
  discount: number(),
  /** Accounts that were opened that day. */
  customers: number(),
});
