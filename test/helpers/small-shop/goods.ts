// What the shop sells, and how much of it lies there.
import type { Value } from '../../../lambdas/ports/warehouse.ts';
import { DAY_MS, dayOf, money, type SmallShop } from './shop.ts';

const TITLES = [
  'Harbour throw',
  'Oak tray',
  'Kiln mug',
  'Loom rug',
  'Tallow candle',
  'Linen runner',
  'Brass hook',
  'Wicker basket',
  'Reed diffuser',
  'Stone bowl',
  'Ash stool',
  'Wool cushion',
];
/** A unit's cost, of its price. */
const COST = 0.42;

export interface Good {
  readonly key: string;
  readonly sku: string;
  readonly title: string;
  readonly price: number;
}

export const GOODS: readonly Good[] = TITLES.map((title, index) => ({
  key: `shopify:main:${9000 + index}`,
  sku: `FF-${String(index + 1).padStart(3, '0')}`,
  title,
  price: 14 + 11 * index,
}));

/** Rows of `dim_products`. */
export const productRows = ({ currency }: SmallShop): Value[][] =>
  GOODS.map(({ key, sku, title, price }, index) => [
    key,
    key,
    1,
    `p${index}`,
    `v${index}`,
    `i${index}`,
    sku,
    title,
    'Default Title',
    'Home',
    'Fjord & Fern',
    'active',
    money(price),
    null,
    money(price * COST),
    currency,
    false,
    true,
    false,
    'catalogue',
    '2024-09-01T00:00:00Z',
    '2024-09-01T00:00:00Z',
  ]);

/** Rows of `fct_inventory_snapshots`: one a week, some goods nearly sold out. */
export function snapshotRows({ asOf, currency }: SmallShop): Value[][] {
  const rows: Value[][] = [];
  for (let week = 8; week >= 0; week -= 1) {
    const day = dayOf(Date.parse(asOf) - week * 7 * DAY_MS);
    for (const [index, { key, sku, price }] of GOODS.entries()) {
      const units = index % 5 === 2 ? 20 + week : 160 + ((index * 37 + week * 11) % 90);
      rows.push([
        `${day}:${key}`,
        day,
        key,
        key,
        `i${index}`,
        sku,
        'l1',
        'Main',
        units,
        units - 4,
        4,
        0,
        units - 4,
        null,
        null,
        null,
        money(price * COST),
        money(units * price * COST),
        currency,
      ]);
    }
  }
  return rows;
}
