// What an order costs, part by part: Σ of its parts is its total, or the difference stands in no part.
import { describe, expect, it } from 'vitest';
import { read } from './folder.ts';
import { line, orders, type Row, row } from './orders-file.ts';

const cents = (set: { shopMoney: { amount: string } } | null | undefined) =>
  Math.round(Number(set?.shopMoney.amount ?? 0) * 100);
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

// biome-ignore lint/suspicious/noExplicitAny: records in the vendor's shape
type Part = any;

function partsOf(order: Part) {
  const lines = order.lineItems.nodes;
  const gross = sum(lines.map((one: Part) => cents(one.originalTotalSet)));
  const inner = (list: string, of: string) =>
    sum(lines.flatMap((one: Part) => one[list].map((part: Part) => cents(part[of]))));
  const discount = inner('discountAllocations', 'allocatedAmountSet');
  const tax = inner('taxLines', 'priceSet');
  const shipping = sum(order.shippingLines.nodes.map((one: Part) => cents(one.discountedPriceSet)));
  const duty = cents(order.originalTotalDutiesSet);
  const tip = cents(order.totalTipReceivedSet);
  const total = cents(order.totalPriceSet);
  const residue = total - (gross - discount + shipping + duty + tip + (order.taxesIncluded ? 0 : tax));
  return { gross, discount, tax, shipping, duty, tip, total, residue };
}

const none = { discount: 0, tax: 0, shipping: 0, duty: 0, tip: 0, residue: 0 };
const tip: Row = { 'Lineitem sku': '', 'Lineitem requires shipping': 'false', 'Lineitem taxable': 'false' };

describe('money of an order', () => {
  it.each<[string, readonly Row[], object]>([
    [
      'a tip is no goods',
      [row('#1', { Total: '12.25' }), line('#1', 'Tip', '2.25', tip)],
      { gross: 1000, tip: 225, total: 1225 },
    ],
    [
      'a tip of a cent is no goods either',
      [row('#1', { Total: '10.01' }), line('#1', 'Tip', '0.01', tip)],
      { gross: 1000, tip: 1, total: 1001 },
    ],
    [
      'a product called Tip is goods',
      [row('#1', { Subtotal: '12.25', Total: '12.25' }), line('#1', 'Tip', '2.25', tip)],
      { gross: 1225, total: 1225 },
    ],
    [
      'a product called Tip is goods, though the tax on top is as much',
      [row('#1', { Subtotal: '11.00', Taxes: '1.00', Total: '12.00' }), line('#1', 'Tip', '1.00', tip)],
      { gross: 1100, tax: 100, total: 1200 },
    ],
    [
      'a product called Tip is goods, where a cent was taken off',
      [row('#1', { Subtotal: '10.99', Taxes: '1.00', Total: '11.99' }), line('#1', 'Tip', '1.00', tip)],
      { gross: 1100, discount: 1, tax: 100, total: 1199 },
    ],
    [
      'a product called Tip is goods, where a cent was rounded too',
      [row('#1', { Subtotal: '11.01', Taxes: '1.00', Total: '12.01' }), line('#1', 'Tip', '1.00', tip)],
      { gross: 1100, tax: 100, total: 1201, residue: 1 },
    ],
    [
      'a fee that Subtotal leaves out is sold',
      [row('#1', { Total: '13.00' }), line('#1', 'Gift wrap', '3.00', tip)],
      { gross: 1300, total: 1300 },
    ],
    [
      'a line with a number of the shop is goods, whatever it is called',
      [row('#1', { Total: '12.25' }), line('#1', 'Tip', '2.25', { ...tip, 'Lineitem sku': 'T-1' })],
      { gross: 1225, total: 1225 },
    ],
    [
      'a line that is sent is goods, whatever it is called',
      [row('#1', { Total: '12.25' }), line('#1', 'Tip', '2.25', { ...tip, 'Lineitem requires shipping': 'true' })],
      { gross: 1225, total: 1225 },
    ],
    [
      'a line that is taxed is goods, whatever it is called',
      [row('#1', { Total: '12.25' }), line('#1', 'Tip', '2.25', { ...tip, 'Lineitem taxable': 'true' })],
      { gross: 1225, total: 1225 },
    ],
    ['duties are a part', [row('#1', { Duties: '3.98', Total: '13.98' })], { gross: 1000, duty: 398, total: 1398 }],
    [
      'an edit stands in the total alone',
      [row('#1', { Total: '260.00', 'Outstanding Balance': '250.00' })],
      { gross: 1000, residue: 25000, total: 26000 },
    ],
    [
      'a code for free shipping',
      [row('#1', { Shipping: '5.00', 'Discount Code': 'FREE', 'Discount Amount': '5.00' })],
      { gross: 1000, total: 1000 },
    ],
    [
      'a code for goods and shipping',
      [row('#1', { Subtotal: '9.00', Shipping: '5.00', 'Discount Amount': '6.00', Total: '9.00' })],
      { gross: 1000, discount: 100, total: 900 },
    ],
    ['tax on top', [row('#1', { Taxes: '0.80', Total: '10.80' })], { gross: 1000, tax: 80, total: 1080 }],
    ['a cent of tax inside', [row('#1', { Taxes: '0.01' })], { gross: 1000, tax: 1, total: 1000 }],
    ['tax inside', [row('#1', { Taxes: '1.67' })], { gross: 1000, tax: 167, total: 1000 }],
    [
      'tax inside, with duties',
      [row('#1', { Taxes: '2.00', Duties: '1.00', Total: '11.00' })],
      { gross: 1000, tax: 200, duty: 100, total: 1100 },
    ],
    [
      'a fee, where Subtotal is blank',
      [row('#1', { Subtotal: '', Total: '13.00' }), line('#1', 'Gift wrap', '3.00', tip)],
      { gross: 1300, total: 1300 },
    ],
    [
      'tax inside, with a tip',
      [row('#1', { Taxes: '1.67', Total: '12.00' }), line('#1', 'Tip', '2.00', tip)],
      { gross: 1000, tax: 167, tip: 200, total: 1200 },
    ],
    [
      'a discount is what Subtotal lacks',
      [row('#1', { Subtotal: '8.00', 'Discount Amount': '2.00', Total: '8.00' })],
      { gross: 1000, discount: 200, total: 800 },
    ],
    [
      'a discount may be rounded by a cent',
      [row('#1', { Subtotal: '7.99', 'Discount Amount': '2.00', Total: '7.99' })],
      { gross: 1000, discount: 201, total: 799 },
    ],
    [
      'a discount that no column tells is none',
      [row('#1', { Subtotal: '8.00', Total: '8.00' })],
      { gross: 1000, residue: -200, total: 800 },
    ],
    [
      'a cent of a code for free shipping',
      [row('#1', { Shipping: '0.01', 'Discount Amount': '0.01' })],
      { gross: 1000, total: 1000 },
    ],
    [
      'a total that is blank is the sum of the parts',
      [
        row('#1', {
          ...{ Subtotal: '8.00', 'Discount Amount': '2.00', Shipping: '5.00', Taxes: '0.80' },
          Duties: '1.10',
          Total: '',
        }),
      ],
      { gross: 1000, discount: 200, tax: 80, shipping: 500, duty: 110, total: 1490 },
    ],
    ['a cent of rounding is named', [row('#1', { Total: '10.01' })], { gross: 1000, residue: 1, total: 1001 }],
    [
      'prices that were rounded by unit',
      [row('#1', { 'Lineitem quantity': '3', 'Lineitem price': '3.33' })],
      { gross: 999, residue: 1, total: 1000 },
    ],
  ])('%s', async (_what, rows, parts) => {
    const { records, leftOut } = await read({ 'a.csv': orders(...rows) });
    expect(leftOut).toEqual([]);
    expect(partsOf(records[0])).toEqual({ ...none, ...parts });
  });

  it.each([
    ['one unit a cent', '1', '10.00', '10.01', '10.02'],
    ['three units two cents', '3', '3.33', '10.01', '10.02'],
    ['four cheap units one cent', '4', '0.10', '0.41', '0.42'],
  ])('may be rounded by half a cent per unit: %s', async (_, quantity, price, rounded, missing) => {
    const of = async (Subtotal: string) => {
      const one = row('#1', { Subtotal, Total: Subtotal, 'Lineitem quantity': quantity, 'Lineitem price': price });
      const { records, leftOut } = await read({ 'a.csv': orders(one) });
      return [records.length, leftOut.length];
    };
    expect(await of(rounded)).toEqual([1, 0]);
    expect(await of(missing)).toEqual([0, 1]);
  });

  it('goes to the line that its own discount names, and what is left in proportion', async () => {
    const rows = [
      row('#1', { Subtotal: '25.00', 'Discount Amount': '5.00', Total: '25.00', 'Lineitem discount': '2.00' }),
      line('#1', 'Hat', '20.00'),
    ];
    const [order] = (await read({ 'a.csv': orders(...rows) })).records;
    expect(order.lineItems.nodes.map((one: Part) => cents(one.discountAllocations[0].allocatedAmountSet))).toEqual([
      286, 214,
    ]);
  });

  it('goes to all lines in proportion where one is said to be reduced by more than it costs', async () => {
    const rows = [
      row('#1', { Subtotal: '15.00', 'Discount Amount': '15.00', Total: '15.00', 'Lineitem discount': '15.00' }),
      line('#1', 'Hat', '20.00'),
    ];
    const [order] = (await read({ 'a.csv': orders(...rows) })).records;
    expect(order.lineItems.nodes.map((one: Part) => cents(one.discountAllocations[0].allocatedAmountSet))).toEqual([
      500, 1000,
    ]);
  });

  it('goes to lines of cents in proportion to what they cost', async () => {
    const rows = [
      row('#1', {
        ...{ 'Lineitem price': '0.02', 'Lineitem discount': '0.05' },
        ...{ Subtotal: '0.00', 'Discount Amount': '0.03', Total: '0.00' },
      }),
      line('#1', 'Hat', '0.01'),
    ];
    const [order] = (await read({ 'a.csv': orders(...rows) })).records;
    expect(order.lineItems.nodes.map((one: Part) => cents(one.discountAllocations[0].allocatedAmountSet))).toEqual([
      2, 1,
    ]);
  });

  it('leaves each line the tax of what is left of its price', async () => {
    const rows = [
      row('#1', {
        ...{ Subtotal: '15.00', 'Discount Amount': '5.00', 'Lineitem discount': '5.00', Taxes: '1.50', Total: '16.50' },
      }),
      line('#1', 'Hat', '10.00'),
    ];
    const [order] = (await read({ 'a.csv': orders(...rows) })).records;
    expect(order.lineItems.nodes.map((one: Part) => cents(one.taxLines[0].priceSet))).toEqual([50, 100]);
  });

  it('is none of a fee that Subtotal leaves out', async () => {
    const rows = [
      row('#1', { Subtotal: '0.00', 'Lineitem price': '0.03', 'Discount Amount': '0.03', Total: '0.03' }),
      line('#1', 'Gift wrap', '0.03', tip),
    ];
    const [order] = (await read({ 'a.csv': orders(...rows) })).records;
    const each = order.lineItems.nodes.map((one: Part) => cents(one.discountAllocations[0]?.allocatedAmountSet));
    expect(each).toEqual([3, 0]);
  });

  it('is none of a line that costs nothing, which stays a line whatever it is called', async () => {
    const [order] = (await read({ 'a.csv': orders(row('#1'), line('#1', 'Tip', '0.00', tip)) })).records;
    expect(order.lineItems.nodes.map((one: Part) => one.title)).toEqual(['Mug', 'Tip']);
  });

  it('is none of a line without a quantity, so that its order is left out', async () => {
    const { records, leftOut } = await read({ 'a.csv': orders(row('#1', { 'Lineitem quantity': '' }), row('#2')) });
    expect([records.map(({ name }) => name), leftOut.map(({ key }) => key)]).toEqual([['#2'], ['#1']]);
  });

  it('is not told of an order whose rows were removed: it is left out with its total', async () => {
    const { records, leftOut } = await read({
      'a.csv': orders(
        row('#1', { Subtotal: '39.00', Total: '39.00' }),
        row('#2'),
        line('#3', 'Hat', '20.00'),
        row('#4', { 'Financial Status': '' }),
      ),
    });
    expect(records.map(({ name }) => name)).toEqual(['#2']);
    expect(leftOut).toEqual([
      expect.objectContaining({
        line: 2,
        key: '#1',
        amount: '39.00',
        currency: 'USD',
        reason: expect.stringMatching(/sum to 10\.00, less than its Subtotal of 39\.00/),
      }),
      expect.objectContaining({ line: 4, key: '#3', field: 'Created at' }),
      expect.objectContaining({ line: 5, key: '#4', field: 'Financial Status', amount: '10.00' }),
    ]);
  });
});

describe('what came back', () => {
  const refunds = (order: Part) =>
    order.refunds.map((one: Part) => ({
      at: one.processedAt.slice(0, 10),
      money: cents(one.totalRefundedSet),
      goods: sum(one.refundLineItems.nodes.map((part: Part) => cents(part.subtotalSet))),
      tax: sum(one.refundLineItems.nodes.map((part: Part) => cents(part.totalTaxSet))),
      shipping: sum(one.refundShippingLines.nodes.map((part: Part) => cents(part.subtotalAmountSet))),
      rest: sum(one.orderAdjustments.nodes.map((part: Part) => cents(part.amountSet))),
      estimated: one.isDayEstimated,
    }));
  const whole = { Shipping: '1.00', Taxes: '0.80', Total: '11.80' };
  const back = { goods: 1000, tax: 80, shipping: 100 };

  it.each<[string, Row, object]>([
    [
      'a full refund gives back each part whole',
      { ...whole, 'Refunded Amount': '11.80' },
      { at: '2026-06-01', money: 1180, ...back, rest: 0, estimated: true },
    ],
    [
      'a cancelled order is reversed without money',
      { ...whole, 'Cancelled at': '2026-05-22 09:00:00 -0400' },
      { at: '2026-05-22', money: 0, ...back, rest: 0, estimated: false },
    ],
    [
      'with duties and what nobody explains',
      { ...whole, Duties: '2.00', Total: '14.00', 'Refunded Amount': '14.00' },
      { at: '2026-06-01', money: 1400, ...back, rest: -220, estimated: true },
    ],
    [
      'a part of it is money alone',
      { ...whole, 'Refunded Amount': '2.00' },
      { at: '2026-06-01', money: 200, goods: 0, tax: 0, shipping: 0, rest: -200, estimated: true },
    ],
  ])('%s', async (_what, more, expected) => {
    const { records } = await read({ 'a.csv': orders(row('#1', more)) });
    expect(refunds(records[0])).toEqual([expected]);
  });

  it('stands on the day of the first file that shows it, however many follow', async () => {
    const state = (refunded: string, more: Row = {}) => orders(row('#1', { 'Refunded Amount': refunded, ...more }));
    const files = {
      'may.csv': { body: state('0.00'), at: '2026-05-25T12:00:00Z' },
      'june.csv': { body: state('3.00'), at: '2026-06-10T12:00:00Z' },
      'july.csv': { body: state('3.00'), at: '2026-07-10T12:00:00Z' },
      'august.csv': { body: state('5.00'), at: '2026-08-10T12:00:00Z' },
      'september.csv': {
        body: state('10.00', { 'Cancelled at': '2026-09-03 10:00:00 -0400' }),
        at: '2026-09-10T12:00:00Z',
      },
    };
    const months = Object.keys(files);
    const days = async (count: number, from: string) => {
      const some = Object.fromEntries(months.slice(0, count).map((name) => [name, files[name as keyof typeof files]]));
      const { records } = await read(some, { from, to: '2026-10-01T00:00:00.000Z' });
      return refunds(records.at(-1)).map(({ at, money, rest, goods, estimated }: Record<string, unknown>) => [
        at,
        money,
        Number(rest) - Number(goods),
        estimated,
      ]);
    };
    const june = ['2026-06-10', 300, -300, false];
    const august = ['2026-08-10', 200, -200, false];
    expect(await days(3, '2026-07-01T00:00:00.000Z')).toEqual([june]);
    expect(await days(4, '2026-01-01T00:00:00.000Z')).toEqual([june, august]);
    expect(await days(5, '2026-09-01T00:00:00.000Z')).toEqual([june, august, ['2026-09-03', 500, -500, false]]);
  });

  it('and is years old in a first export stands on the day of its order', async () => {
    const old = row('#1', { 'Created at': '2021-03-01 10:00:00 -0500', 'Refunded Amount': '3.00' });
    const { records } = await read({ 'a.csv': orders(old) });
    expect(refunds(records[0])).toMatchObject([{ at: '2021-03-01', money: 300, estimated: true }]);
  });
});
