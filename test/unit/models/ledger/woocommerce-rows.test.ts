// Whole rows of lines and events of WooCommerce: keys, times and kinds beside the amounts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../../helpers/model-bench.ts';
import { LAST, table } from './table.ts';
import {
  back,
  fee,
  feeBack,
  type Given,
  goods,
  line,
  order,
  refund,
  rowsOf,
  shipped,
  shippedBack,
} from './woocommerce.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

// 143 goods - 14 discount + 18.50 tax + 9.52 carriage - 4.26 fees = 152.76 of 153. Of the first refund's 70, 65.95 are told.
const RICH: Given = {
  orders: [order('1', 'completed', '153.00')],
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
    fee('1', 'f4', '0.5', null),
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
    expect((await rowsOf(bench, RICH)).lines).toEqual(
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
    expect((await rowsOf(bench, RICH)).events).toEqual(
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
        ~f4:fee          ~1 woocommerce:main -   -  -  -    sold  fee        fee        0  0.5
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
});
