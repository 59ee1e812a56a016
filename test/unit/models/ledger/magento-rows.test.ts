// Whole rows of lines and events of Magento: keys, times and kinds beside the amounts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../../helpers/model-bench.ts';
import { back, type Given, goods, line, memoOf, order, rowsOf } from './magento.ts';
import { LAST, table } from './table.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

// The lines come to 283.60 as ordered, carriage to 6.52; 260.50 and a gift card of 30 are 0.38 more.
const RICH: Given = {
  orders: [
    order('complete', '260.50', {
      ...{ shipping_amount: '8', shipping_discount_amount: '3', shipping_tax_amount: '1.52' },
      stored_value_amount: '30',
    }),
  ],
  lines: [
    line('11', 2, '100', { ...goods('11'), discount_amount: '10', tax_amount: '18' }),
    line('12', 3, '100', {
      ...{ ...goods('12'), canceled_quantity: '1', refunded_quantity: '0.5' },
      ...{ discount_amount: '10', tax_amount: '18' },
    }),
    line('13', 1, '0', goods('13')),
    line('14', 1, '7', { canceled_quantity: '1', discount_amount: '1', tax_amount: '0.6' }),
    line('15', 1, '5', { discount_amount: null, tax_amount: null, canceled_quantity: null, refunded_quantity: null }),
    line('16', 1, '50', { ...goods('16'), product_type: 'giftcard', discount_amount: '2', tax_amount: '1' }),
    line('17', 0, '4', { product_type: null }),
    line('18', 1, '3', { canceled_quantity: '2' }),
    line('19', null, null),
  ],
  memos: [
    // Parts of 85.06 with 5 kept back are 20.06 above the total: they went back to the gift card.
    memoOf('91', '60', {
      ...{ shipping_amount: '4', shipping_tax_amount: '0.76', adjustment_amount: '-5' },
      ...{ discount_amount: '7', shipping_discount_tax_amount: '0.3' },
    }),
    memoOf('92', '3', { state: null, created_at: LAST, discount_amount: '2' }),
    memoOf('93', '9', { state: '3', shipping_amount: '4', shipping_tax_amount: '1' }),
    memoOf('94', '0', { shipping_amount: '5', discount_amount: '9' }),
    // Of 40 above the total no more than the card's 30.
    memoOf('95', '10'),
  ],
  memoLines: [
    back('91', 'b1', '11', 1, '45', { discount_amount: '3', tax_amount: '9' }),
    back('91', 'b2', '13', 1, '0'),
    back('91', 'b3', '12', 0, '0'),
    back('91', 'b4', '99', null, '1'),
    back('91', 'b5', '16', 1, '20', { tax_amount: '1' }),
    back('91', 'b6', '12', 0.5, '6', { discount_amount: '2' }),
    back('93', 'b7', '11', 1, '4', { tax_amount: '1' }),
    back('95', 'b8', '11', 0, '25'),
    back('95', 'b9', '11', 0, '25'),
  ],
};

describe('the rows of an order of Magento', () => {
  it('are its lines, with their keys, prices and units', async () => {
    expect((await rowsOf(bench, RICH)).lines).toEqual(
      table(`
        ~11 11 ~1 ~2 ~p11 sku11 Mug11 50      2 0 100     10     18
        ~12 12 ~1 ~2 ~p12 sku12 Mug12 33.3333 2 1 66.6667 6.6667 12
        ~13 13 ~1 ~2 ~p13 sku13 Mug13 0       1 0 0       0      0
        ~14 14 ~1 ~2 -    -     -     7       0 0 0       0      0
        ~15 15 ~1 ~2 -    -     -     5       1 0 5       0      0
        ~16 16 ~1 ~2 ~p16 sku16 Mug16 50      1 0 50      2      1
        ~17 17 ~1 ~2 -    -     -     4       0 0 4       0      0
        ~18 18 ~1 ~2 -    -     -     3       0 0 0       0      0
        ~19 19 ~1 ~2 -    -     -     0       0 0 0       0      0`),
    );
  });

  it('are its events, of nothing that is nothing', async () => {
    expect((await rowsOf(bench, RICH)).events).toEqual(
      table(`
        ~11:sale         ~1 ~2 ~11 11 -  ~p11 sold  sale       goods      2  100
        ~11:discount     ~1 ~2 ~11 11 -  ~p11 sold  discount   discount   0  -10
        ~11:tax          ~1 ~2 ~11 11 -  ~p11 sold  tax        tax        0  18
        ~12:sale         ~1 ~2 ~12 12 -  ~p12 sold  sale       goods      2  66.6667
        ~12:discount     ~1 ~2 ~12 12 -  ~p12 sold  discount   discount   0  -6.6667
        ~12:tax          ~1 ~2 ~12 12 -  ~p12 sold  tax        tax        0  12
        ~13:sale         ~1 ~2 ~13 13 -  ~p13 sold  sale       goods      1  0
        ~15:sale         ~1 ~2 ~15 15 -  -    sold  sale       goods      1  5
        ~17:sale         ~1 ~2 ~17 17 -  -    sold  sale       goods      0  4
        ~1:shipping      ~1 ~2 -   -  -  -    sold  shipping   shipping   0  5
        ~1:shipping_tax  ~1 ~2 -   -  -  -    sold  tax        tax        0  1.52
        ~1:unexplained   ~1 ~2 -   -  -  -    sold  adjustment adjustment 0  0.38
        ~b1:goods        ~1 ~2 ~11 11 91 ~p11 later refund     goods      -1 -45
        ~b1:tax          ~1 ~2 ~11 11 91 ~p11 later refund     tax        0  -9
        ~b2:goods        ~1 ~2 ~13 13 91 ~p13 later refund     goods      -1 0
        ~b4:goods        ~1 ~2 ~99 -  91 -    later refund     goods      0  -1
        ~b6:goods        ~1 ~2 ~12 12 91 ~p12 later refund     goods      -1 -6
        ~b8:goods        ~1 ~2 ~11 11 95 ~p11 later refund     goods      0  -25
        ~b9:goods        ~1 ~2 ~11 11 95 ~p11 later refund     goods      0  -25
        ~91:shipping     ~1 ~2 -   -  91 -    later refund     shipping   0  -2.3
        ~91:shipping_tax ~1 ~2 -   -  91 -    later refund     tax        0  -0.76
        ~91:untold       ~1 ~2 -   -  91 -    later refund     adjustment 0  5
        ~92:untold       ~1 ~2 -   -  92 -    last  refund     adjustment 0  -3
        ~95:untold       ~1 ~2 -   -  95 -    later refund     adjustment 0  10`),
    );
  });
});
