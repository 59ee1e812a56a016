// Orders of Magento as its REST API writes them, into the ledger. Every shop and amount is invented.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';
import { built as builtOn, type Given, keyOf, line, memo, memoLine, order } from './ledger/magento.ts';
import { LATER, SOLD_AT } from './ledger/table.ts';
import { ledgerSums } from './ledger-sums.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

async function built(given: Given) {
  const { recorded, ...made } = await builtOn(bench, given);
  const refunds = await bench.rowsOf('int_refunds__magento', recorded);
  const payments = await bench.rowsOf('int_payments__magento', { ...recorded, int_refunds__magento: refunds });
  return { ...made, refunds, payments };
}

const ledger = async (given: Given) => ledgerSums((await built(given)).events);

describe('the ledger of Magento', () => {
  it('has goods, what codes took off, carriage and taxes, and adds up to the total of the order', async () => {
    const given = {
      orders: [order('complete', '126.00', { shipping_amount: '15.00', shipping_tax_amount: '3.00' })],
      lines: [line('11', 2, '100.00', { discount_amount: '10.00', tax_amount: '18.00' })],
    };
    expect(await ledger(given)).toEqual({ goods: 100, discount: -10, tax: 21, shipping: 15, units: 2 });
  });

  it('makes carriage cheaper by a code for it', async () => {
    const given = {
      orders: [order('complete', '105.00', { shipping_amount: '8.00', shipping_discount_amount: '3.00' })],
      lines: [line('11', 1, '100.00')],
    };
    expect(await ledger(given)).toEqual({ goods: 100, shipping: 5, units: 1 });
  });

  it('has a voucher once, where prices hold the tax', async () => {
    const given = {
      orders: [order('complete', '10.00')],
      lines: [line('11', 1, '85.00', { discount_amount: '75.00' })],
    };
    expect(await ledger(given)).toEqual({ goods: 85, discount: -75, units: 1 });
  });

  it('has no order that was cancelled or deleted, and keeps the first as an order that is over', async () => {
    const given = {
      orders: [order('canceled', '10.00', { paid_amount: '0' })],
      lines: [line('11', 1, '10.00', { canceled_quantity: '1' })],
    };
    expect(await ledger(given)).toEqual({});
    expect((await built(given)).orders).toMatchObject([{ is_pending: false, cancelled_at: expect.anything() }]);
    const deleted = [{ order_key: keyOf('1'), connection: 'main', _deleted_at: LATER }];
    expect((await built({ orders: [order('complete', '10.00')], deleted })).orders).toEqual([]);
  });

  it('sells what was not cancelled of a line, at its share of price, discount and tax, and finds nothing unexplained', async () => {
    const given = {
      orders: [order('complete', '108.00')],
      lines: [line('11', 3, '100.00', { canceled_quantity: '1', discount_amount: '10.00', tax_amount: '18.00' })],
    };
    expect(await ledger(given)).toEqual({ goods: 66.6667, discount: -6.6667, tax: 12, units: 2 });
  });

  it('leaves gift cards out, whose money is the rest of the total', async () => {
    const given = {
      orders: [order('complete', '60.00')],
      lines: [line('11', 1, '50.00', { product_type: 'giftcard' }), line('12', 1, '10.00')],
    };
    expect(await ledger(given)).toEqual({ goods: 10, units: 1 });
  });

  it('is paid by gift cards and store credit beside the total, and takes back what they paid', async () => {
    const given = {
      orders: [order('complete', '70.00', { stored_value_amount: '30.00' })],
      lines: [line('11', 2, '100.00')],
      invoices: [
        { invoice_key: keyOf('i'), order_key: keyOf('1'), state: '2', created_at: SOLD_AT, total_amount: '70.00' },
      ],
    };
    expect(await ledger(given)).toEqual({ goods: 100, units: 2 });
    const memos = [memo('35.00', { adjustment_amount: '-5.00' })];
    const back = { ...given, memos, memoLines: [memoLine('11', 1, '50.00')] };
    expect(await ledger(back)).toEqual({ goods: 100, 'returned goods': -50, 'returned adjustment': 5, units: 1 });
    const { orders, refunds, payments } = await built(back);
    expect(orders.map((row) => [Number(row.total_amount), row.is_paid])).toEqual([[100, true]]);
    expect(refunds.map((row) => Number(row.refunded_amount))).toEqual([45]);
    const moved = payments.map((row) => [row.payment_type, row.is_gift_card_tender, Number(row.amount)]);
    expect(moved.sort()).toEqual([
      ['refund', false, -35],
      ['refund', true, -10],
      ['tender', false, 70],
      ['tender', true, 30],
    ]);
  });

  it('sells gift cards beside the ledger, and an order of nothing else is no order', async () => {
    const card = line('11', 1, '50.00', { product_type: 'giftcard' });
    const alone = await built({ orders: [order('complete', '50.00')], lines: [card] });
    expect(alone.orders).toMatchObject([{ is_gift_card_only: true }]);
    expect(alone.payments.map((row) => [row.payment_type, Number(row.amount)])).toEqual([['gift_card_sale', 50]]);
    const both = await built({ orders: [order('complete', '60.00')], lines: [card, line('12', 1, '10.00')] });
    expect(both.orders).toMatchObject([{ is_gift_card_only: false }]);
  });

  it('tells an order nobody has paid', async () => {
    const { orders } = await built({ orders: [order('new', '10.00', { paid_amount: '0' })] });
    expect(orders).toMatchObject([{ is_pending: true, shop_key: 'magento:main:2', cancelled_at: null }]);
    expect((await built({ orders: [order('new', '10.00')] })).orders).toMatchObject([{ is_pending: false }]);
  });
});

describe('a credit memo of Magento', () => {
  const sold = {
    orders: [order('complete', '126.00', { shipping_amount: '8.00' })],
    lines: [line('11', 2, '100.00', { tax_amount: '18.00' })],
  };

  it('has adjustments of both directions as one, and carriage less its discount', async () => {
    const given = {
      ...sold,
      memos: [memo('110.00', { shipping_amount: '8.00', discount_amount: '3.00' })],
      memoLines: [memoLine('11', 2, '100.00')],
    };
    const sums = await ledger(given);
    expect(sums).toMatchObject({
      'returned goods': -100,
      'returned adjustment': -5,
      'returned shipping': -5,
      units: 0,
    });
  });

  it('takes no discount on goods for one on carriage', async () => {
    const given = {
      ...sold,
      memos: [memo('98.00', { shipping_amount: '8.00', discount_amount: '10.00' })],
      memoLines: [memoLine('11', 2, '90.00', { discount_amount: '10.00' })],
    };
    const sums = await ledger(given);
    expect(sums).toMatchObject({ 'returned goods': -90, 'returned shipping': -8 });
    expect(sums['returned adjustment']).toBeUndefined();
  });

  it('gives back part of a line with its tax', async () => {
    const given = { ...sold, memos: [memo('59.00')], memoLines: [memoLine('11', 1, '50.00', { tax_amount: '9.00' })] };
    expect(await ledger(given)).toMatchObject({ 'returned goods': -50, 'returned tax': -9, units: 1 });
  });

  it('of the whole money without parts leaves nothing of the order', async () => {
    const sums = await ledger({ ...sold, memos: [memo('126.00')] });
    expect(sums).toMatchObject({ 'returned goods': -100, 'returned shipping': -8, 'returned tax': -18, units: 0 });
  });

  it('that was cancelled gives nothing back', async () => {
    const given = { ...sold, memos: [memo('59.00', { state: '3' })], memoLines: [memoLine('11', 1, '50.00')] };
    expect(Object.keys(await ledger(given)).filter((kind) => kind.startsWith('returned'))).toEqual([]);
  });
});
