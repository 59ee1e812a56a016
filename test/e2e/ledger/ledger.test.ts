import { afterAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../local/world/records/order.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { afterFirstRun } from '../helpers/calm.ts';

/** What the shop did, by what the ledger calls it, in cents; straight from the world, without a line of the pipeline. */
function eventsOf(order: Order): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (event: string, amount: number) => {
    if (amount !== 0) sums[event] = (sums[event] ?? 0) + amount;
  };
  const giftCards = new Set(order.lines.filter((line) => line.isGiftCard).map((line) => line.id));
  for (const line of order.lines.filter(({ id }) => !giftCards.has(id))) {
    add('sale goods', line.unitPrice * line.quantity);
    for (const { amount } of line.allocations) add('discount discount', -amount);
    for (const { amount } of line.taxes) add('tax tax', amount);
  }
  for (const { price, discount, taxes } of order.shipping) {
    add('shipping shipping', price - discount);
    for (const { amount } of taxes) add('tax tax', amount);
  }
  for (const refund of order.refunds) {
    for (const { subtotal, tax } of refund.lines.filter(({ lineId }) => !giftCards.has(lineId))) {
      add('refund goods', -subtotal);
      add('refund tax', -tax);
    }
    for (const { subtotal, tax } of refund.shipping) {
      add('refund shipping', -subtotal);
      add('refund tax', -tax);
    }
    for (const { amount, tax } of refund.adjustments) {
      add('refund adjustment', -amount);
      add('refund tax', -tax);
    }
  }
  return sums;
}

describe('the ledger', () => {
  const { machine } = afterFirstRun();
  afterAll(() => machine.forget());
  const world = createSyntheticWorld({ size: 'tiny', seed: 42 });
  const orders = world.shop.orders.page({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER });

  it('holds for every order what the world knows of it: each component, to the cent', async () => {
    const rows = await machine.query<{ order_id: string; event: string; amount: number }>(
      `select order_id, event_type || ' ' || component as event, sum(amount) as amount
       from fct_sales group by all having sum(amount) <> 0`,
    );
    const ours: Record<string, Record<string, number>> = {};
    for (const { order_id, event, amount } of rows)
      ours[order_id] = { ...ours[order_id], [event]: Math.round(amount * 100) };
    const truth = orders
      .filter((order) => !order.test)
      .map((order) => [order.id, eventsOf(order)] as const)
      .filter(([, events]) => Object.values(events).some((amount) => amount !== 0));
    expect(truth.length).toBeGreaterThan(500);
    expect(ours).toEqual(Object.fromEntries(truth));
  });

  it('has every refund that gave goods, carriage or money back', async () => {
    const rows = await machine.query<{ refund_id: string }>(
      "select distinct refund_id from fct_sales where event_type = 'refund' order by refund_id",
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
