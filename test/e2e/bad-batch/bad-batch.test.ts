import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../helpers/calm.ts';
import type { Ended, Status } from '../helpers/machine.ts';
import { landedRecords, plant } from '../helpers/plant.ts';

type Json = Record<string, unknown>;
type Line = Json & { id: string };
type Order = Json & { id: string; lineItems: { nodes: Line[] } };

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } });

/** A copy of a real order under another id, with one thing wrong. */
function copyOf(order: Order, id: number, spoil: (line: Line) => Json): Order {
  const [line] = order.lineItems.nodes;
  return {
    ...order,
    id: gid('Order', id),
    legacyResourceId: String(id),
    updatedAt: '2026-09-30T12:00:00Z',
    processedAt: '2026-09-30T12:00:00Z',
    createdAt: '2026-09-30T12:00:00Z',
    lineItems: { nodes: [{ ...line!, id: gid('LineItem', id * 10), ...spoil(line!) }] },
  };
}

describe('a bad batch', () => {
  const { machine } = afterFirstRun();
  let before: Readonly<Record<string, string>>;
  let run: Ended;
  let status: Status;
  beforeAll(async () => {
    before = machine.marts();
    const orders = landedRecords(machine.home, 'shopify', 'orders') as Order[];
    const plain = orders.find((order) => order.lineItems.nodes.length === 1)!;
    plant(machine.home, 'shopify', 'orders', [
      copyOf(plain, 9_000_001, () => ({ originalUnitPriceSet: money('-25.00'), originalTotalSet: money('-25.00') })),
      copyOf(plain, 9_000_002, (line) => ({ id: line.id })),
      copyOf(plain, 9_000_003, () => ({ variant: { id: gid('ProductVariant', 9_999_999) } })),
    ]);
    run = await machine.start();
    status = await machine.status();
  });
  afterAll(() => machine.forget());

  it('holds publication back and leaves the last good version served', async () => {
    expect(run.code).toBe(2);
    expect(status.last_run).toMatchObject({ outcome: 'held_back', published: false });
    expect(machine.marts()).toEqual(before);
    expect(await machine.query("select count(*) as n from fct_orders where order_id like '900000%'")).toEqual([
      { n: 0 },
    ]);
  });

  it.each([
    ['a negative price', /fct_order_lines\.unit_price_amount/],
    ['a duplicate key', /fct_order_lines\.order_line_key/],
    ['a dead foreign key', /fct_order_lines\.product_key/],
  ])('tells of %s: check, table, value and threshold', (_what, where) => {
    const alert = status.alerts.find(({ title }) => where.test(title));
    expect(alert?.severity).toMatch(/error|page/);
    expect(alert?.details).toMatchObject({
      check: expect.stringMatching(/\w/),
      table: expect.stringContaining('fct_order_lines'),
      value: expect.any(Number),
      threshold: expect.any(Number),
    });
  });

  describe('with a value that is no time', () => {
    beforeAll(async () => {
      const [order] = landedRecords(machine.home, 'shopify', 'orders') as Order[];
      plant(machine.home, 'shopify', 'orders', [{ ...copyOf(order!, 9_000_004, () => ({})), processedAt: 'soonZ' }]);
      run = await machine.start();
      status = await machine.status();
    });

    it('is held back as well, and tells of model, column, count and key', () => {
      expect(run.code).toBe(2);
      expect(status.last_run).toMatchObject({ outcome: 'held_back', published: false });
      expect(machine.marts()).toEqual(before);
      const alert = status.alerts.find(({ title }) => title.startsWith('values_can_be_cast'));
      expect(alert?.details).toMatchObject({
        ...{ table: 'staging.stg_shopify__orders', column: 'processed_at', value: 1, threshold: 0 },
        sample_keys: [expect.stringContaining('9000004')],
      });
    });
  });
});
