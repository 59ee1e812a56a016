// Whole rows of lines of Shopify: keys, names and prices beside the amounts.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelBench } from '../../../helpers/model-bench.ts';
import { type Fields, line, O, order } from '../order-rows.ts';
import { LINE, table, textOf } from './table.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const HOME = 'shopify:main';
const keyed = (id: string, quantity: number, unit: number, more: Fields = {}) =>
  line(id, quantity, unit, {
    order_line_key: `${HOME}:${id}`,
    product_key: `${HOME}:p-${id}`,
    sku: `sku-${id}`,
    ...more,
  });

it('the rows of lines of Shopify have their keys, names, prices and units', async () => {
  const rows = await bench.rowsOf('int_order_lines__shopify', {
    stg_shopify__orders: [
      order(81.08, { tip_amount: '3' }),
      order(26.4, { order_key: `${HOME}:2` }),
      order(50, { order_key: 'shopify:second:1', connection: 'second', is_tax_included: true }),
    ],
    stg_shopify__order_lines: [
      keyed('a', 3, 10, { discount_amount: '4', tax_amount: '2.08' }),
      keyed('card', 1, 50, { is_gift_card: true, sku: null }),
      keyed('tip', 1, 3, { product_key: null, product_id: null, sku: null }),
      // Two of the three that are gone were refunded, so that one was never sold.
      keyed('m', 4, 10, { order_key: `${HOME}:2`, current_quantity: 1, discount_amount: '8', tax_amount: '3.2' }),
      keyed('q', 3, 20, {
        ...{ order_key: 'shopify:second:1', order_line_key: 'shopify:second:q', title: null },
        ...{ discount_amount: '10', tax_amount: '8' },
      }),
    ],
    stg_shopify__refund_lines: [
      { order_line_key: `${HOME}:a`, order_key: O, quantity: 1 },
      { order_line_key: `${HOME}:m`, order_key: `${HOME}:2`, quantity: 1 },
      { order_line_key: `${HOME}:m`, order_key: `${HOME}:2`, quantity: 1 },
    ],
  });
  const columns = [...LINE, 'source', 'connection', 'is_gift_card', 'is_tip'];
  expect(textOf(rows, columns, HOME)).toEqual(
    table(`
      ~a    a    ~1 shopify:main ~p-a    sku-a a    10 3 1 30 4 2.08 shopify main false false
      ~card card ~1 shopify:main ~p-card -     card 50 1 0 50 0 0    shopify main true  false
      ~tip  tip  ~1 shopify:main -       -     tip  3  1 0 3  0 0    shopify main false true
      ~m    m    ~2 shopify:main ~p-m    sku-m m    10 3 2 30 6 2.4  shopify main false false
      shopify:second:q q shopify:second:1 shopify:second ~p-q sku-q - 20 3 0 50.4 8.4 8 shopify second false false`),
  );
});
