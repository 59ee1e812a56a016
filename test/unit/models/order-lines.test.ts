// How an order becomes lines with money, over staged rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';
import { type Fields, line, O, order } from './order-rows.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

describe('the lines of an order', () => {
  const priced = async (given: Readonly<Record<string, readonly Fields[]>>) => {
    const rows = await bench.rowsOf('int_order_lines__shopify', {
      stg_shopify__orders: given.orders ?? [],
      stg_shopify__order_lines: given.lines ?? [],
      stg_shopify__refund_lines: given.refunded ?? [],
      stg_shopify__shipping_lines: given.shipping ?? [],
    });
    return Object.fromEntries(
      rows.map((row) => [
        row.order_line_key,
        [row.sold_quantity, ...['gross_amount', 'discount_amount', 'tax_amount'].map((name) => Number(row[name]))],
      ]),
    );
  };

  it('are units times price, with their discount and their tax', async () => {
    const lines = [line('a', 3, 10, { discount_amount: '4', tax_amount: '2.08' }), line('b', 1, 0.01)];
    expect(await priced({ orders: [order(28.09)], lines })).toEqual({ a: [3, 30, 4, 2.08], b: [1, 0.01, 0, 0] });
  });

  it('are stated without the tax that prices include, the discount too', async () => {
    // 60 with 10 off, 8 of the 50 are tax: of the list price 8 × 60 ÷ 50 = 9.60 are tax, of the discount 1.60.
    const lines = [
      line('a', 3, 20, { discount_amount: '10', tax_amount: '8' }),
      line('free', 1, 5, { discount_amount: '5' }),
    ];
    expect(await priced({ orders: [order(50, { is_tax_included: true })], lines })).toEqual({
      a: [3, 50.4, 8.4, 8],
      free: [1, 5, 5, 0],
    });
    // Nothing is left of the price and there is tax all the same: then the tax is what it is.
    const odd = [line('a', 1, 5, { discount_amount: '5', tax_amount: '1' })];
    expect(await priced({ orders: [order(0, { is_tax_included: true })], lines: odd })).toEqual({ a: [1, 4, 5, 1] });
  });

  describe('of which units are missing', () => {
    const missing = line('a', 4, 10, { current_quantity: 1, discount_amount: '8', tax_amount: '3.2' });

    it('were never sold, unless they were refunded, and leave the rest its share', async () => {
      expect(await priced({ orders: [order(8.8)], lines: [missing] })).toEqual({ a: [1, 10, 2, 0.8] });
      const refunded = (quantity: number) => [{ order_line_key: 'a', order_key: O, quantity }];
      expect(await priced({ orders: [order(26.4)], lines: [missing], refunded: refunded(2) })).toEqual({
        a: [3, 30, 6, 2.4],
      });
      expect(await priced({ orders: [order(35.2)], lines: [missing], refunded: refunded(3) })).toEqual({
        a: [4, 40, 8, 3.2],
      });
      const twice = [...refunded(2), ...refunded(3)];
      expect(await priced({ orders: [order(35.2)], lines: [missing], refunded: twice })).toEqual({
        a: [4, 40, 8, 3.2],
      });
      // Of three units that went back in two refunds, none is missing.
      const apart = [...refunded(1), ...refunded(2)];
      expect(await priced({ orders: [order(26.4)], lines: [missing], refunded: apart })).toEqual({
        a: [4, 40, 8, 3.2],
      });
      const gone = line('a', 4, 10, { current_quantity: 0, discount_amount: '8', tax_amount: '3.2' });
      expect(await priced({ orders: [order(0)], lines: [gone] })).toEqual({ a: [0, 0, 0, 0] });
      expect(await priced({ orders: [order(0)], lines: [line('a', 0, 10)] })).toEqual({ a: [0, 0, 0, 0] });
    });

    it('were sold where the total still charges for them', async () => {
      const all = { a: [4, 40, 8, 3.2] };
      expect(await priced({ orders: [order(35.2)], lines: [missing] })).toEqual(all);
      const shipping = [{ order_key: O, charged_amount: '5', tax_amount: '0.5' }];
      expect(await priced({ orders: [order(40.7)], lines: [missing], shipping })).toEqual(all);
      expect((await priced({ orders: [order(40.2)], lines: [missing], shipping })).a![0]).toBe(1);
      const beside = { duty_amount: '3', fee_amount: '2', tip_amount: '1' };
      expect(await priced({ orders: [order(41.2, beside)], lines: [missing] })).toEqual(all);
      expect((await priced({ orders: [order(35.2, beside)], lines: [missing] })).a![0]).toBe(1);
    });

    it('are charged for with the tax inside where prices include it', async () => {
      const shipping = [{ order_key: O, charged_amount: '5', tax_amount: '0.5' }];
      const included = (total: number) =>
        priced({ orders: [order(total, { is_tax_included: true })], lines: [missing], shipping });
      expect((await included(37)).a![0]).toBe(4);
      expect((await included(37.5)).a![0]).toBe(1);
      expect((await included(40.2)).a![0]).toBe(1);
    });

    it('are judged over the whole order', async () => {
      const lines = [missing, line('b', 1, 7)];
      expect((await priced({ orders: [order(42.2)], lines })).a![0]).toBe(4);
      expect((await priced({ orders: [order(15.8)], lines })).a![0]).toBe(1);
    });
  });

  describe('one of which is the tip', () => {
    const tipLine = (more: Fields = {}) => line('tip', 1, 3, { product_key: null, product_id: null, ...more });
    const isTip = async (orders: readonly Fields[], lines: readonly Fields[], shipping: readonly Fields[] = []) => {
      const rows = await bench.rowsOf('int_order_lines__shopify', {
        stg_shopify__orders: orders,
        stg_shopify__order_lines: lines,
        stg_shopify__shipping_lines: shipping,
      });
      return rows.filter((row) => row.is_tip).map((row) => row.order_line_key);
    };
    const goods = line('a', 1, 10, { tax_amount: '1' });
    const tipped = (total: number, more: Fields = {}) => [order(total, { tip_amount: '3', ...more })];

    it('is typed in, as much as the tip, without tax, where the total adds up with it alone', async () => {
      expect(await isTip(tipped(14), [goods, tipLine()])).toEqual(['tip']);
      expect(
        await isTip(tipped(14), [
          goods,
          line('tip', 2, 2, { product_key: null, product_id: null, discount_amount: '1' }),
        ]),
      ).toEqual(['tip']);
      const shipping = [{ order_key: O, charged_amount: '5', tax_amount: '0.5' }];
      expect(await isTip(tipped(19.5), [goods, tipLine()], shipping)).toEqual(['tip']);
      expect(await isTip(tipped(18, { is_tax_included: true }), [goods, tipLine()], shipping)).toEqual(['tip']);
      expect(await isTip(tipped(19, { duty_amount: '4', fee_amount: '1' }), [goods, tipLine()])).toEqual(['tip']);
    });

    it('is none where anything of that does not hold', async () => {
      expect(await isTip(tipped(17), [goods, tipLine()])).toEqual([]);
      expect(await isTip([order(14)], [goods, tipLine()])).toEqual([]);
      expect(await isTip(tipped(14), [goods, tipLine({ product_key: 'p' })])).toEqual([]);
      expect(await isTip(tipped(14), [goods, tipLine({ product_id: 'p' })])).toEqual([]);
      expect(await isTip(tipped(14), [goods, tipLine({ is_gift_card: true })])).toEqual([]);
      expect(await isTip(tipped(14.5), [goods, tipLine({ tax_amount: '0.5' })])).toEqual([]);
      expect(await isTip(tipped(15), [goods, tipLine({ unit_price_amount: '4' })])).toEqual([]);
      expect(await isTip(tipped(14), [goods, tipLine({ discount_amount: '1', unit_price_amount: '4' })])).toEqual([
        'tip',
      ]);
      expect(await isTip([order(0, { tip_amount: '0' })], [tipLine({ unit_price_amount: '0' })])).toEqual([]);
      expect(
        await isTip(tipped(17), [goods, tipLine(), line('tip2', 1, 3, { product_key: null, product_id: null })]),
      ).toEqual(['tip']);
    });

    it('is no unit that was ordered and is missing', async () => {
      const missing = { ...tipLine(), current_quantity: 0 };
      const rows = await priced({ orders: tipped(14), lines: [{ ...goods, current_quantity: 1 }, missing] });
      expect(rows.a).toEqual([1, 10, 0, 1]);
    });
  });
});
