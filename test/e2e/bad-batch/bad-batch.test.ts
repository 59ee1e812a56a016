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

const { machine } = await afterFirstRun();

describe('a bad batch', () => {
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

  const HELD = ['fct_order_lines', 'fct_sales', 'mart_daily_sales'];

  it('holds back the marts that would count a line twice, leaves their last good version served, and publishes the rest', async () => {
    expect(run.code).toBe(3);
    expect(status.last_run).toMatchObject({ outcome: 'degraded', published: true });
    const now = machine.marts();
    for (const mart of HELD) expect(now[mart], mart).toBe(before[mart]);
    const held = machine.held();
    expect(Object.keys(held)).toEqual(expect.arrayContaining(HELD));
    expect(Object.keys(held)).not.toContain('dim_products');
    expect(held.fct_order_lines).toMatch(/^unique on marts\.fct_order_lines\.order_line_key: 1 rows repeat a value/);
    expect(await machine.query("select count(*) as n from fct_sales where order_key like '%:900000%'")).toEqual([
      { n: 0 },
    ]);
  });

  it('names each bad record: source, stream, key and column', () => {
    expect(machine.modelFaults()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ effect: 'left_out', source: 'shopify', stream: 'orders' },
          ...{ key: expect.stringMatching(/:90000010$/), field: 'stg_shopify__order_lines.unit_price_amount' },
        }),
        expect.objectContaining({ effect: 'unexplained', key: expect.stringMatching(/:9000001$/) }),
      ]),
    );
  });

  describe('with a value that is no time', () => {
    beforeAll(async () => {
      const [order] = landedRecords(machine.home, 'shopify', 'orders') as Order[];
      plant(machine.home, 'shopify', 'orders', [{ ...copyOf(order!, 9_000_004, () => ({})), processedAt: 'soonZ' }]);
      run = await machine.start();
    });

    it('costs the order that has no day, by name, and nothing else', () => {
      expect(run.code).toBe(3);
      expect(machine.modelFaults()).toContainEqual(
        expect.objectContaining({
          ...{ effect: 'left_out', key: expect.stringMatching(/:9000004$/) },
          field: 'stg_shopify__orders.processed_at',
        }),
      );
    });
  });
});
