// How an order becomes events of the ledger, over staged rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';
import { type Fields, LAST, LATER, O, order, SOLD_AT } from './order-rows.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

describe('the events of an order', () => {
  const priced = (id: string, quantity: number, gross: number, more: Fields = {}): Fields => ({
    ...{
      order_line_key: id,
      order_line_id: id,
      order_key: O,
      product_key: `p-${id}`,
      is_gift_card: false,
      is_tip: false,
    },
    ...{ sold_quantity: quantity, gross_amount: String(gross), discount_amount: '0', tax_amount: '0' },
    ...more,
  });
  const refund = (id: string, refunded: number, more: Fields = {}): Fields => ({
    ...{ refund_key: `r${id}`, refund_id: id, order_key: O, connection: 'main', processed_at: LATER },
    ...{ is_day_estimated: false, refunded_amount: String(refunded), duty_amount: '0' },
    ...more,
  });
  const refundLine = (id: string, refundId: string, quantity: number, subtotal: number, more: Fields = {}): Fields => ({
    ...{ refund_line_key: `r${refundId}:${id}`, refund_key: `r${refundId}`, refund_id: refundId, order_key: O },
    ...{ order_line_key: id, processed_at: LATER, quantity, subtotal_amount: String(subtotal), tax_amount: '0' },
    ...more,
  });

  const TABLES = {
    ...{ orders: 'stg_shopify__orders', lines: 'int_order_lines__shopify', joined: 'stg_shopify__joined_lines' },
    ...{ shipping: 'stg_shopify__shipping_lines', refundLines: 'stg_shopify__refund_lines' },
    ...{ refundShipping: 'stg_shopify__refund_shipping_lines', adjustments: 'stg_shopify__refund_adjustments' },
    ...{ refunds: 'stg_shopify__refunds', transactions: 'stg_shopify__transactions' },
  } as const;
  type Given = { readonly [table in keyof typeof TABLES]?: readonly Fields[] };
  const rowsOf = (given: Given) =>
    bench.rowsOf(
      'int_sales_events__shopify',
      Object.fromEntries(Object.entries(given).map(([name, rows]) => [TABLES[name as keyof typeof TABLES], rows])),
    );
  const SHORT: Readonly<Record<string, string>> = { [SOLD_AT]: 'sold', [LATER]: 'later', [LAST]: 'last' };
  const timeOf = (value: unknown) => {
    const text = String(value instanceof Date ? value.toISOString() : value)
      .replace('T', ' ')
      .slice(0, 19);
    return SHORT[text] ?? text;
  };
  /** `key type/component quantity amount when` of each event. */
  const events = async (given: Given) =>
    (await rowsOf(given))
      .map(
        (row) =>
          `${row.sale_event_key} ${row.event_type}/${row.component} ${row.quantity} ${Number(row.amount)} ${timeOf(row.event_at)}`,
      )
      .sort();

  it('are its goods, discounts, taxes, shipping, duties and fees, and add up to its total', async () => {
    const lines = [
      priced('a', 2, 20, { discount_amount: '3', tax_amount: '1.7' }),
      priced('b', 1, 5),
      priced('c', 0, 0),
    ];
    const shipping = [{ shipping_line_key: 's', order_key: O, charged_amount: '4', tax_amount: '0.4' }];
    const orders = [order(31.1, { duty_amount: '2', fee_amount: '1' })];
    expect(await events({ orders, lines, shipping })).toEqual([
      'a:discount discount/discount 0 -3 sold',
      'a:sale sale/goods 2 20 sold',
      'a:tax tax/tax 0 1.7 sold',
      'b:sale sale/goods 1 5 sold',
      's:shipping shipping/shipping 0 4 sold',
      's:shipping_tax tax/tax 0 0.4 sold',
      'shopify:main:1:duty duty/duty 0 2 sold',
      'shopify:main:1:fee fee/fee 0 1 sold',
    ]);
  });

  it('name where they come from', async () => {
    const [row] = await rowsOf({ orders: [order(5)], lines: [priced('b', 1, 5)] });
    expect(row).toMatchObject({
      ...{ source: 'shopify', connection: 'main', shop_key: 'shopify:main', order_key: O, order_line_id: 'b' },
      ...{ order_line_key: 'b', product_key: 'p-b', refund_id: null, is_day_estimated: false },
    });
  });

  it('hold shipping without the tax that its price includes, and none that is free', async () => {
    const shipping = [
      { shipping_line_key: 's', order_key: O, charged_amount: '4.4', tax_amount: '0.4' },
      { shipping_line_key: 'free', order_key: O, charged_amount: '0', tax_amount: '0' },
    ];
    expect(await events({ orders: [order(4.4, { is_tax_included: true })], shipping })).toEqual([
      's:shipping shipping/shipping 0 4 sold',
      's:shipping_tax tax/tax 0 0.4 sold',
    ]);
  });

  it('stand on the day a line joined the order, and never before the order', async () => {
    const joined = (joined_at: string) => [{ order_line_key: 'a', order_key: O, joined_at }];
    const given = { orders: [order(5)], lines: [priced('a', 1, 5)] };
    expect(await events({ ...given, joined: joined(LATER) })).toEqual(['a:sale sale/goods 1 5 later']);
    expect(await events({ ...given, joined: joined('2026-02-01 00:00:00') })).toEqual(['a:sale sale/goods 1 5 sold']);
  });

  it('are none of gift cards and tips, and what no field explains is an adjustment', async () => {
    const lines = [
      priced('a', 1, 5),
      priced('card', 1, 50, { is_gift_card: true, discount_amount: '2', tax_amount: '1' }),
      priced('tip', 1, 3, { is_tip: true }),
    ];
    expect(await events({ orders: [order(57, { tip_amount: '3' })], lines })).toEqual(['a:sale sale/goods 1 5 sold']);
    expect(await events({ orders: [order(58.5, { tip_amount: '3' })], lines })).toContain(
      'shopify:main:1:unexplained adjustment/adjustment 0 1.5 sold',
    );
    expect(await events({ orders: [order(56, { tip_amount: '3' })], lines })).toContain(
      'shopify:main:1:unexplained adjustment/adjustment 0 -1 sold',
    );
  });

  it('are an adjustment where an order has money and nothing that it is made of', async () => {
    expect(await events({ orders: [order(5)] })).toEqual(['shopify:main:1:unexplained adjustment/adjustment 0 5 sold']);
  });

  describe('that was given back', () => {
    const lines = [priced('a', 2, 20, { tax_amount: '2' }), priced('b', 1, 10, { tax_amount: '1' })];
    const shipping = [{ shipping_line_key: 's', order_key: O, charged_amount: '4', tax_amount: '0.4' }];
    const given = { orders: [order(39.4, { duty_amount: '2' })], lines, shipping };
    const back = async (more: Given, orders = given.orders) =>
      (await events({ ...given, orders, ...more })).filter((text) => / refund\//.test(text));

    it('are refunds of goods, tax, shipping, duties and adjustments on their day', async () => {
      expect(
        await back({
          refunds: [refund('1', 18.9, { duty_amount: '1' })],
          refundLines: [refundLine('a', '1', 1, 10, { tax_amount: '1' })],
          refundShipping: [
            {
              refund_key: 'r1',
              refund_id: '1',
              order_key: O,
              processed_at: LATER,
              subtotal_amount: '4',
              tax_amount: '0.4',
            },
          ],
          adjustments: [
            { refund_key: 'r1', refund_id: '1', order_key: O, processed_at: LATER, amount: '-2', tax_amount: '-0.5' },
          ],
        }),
      ).toEqual([
        'r1:a:goods refund/goods -1 -10 later',
        'r1:a:tax refund/tax 0 -1 later',
        'r1:adjustment refund/adjustment 0 -2 later',
        'r1:adjustment_tax refund/tax 0 -0.5 later',
        'r1:duty refund/duty 0 -1 later',
        'r1:shipping refund/shipping 0 -4 later',
        'r1:shipping_tax refund/tax 0 -0.4 later',
      ]);
    });

    it('are stated without the tax that prices include', async () => {
      expect(
        await back(
          {
            refunds: [refund('1', 15.4)],
            refundLines: [refundLine('a', '1', 1, 11, { tax_amount: '1' })],
            refundShipping: [
              {
                refund_key: 'r1',
                refund_id: '1',
                order_key: O,
                processed_at: LATER,
                subtotal_amount: '4.4',
                tax_amount: '0.4',
              },
            ],
          },
          [order(39.4, { duty_amount: '2', is_tax_included: true })],
        ),
      ).toEqual([
        'r1:a:goods refund/goods -1 -10 later',
        'r1:a:tax refund/tax 0 -1 later',
        'r1:shipping refund/shipping 0 -4 later',
        'r1:shipping_tax refund/tax 0 -0.4 later',
      ]);
    });

    it('are none of gift cards and tips', async () => {
      const others = [...lines, priced('card', 1, 50, { is_gift_card: true }), priced('tip', 1, 3, { is_tip: true })];
      const found = await back(
        {
          lines: others,
          refunds: [refund('1', 53)],
          refundLines: [refundLine('card', '1', 1, 50), refundLine('tip', '1', 1, 3)],
        },
        [order(92.4, { duty_amount: '2', tip_amount: '3' })],
      );
      expect(found).toEqual([]);
    });

    it('are an adjustment where nobody tells the part, after the tip', async () => {
      expect(await back({ refunds: [refund('1', 7)] })).toEqual(['r1:untold refund/adjustment 0 -7 later']);
      const tipped = [order(42.4, { duty_amount: '2', tip_amount: '3' })];
      expect(await back({ refunds: [refund('1', 7)] }, tipped)).toEqual(['r1:untold refund/adjustment 0 -4 later']);
      expect(await back({ refunds: [refund('1', 3)] }, tipped)).toEqual([]);
      const small = { refunds: [refund('1', 0.3)], lines: [], shipping: [] };
      expect(await back(small, [order(0.5)])).toEqual(['r1:untold refund/adjustment 0 -0.3 later']);
      const part = { refunds: [refund('1', 15)], refundLines: [refundLine('a', '1', 1, 10, { tax_amount: '1' })] };
      expect(await back(part)).toContain('r1:untold refund/adjustment 0 -4 later');
      expect(await back({ refunds: [refund('1', 0)] }, [order(0)])).not.toContainEqual(
        expect.stringContaining('untold'),
      );
    });

    it('say which days are estimates', async () => {
      const rows = await rowsOf({ ...given, refunds: [refund('1', 7, { is_day_estimated: true }), refund('2', 1)] });
      const estimated = rows.filter((row) => row.is_day_estimated).map((row) => row.sale_event_key);
      expect(estimated).toEqual(['r1:untold']);
    });

    it('leave nothing of an order whose whole money went back without its parts, on the last day', async () => {
      const whole = { refunds: [refund('1', 20), refund('2', 19.4, { processed_at: LAST })] };
      const found = await back(whole);
      expect(found).toEqual([
        'shopify:main:1:ended:duty refund/duty 0 -2 last',
        'shopify:main:1:ended:goods:a refund/goods -2 -20 last',
        'shopify:main:1:ended:goods:b refund/goods -1 -10 last',
        'shopify:main:1:ended:shipping refund/shipping 0 -4 last',
        'shopify:main:1:ended:tax refund/tax 0 -0.4 last',
        'shopify:main:1:ended:tax:a refund/tax 0 -2 last',
        'shopify:main:1:ended:tax:b refund/tax 0 -1 last',
      ]);
      expect(await back({ refunds: [refund('1', 39.3)] })).toEqual(['r1:untold refund/adjustment 0 -39.3 later']);
      const discounted = [priced('a', 1, 20, { discount_amount: '5' })];
      expect(await back({ lines: discounted, shipping: [], refunds: [refund('1', 15)] }, [order(15)])).toEqual([
        'shopify:main:1:ended:goods:a refund/goods -1 -15 later',
      ]);
    });

    it('leave nothing on the day of the money, whatever refund of nothing follows', async () => {
      const refunds = [refund('1', 5), refund('2', 0, { processed_at: LAST })];
      expect(await back({ lines: [priced('a', 1, 5)], shipping: [], refunds }, [order(5)])).toEqual([
        'shopify:main:1:ended:goods:a refund/goods -1 -5 later',
      ]);
    });

    it('leave what a whole refund with all its parts leaves', async () => {
      const parts = { refundLines: [refundLine('a', '1', 1, 5)], refunds: [refund('1', 5)] };
      expect(await back({ lines: [priced('a', 1, 5)], shipping: [], ...parts }, [order(5)])).toEqual([
        'r1:a:goods refund/goods -1 -5 later',
      ]);
    });

    it('leave nothing where an adjustment stands in for the parts', async () => {
      const adjustments = [
        { refund_key: 'r1', refund_id: '1', order_key: O, processed_at: LATER, amount: '-5', tax_amount: '0' },
      ];
      expect(
        await back({ lines: [priced('a', 1, 5)], shipping: [], refunds: [refund('1', 5)], adjustments }, [order(5)]),
      ).toEqual([
        'r1:adjustment refund/adjustment 0 -5 later',
        'shopify:main:1:ended:adjustment refund/adjustment 0 5 later',
        'shopify:main:1:ended:goods:a refund/goods -1 -5 later',
      ]);
    });
  });

  describe('that was cancelled before anybody paid', () => {
    const lines = [priced('a', 1, 5)];
    const cancelled = (more: Fields = {}) => [order(5, { cancelled_at: LATER, financial_status: 'VOIDED', ...more })];
    const ended = async (given: Given) =>
      (await events({ lines, ...given })).filter((text) => text.includes(':ended:'));

    it.each(['PENDING', 'AUTHORIZED', 'VOIDED', 'EXPIRED', null])(
      'leave nothing where it is %s',
      async (financial_status) => {
        expect(await ended({ orders: cancelled({ financial_status }) })).toEqual([
          'shopify:main:1:ended:goods:a refund/goods -1 -5 later',
        ]);
      },
    );

    it('leave it where somebody paid, where money went back, or where nobody cancelled', async () => {
      expect(await ended({ orders: cancelled({ financial_status: 'PAID' }) })).toEqual([]);
      expect(await ended({ orders: [order(5, { financial_status: 'VOIDED' })] })).toEqual([]);
      expect(await ended({ orders: cancelled(), refunds: [refund('1', 2)] })).toEqual([]);
      const paid = (kind: string, status = 'SUCCESS') => [
        { transaction_key: 't', order_key: O, kind, status, amount: '5' },
      ];
      for (const kind of ['SALE', 'CAPTURE'])
        expect(await ended({ orders: cancelled(), transactions: paid(kind) })).toEqual([]);
      expect(await ended({ orders: cancelled(), transactions: paid('AUTHORIZATION') })).toHaveLength(1);
      expect(await ended({ orders: cancelled(), transactions: paid('SALE', 'FAILURE') })).toHaveLength(1);
    });

    it('end no sooner than it began', async () => {
      expect(await ended({ orders: cancelled({ cancelled_at: '2026-02-01 00:00:00' }) })).toEqual([
        'shopify:main:1:ended:goods:a refund/goods -1 -5 sold',
      ]);
    });
  });
});
