// Orders of WooCommerce as its REST API writes them, into the ledger. Every shop and amount is invented.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';
import { LATER, SOLD_AT } from './ledger/table.ts';
import { built as builtOn, type Given, keyOf, line, order, part, refund } from './ledger/woocommerce.ts';
import { ledgerSums } from './ledger-sums.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const built = (given: Given) => builtOn(bench, given);
const ledger = async (given: Given) => ledgerSums((await built(given)).events);

describe('the ledger of WooCommerce', () => {
  it('has goods before codes, the codes, carriage and taxes, and adds up to the total of the order', async () => {
    const given = {
      orders: [order('1', 'processing', '126.00')],
      lines: [line('1', '11', 2, '100.00', { discount_amount: '10.00', tax_amount: '18.00' })],
      shipping: [{ shipping_line_key: keyOf('s'), order_key: keyOf('1'), charged_amount: '15.00', tax_amount: '3.00' }],
    };
    expect(await ledger(given)).toEqual({ goods: 100, discount: -10, tax: 21, shipping: 15, units: 2 });
  });

  it('has fees beside the goods, and a negative fee, as plugins write gift cards, as a discount', async () => {
    const given = {
      orders: [order('1', 'completed', '93.00')],
      lines: [line('1', '11', 1, '100.00')],
      fees: [
        { fee_line_key: keyOf('f1'), order_key: keyOf('1'), amount: '-10.00', tax_amount: '0.00' },
        { fee_line_key: keyOf('f2'), order_key: keyOf('1'), amount: '3.00', tax_amount: null },
      ],
    };
    expect(await ledger(given)).toEqual({ goods: 100, discount: -10, fee: 3, units: 1 });
  });

  it('names what the total has and no part explains', async () => {
    const given = { orders: [order('1', 'completed', '100.05')], lines: [line('1', '11', 1, '100.00')] };
    expect(await ledger(given)).toEqual({ goods: 100, adjustment: 0.05, units: 1 });
  });

  it('has the orders that the report of the shop has: neither drafts nor the bin, nor what is pending, failed or cancelled', async () => {
    const statuses = ['checkout-draft', 'trash', 'failed', 'pending', 'cancelled', 'on-hold', 'completed', 'refunded'];
    const given = {
      orders: statuses.map((status, at) => order(String(at), status, '10.00', { paid_at: null })),
      lines: statuses.map((_, at) => line(String(at), `1${at}`, 1, '10.00')),
    };
    const { orders, events } = await built(given);
    expect(events.map(({ order_key }) => order_key).sort()).toEqual([keyOf('5'), keyOf('6'), keyOf('7')]);
    const known = orders.map((row) => [row.financial_status, row.is_voided, row.cancelled_at !== null]);
    expect(known.sort()).toEqual([
      ['cancelled', false, true],
      ['completed', false, false],
      ['failed', true, false],
      ['on-hold', false, false],
      ['pending', true, false],
      ['refunded', false, false],
    ]);
  });

  it("has an order in a plugin's own status once it was paid", async () => {
    const given = (paid_at: string | null) => ({
      orders: [order('1', 'awaiting-parcel', '10.00', { paid_at })],
      lines: [line('1', '11', 1, '10.00')],
    });
    expect(await ledger(given(SOLD_AT))).toEqual({ goods: 10, units: 1 });
    expect(await ledger(given(null))).toEqual({});
  });

  it('loses an order that was deleted, with its refunds', async () => {
    const given = {
      orders: [order('1', 'completed', '10.00'), order('2', 'trash', '10.00')],
      deleted: [{ order_key: keyOf('1'), connection: 'main', _deleted_at: LATER }],
      lines: [line('1', '11', 1, '10.00'), line('2', '21', 1, '10.00')],
      refunds: [refund('1', '91', '10.00'), refund('2', '92', '10.00')],
    };
    expect(await ledger(given)).toEqual({});
  });

  it('sells a line whose price was raised at the raised price, and takes a line below zero for a discount', async () => {
    const given = {
      orders: [order('1', 'completed', '107.00')],
      lines: [
        line('1', '11', 1, '100.00', { discount_amount: '-12.00' }),
        line('1', '12', 0, '-10.00'),
        line('1', '13', 0, '5.00'),
      ],
    };
    expect(await ledger(given)).toEqual({ goods: 117, discount: -10, units: 1 });
    const { lines } = await built(given);
    expect(lines.map((row) => [Number(row.unit_price_amount), Number(row.discount_amount)]).sort()).toEqual([
      [0, 10],
      [112, 0],
      [5, 0],
    ]);
  });

  it('tells which orders are paid and count', async () => {
    const statuses = ['completed', 'refunded', 'on-hold', 'failed', 'cancelled'];
    const { orders } = await built({
      orders: statuses.map((status, at) =>
        order(String(at), status, '10.00', { paid_at: status === 'on-hold' ? null : SOLD_AT }),
      ),
    });
    expect(
      orders
        .filter(({ is_paid }) => is_paid)
        .map((row) => row.financial_status)
        .sort(),
    ).toEqual(['completed', 'refunded']);
  });

  it('counts goods by weight as whole units', async () => {
    const given = { orders: [order('1', 'completed', '15.00')], lines: [line('1', '11', 1.5, '15.00')] };
    expect(await ledger(given)).toEqual({ goods: 15, units: 2 });
  });
});

describe('a refund of WooCommerce', () => {
  const whole = {
    orders: [order('1', 'refunded', '241.00')],
    lines: [line('1', '11', 1, '107.00', { tax_amount: '17.00' })],
    shipping: [{ shipping_line_key: keyOf('s'), order_key: keyOf('1'), charged_amount: '100.00', tax_amount: '17.00' }],
  };

  it('of the whole order without lines has the parts of the order', async () => {
    const sums = await ledger({ ...whole, refunds: [refund('1', '91', '241.00')] });
    expect(sums).toMatchObject({ 'returned goods': -107, 'returned shipping': -100, 'returned tax': -34, units: 0 });
    expect(sums['returned adjustment']).toBeUndefined();
  });

  it('of a part without lines is an adjustment', async () => {
    const sums = await ledger({ ...whole, refunds: [refund('1', '91', '41.00')] });
    expect(sums).toMatchObject({ 'returned adjustment': -41, units: 1 });
  });

  it('is its amount: what its lines do not tell is an adjustment', async () => {
    const given = {
      ...whole,
      refunds: [refund('1', '91', '7.00')],
      refundLines: [part('refund_line_key', '1', '91', { quantity: 0, subtotal_amount: '5.00', tax_amount: '1.00' })],
    };
    const sums = await ledger(given);
    expect(sums).toMatchObject({ 'returned goods': -5, 'returned tax': -1, 'returned adjustment': -1, units: 1 });
  });

  it('of the amount nothing is what its lines say', async () => {
    const given = {
      ...whole,
      refunds: [refund('1', '91', '0.00')],
      refundLines: [part('refund_line_key', '1', '91', { quantity: 1, subtotal_amount: '12.00', tax_amount: '0' })],
    };
    const sums = await ledger(given);
    expect(sums).toMatchObject({ 'returned goods': -12, units: 0 });
    expect(sums['returned adjustment']).toBeUndefined();
  });

  it('gives back carriage and fees as such', async () => {
    const given = {
      ...whole,
      orders: [order('1', 'completed', '245.00')],
      fees: [{ fee_line_key: keyOf('f'), order_key: keyOf('1'), amount: '3.00', tax_amount: '1.00' }],
      refunds: [refund('1', '91', '120.00')],
      refundShipping: [part('refund_shipping_line_key', '1', '91', { subtotal_amount: '100.00', tax_amount: '17.00' })],
      refundFees: [part('refund_fee_line_key', '1', '91', { amount: '-2.00', tax_amount: '-1.00' })],
    };
    const sums = await ledger(given);
    expect(sums).toMatchObject({ 'returned shipping': -100, 'returned fee': -2, 'returned tax': -18 });
    expect(sums['returned adjustment']).toBeUndefined();
  });

  it('of one order in five leaves the four others whole', async () => {
    const ids = ['1', '2', '3', '4', '5'];
    const given = {
      orders: ids.map((id) => order(id, id === '5' ? 'refunded' : 'completed', '20.00')),
      lines: ids.map((id) => line(id, `1${id}`, 1, '20.00')),
      refunds: [refund('5', '91', '20.00')],
      refundLines: [part('refund_line_key', '5', '91', { quantity: 1, subtotal_amount: '20.00', tax_amount: '0' })],
    };
    expect(await ledger(given)).toEqual({ goods: 100, 'returned goods': -20, units: 4 });
  });
});
