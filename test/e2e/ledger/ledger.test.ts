// The ledger beside what the world knows of each order. `LEDGER_WORLD=small` (or medium) compares a larger world.
import { afterAll, describe, expect, it } from 'vitest';
import type { Size } from '../../../local/world/sizes.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { orderMoney } from '../../../local/world/truth/order-money.ts';
import { deletes } from '../../../local/world/truth/records.ts';
import { afterFirstRun } from '../helpers/calm.ts';
import { Machine } from '../helpers/machine.ts';

const size = (process.env.LEDGER_WORLD ?? 'tiny') as Size;

async function afterReading(): Promise<Machine> {
  if (size === 'tiny') return (await afterFirstRun()).machine;
  const machine = new Machine();
  const { code, stderr } = await machine.start('--world', size);
  if (code !== 0) throw new Error(`the run of ${size} ended with ${code}: ${stderr}`);
  return machine;
}
const machine = await afterReading();

describe('the ledger', () => {
  afterAll(() => machine.forget());
  const world = createSyntheticWorld({ size, seed: 42 });
  const orders = world.shop.orders.page({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER });

  it.each([
    ['shopify', 500],
    ['woocommerce', 80],
    ['magento', 60],
  ])(
    'holds for every order of %s what the world knows of it: each component on its day in the shop’s zone, to the cent',
    async (shop, atLeast) => {
      const rows = await machine.query<{ order_id: string; day: string; event: string; amount: number }>(
        `select order_id, event_date::varchar as day, event_type || ' ' || component as event, sum(amount) as amount
       from fct_sales where order_key like '${shop}:%' group by all having sum(amount) <> 0`,
      );
      const byPart = (all: readonly { readonly key: string; readonly amount: number }[]) => {
        const sums = new Map<string, number>();
        for (const { key, amount } of all) sums.set(key, (sums.get(key) ?? 0) + amount);
        return Object.fromEntries([...sums].filter(([, amount]) => amount !== 0).sort());
      };
      const ours = rows.map(({ order_id, day, event, amount }) => ({
        key: `${order_id} ${day} ${event}`,
        amount: Math.round(amount * 100),
      }));
      const deleted = new Set(
        [...deletes(world)].filter(({ vendor }) => vendor === shop).map(({ record }) => String(record).split('/')[1]),
      );
      // Gift cards and tips are no sale; test orders are none either, where a shop marks them: Shopify alone does. Its report has unpaid
      // orders, those of the others have not.
      const truth = [...orderMoney(world)]
        .filter((row) => row.shop === shop && (shop === 'shopify' ? !row.is_test : row.is_paid))
        .filter((row) => !deleted.has(String(row.order)) && !['tip', 'gift_card'].includes(String(row.component)))
        .map((row) => ({
          key: `${row.order} ${row.day} ${row.event_type} ${row.component}`,
          amount: Number(row.amount),
        }));
      expect(new Set(truth.map(({ key }) => key.split(' ')[0])).size).toBeGreaterThan(atLeast);
      expect(byPart(ours)).toEqual(byPart(truth));
    },
  );

  it('has every refund of Shopify that gave goods, carriage or money back', async () => {
    const rows = await machine.query<{ refund_id: string }>(
      "select distinct refund_id from fct_sales where event_type = 'refund' and order_key like 'shopify:%' order by refund_id",
    );
    const giftCards = new Set(
      orders.flatMap(({ lines }) => lines.filter((line) => line.isGiftCard).map(({ id }) => id)),
    );
    const truth = orders
      .filter((order) => !order.test)
      .flatMap((order) => order.refunds)
      .filter(
        ({ lines, shipping, adjustments }) =>
          lines.some(({ lineId }) => !giftCards.has(lineId)) || shipping.length > 0 || adjustments.length > 0,
      );
    expect(rows.map((row) => row.refund_id)).toEqual(truth.map(({ id }) => id).sort());
  });
});
