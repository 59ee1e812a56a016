// Whole rows of lines and events of WooCommerce: keys, times and kinds beside the amounts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../../helpers/model-bench.ts';
import { EVENT, LAST, LATER, LINE, table, textOf } from './table.ts';
import { built, type Fields, type Given, line, order, part, partOf, refund } from './woocommerce.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const HOME = 'woocommerce:main';
const goods = (id: string) => ({ product_key: `${HOME}:p${id}`, sku: `sku${id}`, title: `Mug${id}` });
const back = (of: string, refundId: string, id: string, lineId: string | null, amounts: Fields) =>
  part(
    'refund_line_key',
    of,
    refundId,
    lineId === null
      ? amounts
      : { order_line_key: `${HOME}:${lineId}`, product_key: `${HOME}:p${lineId}`, tax_amount: '0', ...amounts },
    id,
  );
const shipped = (of: string, id: string, charged_amount: string | null, tax_amount: string | null) =>
  partOf('shipping_line_key', of, id, { charged_amount, tax_amount });
const fee = (of: string, id: string, amount: string, tax_amount: string | null) =>
  partOf('fee_line_key', of, id, { amount, tax_amount });
const shippedBack = (id: string, subtotal_amount: string | null, tax_amount: string | null) =>
  part('refund_shipping_line_key', '1', '91', { subtotal_amount, tax_amount }, id);
const feeBack = (id: string, amount: string, tax_amount: string | null) =>
  part('refund_fee_line_key', '1', '91', { amount, tax_amount }, id);

async function rowsOf(given: Given) {
  const { lines, events } = await built(bench, given);
  for (const row of [...lines, ...events])
    expect(row).toMatchObject({ source: 'woocommerce', connection: String(row.shop_key).split(':')[1] });
  for (const row of events) expect(row.is_day_estimated).toBe(false);
  for (const row of lines) expect([row.is_gift_card, row.is_tip]).toEqual([false, false]);
  return { lines: textOf(lines, LINE, HOME), events: textOf(events, EVENT, HOME) };
}

// 143 goods - 14 discount + 18.50 tax + 9.52 carriage - 2.26 fees = 154.76 of 155. Of the first refund's 70, 65.95 are told.
const RICH: Given = {
  orders: [order('1', 'completed', '155.00')],
  lines: [
    line('1', '11', 2, '100', { ...goods('11'), discount_amount: '10', tax_amount: '18' }),
    line('1', '12', 1.5, '15', { title: 'byweight', discount_amount: null, tax_amount: null }),
    line('1', '13', 1, '0', goods('13')),
    line('1', '14', 0, '0'),
    line('1', '15', null, '5', goods('15')),
    line('1', '16', 1, '20', { discount_amount: '-3' }),
    line('1', '17', 0, '-4'),
    line('1', '18', -1, null, { tax_amount: '0.5' }),
  ],
  shipping: [shipped('1', 's1', '8', '1.52'), shipped('1', 's2', '0', '0'), shipped('1', 's3', null, null)],
  fees: [
    fee('1', 'f1', '3', '0.57'),
    fee('1', 'f2', '-7', '-1.33'),
    fee('1', 'f3', '0', '0'),
    fee('1', 'f4', '2.5', null),
  ],
  refunds: [
    refund('1', '91', '70'),
    refund('1', '92', '0', { created_at: LAST }),
    refund('1', '93', '0', { created_at: LAST }),
    refund('1', '94', '3'),
  ],
  refundLines: [
    back('1', '91', 'b1', '11', { quantity: 1, subtotal_amount: '45', tax_amount: '9' }),
    back('1', '91', 'b2', '12', { quantity: 0.5, subtotal_amount: '5' }),
    back('1', '91', 'b3', '13', { quantity: 1, subtotal_amount: '0' }),
    back('1', '91', 'b4', '11', { quantity: 0, subtotal_amount: '0' }),
    back('1', '91', 'b5', null, { quantity: null, subtotal_amount: '1', tax_amount: null }),
    back('1', '91', 'b6', null, { quantity: 1, subtotal_amount: null, tax_amount: null }),
    back('1', '93', 'b7', '15', { quantity: 0, subtotal_amount: '2' }),
    back('1', '93', 'b8', '11', { quantity: 0.5, subtotal_amount: '0' }),
  ],
  refundShipping: [shippedBack('t1', '4', '0.76'), shippedBack('t2', '0', '0'), shippedBack('t3', null, null)],
  refundFees: [feeBack('g1', '-1', '-0.19'), feeBack('g2', '0', '0'), feeBack('g3', '0', null)],
};

describe('the rows of an order of WooCommerce', () => {
  it('are its lines, with their keys, prices and units', async () => {
    expect((await rowsOf(RICH)).lines).toEqual(
      table(`
        ~11 11 ~1 woocommerce:main ~p11 sku11 Mug11    50 2 2 100 10 18
        ~12 12 ~1 woocommerce:main -    -     byweight 10 2 1 15  0  0
        ~13 13 ~1 woocommerce:main ~p13 sku13 Mug13    0  1 1 0   0  0
        ~14 14 ~1 woocommerce:main -    -     -        0  0 0 0   0  0
        ~15 15 ~1 woocommerce:main ~p15 sku15 Mug15    5  0 0 5   0  0
        ~16 16 ~1 woocommerce:main -    -     -        23 1 0 23  0  0
        ~17 17 ~1 woocommerce:main -    -     -        0  0 0 0   4  0
        ~18 18 ~1 woocommerce:main -    -     -        0  0 0 0   0  0.5`),
    );
  });

  it('are its events, of nothing that is nothing', async () => {
    expect((await rowsOf(RICH)).events).toEqual(
      table(`
        ~11:sale         ~1 woocommerce:main ~11 11 -  ~p11 sold  sale       goods      2  100
        ~11:discount     ~1 woocommerce:main ~11 11 -  ~p11 sold  discount   discount   0  -10
        ~11:tax          ~1 woocommerce:main ~11 11 -  ~p11 sold  tax        tax        0  18
        ~12:sale         ~1 woocommerce:main ~12 12 -  -    sold  sale       goods      2  15
        ~13:sale         ~1 woocommerce:main ~13 13 -  ~p13 sold  sale       goods      1  0
        ~15:sale         ~1 woocommerce:main ~15 15 -  ~p15 sold  sale       goods      0  5
        ~16:sale         ~1 woocommerce:main ~16 16 -  -    sold  sale       goods      1  23
        ~17:discount     ~1 woocommerce:main ~17 17 -  -    sold  discount   discount   0  -4
        ~18:tax          ~1 woocommerce:main ~18 18 -  -    sold  tax        tax        0  0.5
        ~s1:shipping     ~1 woocommerce:main -   -  -  -    sold  shipping   shipping   0  8
        ~s1:shipping_tax ~1 woocommerce:main -   -  -  -    sold  tax        tax        0  1.52
        ~f1:fee          ~1 woocommerce:main -   -  -  -    sold  fee        fee        0  3
        ~f1:fee_tax      ~1 woocommerce:main -   -  -  -    sold  tax        tax        0  0.57
        ~f2:fee          ~1 woocommerce:main -   -  -  -    sold  discount   discount   0  -7
        ~f2:fee_tax      ~1 woocommerce:main -   -  -  -    sold  tax        tax        0  -1.33
        ~f4:fee          ~1 woocommerce:main -   -  -  -    sold  fee        fee        0  2.5
        ~1:unexplained   ~1 woocommerce:main -   -  -  -    sold  adjustment adjustment 0  0.24
        ~b1:goods        ~1 woocommerce:main ~11 11 91 ~p11 later refund     goods      -1 -45
        ~b1:tax          ~1 woocommerce:main ~11 11 91 ~p11 later refund     tax        0  -9
        ~b2:goods        ~1 woocommerce:main ~12 12 91 ~p12 later refund     goods      -1 -5
        ~b3:goods        ~1 woocommerce:main ~13 13 91 ~p13 later refund     goods      -1 0
        ~b5:goods        ~1 woocommerce:main -   -  91 -    later refund     goods      0  -1
        ~b6:goods        ~1 woocommerce:main -   -  91 -    later refund     goods      -1 0
        ~b7:goods        ~1 woocommerce:main ~15 15 93 ~p15 last  refund     goods      0  -2
        ~b8:goods        ~1 woocommerce:main ~11 11 93 ~p11 last  refund     goods      -1 0
        ~t1:shipping     ~1 woocommerce:main -   -  91 -    later refund     shipping   0  -4
        ~t1:shipping_tax ~1 woocommerce:main -   -  91 -    later refund     tax        0  -0.76
        ~g1:fee          ~1 woocommerce:main -   -  91 -    later refund     fee        0  -1
        ~g1:fee_tax      ~1 woocommerce:main -   -  91 -    later refund     tax        0  -0.19
        ~91:untold       ~1 woocommerce:main -   -  91 -    later refund     adjustment 0  -4.05
        ~94:untold       ~1 woocommerce:main -   -  94 -    later refund     adjustment 0  -3`),
    );
  });

  it('leave nothing of an order given back whole, of which one refund tells its part', async () => {
    const given: Given = {
      orders: [order('2', 'refunded', '50')],
      lines: [
        line('2', '21', 2, '40', { ...goods('21'), discount_amount: '5', tax_amount: '6' }),
        line('2', '22', 1, '0', goods('22')),
      ],
      shipping: [shipped('2', 's', '7', '2')],
      refunds: [refund('2', '95', '30'), refund('2', '96', '20', { created_at: LAST })],
      refundLines: [back('2', '95', 'b', '21', { quantity: 3, subtotal_amount: '28', tax_amount: '2' })],
    };
    expect((await rowsOf(given)).events).toEqual(
      table(`
        ~21:sale            ~2 woocommerce:main ~21 21 -  ~p21 sold  sale     goods    2  40
        ~21:discount        ~2 woocommerce:main ~21 21 -  ~p21 sold  discount discount 0  -5
        ~21:tax             ~2 woocommerce:main ~21 21 -  ~p21 sold  tax      tax      0  6
        ~22:sale            ~2 woocommerce:main ~22 22 -  ~p22 sold  sale     goods    1  0
        ~s:shipping         ~2 woocommerce:main -   -  -  -    sold  shipping shipping 0  7
        ~s:shipping_tax     ~2 woocommerce:main -   -  -  -    sold  tax      tax      0  2
        ~b:goods            ~2 woocommerce:main ~21 21 95 ~p21 later refund   goods    -3 -28
        ~b:tax              ~2 woocommerce:main ~21 21 95 ~p21 later refund   tax      0  -2
        ~2:ended:goods:${HOME}:21 ~2 woocommerce:main ~21 21 -  ~p21 last refund goods    0  -7
        ~2:ended:goods:${HOME}:22 ~2 woocommerce:main ~22 22 -  ~p22 last refund goods    -1 0
        ~2:ended:tax:${HOME}:21   ~2 woocommerce:main ~21 21 -  ~p21 last refund tax      0  -4
        ~2:ended:shipping   ~2 woocommerce:main -   -  -  -    last  refund   shipping 0  -7
        ~2:ended:tax        ~2 woocommerce:main -   -  -  -    last  refund   tax      0  -2`),
    );
  });

  it('are the parts that refunds tell, even where the order had others', async () => {
    const given: Given = {
      orders: [order('3', 'refunded', '30')],
      lines: [line('3', '31', 1, '20', goods('31'))],
      shipping: [shipped('3', 's', '10', '0')],
      refunds: [refund('3', '97', '15'), refund('3', '98', '15', { created_at: LAST })],
      refundLines: [
        back('3', '97', 'b1', '31', { quantity: 1, subtotal_amount: '15' }),
        back('3', '98', 'b2', '31', { quantity: 0, subtotal_amount: '15' }),
      ],
    };
    expect((await rowsOf(given)).events).toEqual(
      table(`
        ~31:sale    ~3 woocommerce:main ~31 31 -  ~p31 sold  sale     goods    1  20
        ~s:shipping ~3 woocommerce:main -   -  -  -    sold  shipping shipping 0  10
        ~b1:goods   ~3 woocommerce:main ~31 31 97 ~p31 later refund   goods    -1 -15
        ~b2:goods   ~3 woocommerce:main ~31 31 98 ~p31 last  refund   goods    0  -15`),
    );
  });

  it('are none of orders that do not count, and are of one shop alone', async () => {
    const second = { order_key: 'woocommerce:second:1', connection: 'second', created_at: LATER };
    const inSecond = { order_key: second.order_key, refund_key: 'woocommerce:second:91' };
    const uncounted = ['4', '5'];
    const given: Given = {
      orders: [
        order('1', 'completed', '9'),
        ...[order('4', 'pending', '10', { paid_at: null }), order('5', 'cancelled', '10')],
        order('1', 'completed', '12', second),
      ],
      lines: [
        ...uncounted.map((id) => line(id, `${id}1`, 1, '10')),
        line('1', '11', 1, '12', { order_key: second.order_key, order_line_key: 'woocommerce:second:11' }),
      ],
      shipping: uncounted.map((id) => shipped(id, `s${id}`, '5', '1')),
      fees: uncounted.map((id) => fee(id, `f${id}`, '5', '1')),
      refunds: [
        ...uncounted.map((id) => refund(id, `9${id}`, '1')),
        refund('1', '91', '2'),
        refund('1', '91', '4', { ...inSecond, connection: 'second', created_at: LAST }),
      ],
      refundLines: [
        { refund_line_key: 'woocommerce:second:b', ...inSecond, quantity: 0, subtotal_amount: '4', tax_amount: '0' },
      ],
    };
    expect((await rowsOf(given)).events).toEqual(
      table(`
        ~1:unexplained            ~1                   woocommerce:main   - - - - sold adjustment adjustment 0 9
        ~91:untold                ~1                   woocommerce:main   - - 91 - later refund adjustment 0 -2
        woocommerce:second:11:sale woocommerce:second:1 woocommerce:second woocommerce:second:11 11 - - later sale goods 1 12
        woocommerce:second:b:goods woocommerce:second:1 woocommerce:second - - 91 - last refund goods 0 -4`),
    );
  });
});
