// Whole rows of events of Magento: orders given back whole, orders that do not count, and shops beside each other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../../helpers/model-bench.ts';
import { back, type Given, goods, HOME, line, memoOf, of, order, rowsOf } from './magento.ts';
import { LAST, LATER, table } from './table.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

describe('the rows of an order of Magento', () => {
  it('leave nothing of an order given back whole, of which one memo tells its part', async () => {
    const given: Given = {
      orders: [order('closed', '50', { ...of('2'), store_id: null, shipping_amount: '7', shipping_tax_amount: '2' })],
      lines: [
        line('21', 2, '40', of('2', { ...goods('21'), discount_amount: '5', tax_amount: '6' })),
        line('22', 1, '0', of('2', goods('22'))),
      ],
      memos: [memoOf('96', '30', of('2')), memoOf('97', '20', of('2', { created_at: LAST }))],
      memoLines: [back('96', 'b', '21', 3, '28', of('2', { tax_amount: '2' }))],
    };
    expect((await rowsOf(bench, given)).events).toEqual(
      table(`
        ~21:sale                  ~2 ~0 ~21 21 -  ~p21 sold  sale     goods    2  40
        ~21:discount              ~2 ~0 ~21 21 -  ~p21 sold  discount discount 0  -5
        ~21:tax                   ~2 ~0 ~21 21 -  ~p21 sold  tax      tax      0  6
        ~22:sale                  ~2 ~0 ~22 22 -  ~p22 sold  sale     goods    1  0
        ~2:shipping               ~2 ~0 -   -  -  -    sold  shipping shipping 0  7
        ~2:shipping_tax           ~2 ~0 -   -  -  -    sold  tax      tax      0  2
        ~b:goods                  ~2 ~0 ~21 21 96 ~p21 later refund   goods    -3 -28
        ~b:tax                    ~2 ~0 ~21 21 96 ~p21 later refund   tax      0  -2
        ~2:ended:goods:${HOME}:21 ~2 ~0 ~21 21 -  ~p21 last  refund   goods    0  -7
        ~2:ended:goods:${HOME}:22 ~2 ~0 ~22 22 -  ~p22 last  refund   goods    -1 0
        ~2:ended:tax:${HOME}:21   ~2 ~0 ~21 21 -  ~p21 last  refund   tax      0  -4
        ~2:ended:shipping         ~2 ~0 -   -  -  -    last  refund   shipping 0  -7
        ~2:ended:tax              ~2 ~0 -   -  -  -    last  refund   tax      0  -2`),
    );
  });

  it('are the parts that memos tell, even where the order had others', async () => {
    const given: Given = {
      orders: [order('closed', '30', { ...of('3'), shipping_amount: '10' })],
      lines: [line('31', 1, '20', of('3', goods('31')))],
      memos: [memoOf('97', '15', of('3')), memoOf('98', '15', of('3', { created_at: LAST }))],
      memoLines: [back('97', 'b1', '31', 1, '15', of('3')), back('98', 'b2', '31', 0, '15', of('3'))],
    };
    expect((await rowsOf(bench, given)).events).toEqual(
      table(`
        ~31:sale    ~3 ~2 ~31 31 -  ~p31 sold  sale     goods    1  20
        ~3:shipping ~3 ~2 -   -  -  -    sold  shipping shipping 0  10
        ~b1:goods   ~3 ~2 ~31 31 97 ~p31 later refund   goods    -1 -15
        ~b2:goods   ~3 ~2 ~31 31 98 ~p31 last  refund   goods    0  -15`),
    );
  });

  it('are given back whole only when gift cards have theirs back', async () => {
    const card = (id: string) => order('closed', '2', { ...of(id), stored_value_amount: '10' });
    const given: Given = {
      orders: [card('5'), card('6')],
      lines: [line('51', 1, '12', of('5')), line('61', 1, '12', of('6'))],
      memos: [memoOf('98', '2', of('5')), memoOf('99', '2', of('6', { adjustment_amount: '12' }))],
    };
    expect((await rowsOf(bench, given)).events).toEqual(
      table(`
        ~51:sale                  ~5 ~2 ~51 51 -  - sold  sale   goods      1  12
        ~98:untold                ~5 ~2 -   -  98 - later refund adjustment 0  -2
        ~61:sale                  ~6 ~2 ~61 61 -  - sold  sale   goods      1  12
        ~6:ended:goods:${HOME}:61 ~6 ~2 ~61 61 -  - later refund goods      -1 -12`),
    );
  });

  it('are none of cancelled orders, and are of one shop alone', async () => {
    const second = { order_key: 'magento:second:1', connection: 'second', created_at: LATER };
    const memoOfSecond = { ...second, credit_memo_key: 'magento:second:91', created_at: LAST };
    const given: Given = {
      orders: [
        order('canceled', '10', { ...of('4'), shipping_amount: '5', shipping_tax_amount: '1' }),
        // A coupon on carriage whose price cannot be read: the total leads.
        order('complete', '5', {
          ...of('7'),
          shipping_amount: null,
          shipping_discount_amount: '3',
          shipping_tax_amount: null,
        }),
        order('complete', '1', { ...of('8'), shipping_amount: null, shipping_tax_amount: null }),
        order('complete', '12', second),
      ],
      lines: [
        line('41', 1, '10', of('4', { discount_amount: '1', tax_amount: '1' })),
        line('11', 1, '12', { order_key: second.order_key, order_line_key: 'magento:second:11' }),
      ],
      memos: [
        memoOf('94', '1', of('4')),
        memoOf('91', '1', of('7', { adjustment_amount: '3' })),
        memoOf('91', '4', memoOfSecond),
      ],
    };
    const { lines, events } = await rowsOf(bench, given);
    expect(lines).toContain('~41 41 ~4 ~2 - - - 10 0 0 0 0 0');
    expect(events).toEqual(
      table(`
        ~7:shipping              ~7               ~2   - - -  - sold  shipping   shipping   0 -3
        ~7:unexplained           ~7               ~2   - - -  - sold  adjustment adjustment 0 8
        ~8:unexplained           ~8               ~2               - - -  - sold  adjustment adjustment 0 1
        ~91:untold               ~7               ~2   - - 91 - later refund     adjustment 0 -1
        magento:second:11:sale   magento:second:1 magento:second:2 magento:second:11 11 - - later sale goods 1 12
        magento:second:91:untold magento:second:1 magento:second:2 - - 91 - last refund adjustment 0 -4`),
    );
  });
});
