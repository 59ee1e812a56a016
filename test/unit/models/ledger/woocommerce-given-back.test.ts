// Whole rows of events of WooCommerce: orders given back whole, orders that do not count, and shops beside each other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../../helpers/model-bench.ts';
import { LAST, LATER, table } from './table.ts';
import { back, fee, type Given, goods, HOME, line, order, refund, rowsOf, shipped } from './woocommerce.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

describe('the rows of an order of WooCommerce', () => {
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
    expect((await rowsOf(bench, given)).events).toEqual(
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
    expect((await rowsOf(bench, given)).events).toEqual(
      table(`
        ~31:sale    ~3 woocommerce:main ~31 31 -  ~p31 sold  sale     goods    1  20
        ~s:shipping ~3 woocommerce:main -   -  -  -    sold  shipping shipping 0  10
        ~b1:goods   ~3 woocommerce:main ~31 31 97 ~p31 later refund   goods    -1 -15
        ~b2:goods   ~3 woocommerce:main ~31 31 98 ~p31 last  refund   goods    0  -15`),
    );
  });

  it('leave nothing where a refund of the amount nothing tells the larger part', async () => {
    const given: Given = {
      orders: [order('6', 'refunded', '20')],
      lines: [line('6', '61', 1, '20', goods('61'))],
      refunds: [refund('6', '98', '0'), refund('6', '99', '5', { created_at: LAST })],
      refundLines: [back('6', '98', 'b', '61', { quantity: 0, subtotal_amount: '15' })],
    };
    expect((await rowsOf(bench, given)).events).toEqual(
      table(`
        ~61:sale                  ~6 woocommerce:main ~61 61 -  ~p61 sold  sale   goods 1  20
        ~b:goods                  ~6 woocommerce:main ~61 61 98 ~p61 later refund goods 0  -15
        ~6:ended:goods:${HOME}:61 ~6 woocommerce:main ~61 61 -  ~p61 last  refund goods -1 -5`),
    );
  });

  it('are none of orders that do not count, and are of one shop alone', async () => {
    const second = { order_key: 'woocommerce:second:1', connection: 'second', created_at: LATER };
    const inSecond = { order_key: second.order_key, refund_key: 'woocommerce:second:91' };
    const uncounted = ['4', '5'];
    const given: Given = {
      orders: [
        order('1', 'completed', '1'),
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
        refund('1', '91', '0.5'),
        refund('1', '91', '4', { ...inSecond, connection: 'second', created_at: LAST }),
      ],
      refundLines: [
        { refund_line_key: 'woocommerce:second:b', ...inSecond, quantity: 0, subtotal_amount: '4', tax_amount: '0' },
      ],
    };
    expect((await rowsOf(bench, given)).events).toEqual(
      table(`
        ~1:unexplained            ~1                   woocommerce:main   - - - - sold adjustment adjustment 0 1
        ~91:untold                ~1                   woocommerce:main   - - 91 - later refund adjustment 0 -0.5
        woocommerce:second:11:sale woocommerce:second:1 woocommerce:second woocommerce:second:11 11 - - later sale goods 1 12
        woocommerce:second:b:goods woocommerce:second:1 woocommerce:second - - 91 - last refund goods 0 -4`),
    );
  });
});
