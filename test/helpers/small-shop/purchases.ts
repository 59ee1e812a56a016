// Who bought what and when, before any table is made of it.
import { GOODS, type Good } from './goods.ts';
import { chance, DAY_MS, type SmallShop } from './shop.ts';

export interface Purchase {
  readonly id: string;
  readonly key: string;
  readonly customerKey: string;
  /** From 1 for the customer's first. */
  readonly orderIndex: number;
  readonly placedAt: number;
  readonly currency: string;
  /** The shop's own; orders in others have no rate to it. */
  readonly reportingCurrency: string;
  readonly lines: readonly PurchaseLine[];
  readonly shipping: number;
}

export interface PurchaseLine {
  readonly id: string;
  readonly good: Good;
  readonly quantity: number;
  readonly gross: number;
  readonly discount: number;
  readonly tax: number;
  /** Milliseconds UTC; all units of a line come back, or none. */
  readonly returnedAt: number | undefined;
}

const WEEKDAY = [0.9, 1.1, 1, 0.95, 1, 1.05, 0.85];
const FREE_SHIPPING_FROM = 75;

/** Orders wished for on a day: by weekday, more at the end of November and every year. */
function expectedOn(shop: SmallShop, day: number, midnight: number): number {
  const date = new Date(midnight);
  const november = date.getUTCMonth() === 10 && date.getUTCDate() >= 22 ? 2.4 : 1;
  const growth = 0.75 + (0.5 * day) / shop.days;
  return shop.ordersPerDay * WEEKDAY[date.getUTCDay()]! * november * growth;
}

const customerKeyOf = (customer: number) =>
  `c${((customer * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0')}${customer.toString(16).padStart(8, '0')}`;

/** All purchases, day by day; the same each time. */
export function purchasesOf(shop: SmallShop): Purchase[] {
  const random = chance(7);
  const end = Date.parse(shop.asOf);
  const purchases: Purchase[] = [];
  /** Orders so far, by customer. */
  const orders: number[] = [];
  for (let day = 0; day < shop.days; day += 1) {
    const midnight = end - (shop.days - day) * DAY_MS;
    const count = Math.max(0, Math.round(expectedOn(shop, day, midnight) + (random() - 0.5) * 6));
    for (let index = 0; index < count; index += 1) {
      const repeats = orders.length > 5 && random() < 0.2 + 0.25 * (day / shop.days);
      const customer = repeats ? Math.floor(random() ** 0.7 * orders.length) : orders.length;
      const orderIndex = (orders[customer] ?? 0) + 1;
      orders[customer] = orderIndex;
      const placedAt = midnight + Math.floor(random() * DAY_MS);
      const currency = random() < shop.foreign ? 'SEK' : shop.currency;
      const id = String(100_000 + purchases.length);
      const lines = linesOf(random, id, placedAt, end);
      const goods =
        lines.reduce((sum, { gross }) => sum + gross, 0) - lines.reduce((sum, one) => sum + one.discount, 0);
      purchases.push({
        id,
        key: `shopify:main:${id}`,
        customerKey: customerKeyOf(customer),
        orderIndex,
        placedAt,
        currency,
        reportingCurrency: shop.currency,
        lines,
        shipping: goods >= FREE_SHIPPING_FROM ? 0 : 5.95,
      });
    }
  }
  return purchases;
}

function linesOf(random: () => number, orderId: string, placedAt: number, end: number): PurchaseLine[] {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, line) => {
    const good = GOODS[Math.floor(random() ** 1.6 * GOODS.length)]!;
    const quantity = random() < 0.2 ? 2 : 1;
    const gross = good.price * quantity;
    const discount = random() < 0.25 ? Math.round(gross * 15) / 100 : 0;
    const tax = Math.round((gross - discount) * 20) / 100;
    const backAt = placedAt + (3 + Math.floor(random() ** 2 * 40)) * DAY_MS;
    const isReturned = random() < (good.title === 'Loom rug' ? 0.2 : 0.07) && backAt < end;
    const returnedAt = isReturned ? backAt : undefined;
    return { id: `${orderId}-${line}`, good, quantity, gross, discount, tax, returnedAt };
  });
}
