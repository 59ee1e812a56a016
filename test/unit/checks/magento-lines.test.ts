// The lines of a Magento order beside the order, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

describe('the lines of a Magento order', () => {
  const order = (order_key: string, more = {}) => ({
    ...{ order_key, currency: 'EUR', subtotal_amount: '30', discount_amount: '4', discount_tax_amount: '0' },
    ...{ tax_amount: '6', shipping_amount: '5', shipping_tax_amount: '1' },
    ...more,
  });
  const line = (order_key: string, more = {}) => ({
    ...{ order_key, gross_amount: '15', discount_amount: '2', tax_amount: '2.5' },
    ...more,
  });
  const found = async (order_more = {}, line_more = {}) =>
    (
      await bench.violations('magento_lines_equal_order', {
        stg_magento__orders: [order('a', order_more)],
        stg_magento__order_lines: [line('a'), line('a', line_more)],
      })
    ).map(({ key, amount, currency }) => [key, Number(amount), currency]);

  it('add up to it', async () => {
    expect(await found()).toEqual([]);
  });

  it('may be a cent off for each line and one for the order', async () => {
    const off = { subtotal_amount: '30.03', discount_amount: '3.97', tax_amount: '6.03' };
    expect(await found(off)).toEqual([]);
    expect(await found({ subtotal_amount: '29.97', tax_amount: '5.97' })).toEqual([]);
  });

  it.each([
    ['price', { subtotal_amount: '30.04' }, 0.04],
    ['price', { subtotal_amount: '29.96' }, 0.04],
    ['discount', { discount_amount: '3.96' }, 0.04],
    ['tax', { tax_amount: '6.04' }, 0.04],
    ['tax', { tax_amount: '5.96' }, 0.04],
    ['tax of the carriage', { shipping_tax_amount: '1.5' }, 0.5],
    ['price, discount and tax', { subtotal_amount: '31', discount_amount: '2', tax_amount: '9' }, 6],
  ])('are found when the %s differs: %o', async (_, more, amount) => {
    expect(await found(more)).toEqual([['a', amount, 'EUR']]);
  });

  it('leave to the carriage a discount of at most its price', async () => {
    expect(await found({ discount_amount: '9.03' })).toEqual([]);
    expect(await found({ discount_amount: '9.04' })).toEqual([['a', 0.04, 'EUR']]);
    expect(await found({ discount_amount: '4.03', shipping_amount: null })).toEqual([]);
    expect(await found({ discount_amount: '4.04', shipping_amount: null })).toEqual([['a', 0.04, 'EUR']]);
  });

  it('are compared with the discount before its tax', async () => {
    expect(await found({ discount_amount: '4.8', discount_tax_amount: '0.8' })).toEqual([]);
    expect(await found({ discount_amount: '3.8', discount_tax_amount: '0.8' })).toEqual([['a', 1, 'EUR']]);
  });

  it('are nothing where there are none', async () => {
    const none = { subtotal_amount: null, discount_amount: null, tax_amount: null, shipping_tax_amount: null };
    const rows = await bench.violations('magento_lines_equal_order', {
      stg_magento__orders: [
        order('a'),
        order('b', none),
        order('c', { ...none, subtotal_amount: '0.01' }),
        order('d', { ...none, subtotal_amount: '0.02' }),
        order('e', { ...none, shipping_amount: null }),
        order('f', { ...none, discount_amount: '0.02', shipping_amount: null }),
      ],
    });
    expect(rows.map(({ key, amount }) => [key, Number(amount)]).sort()).toEqual([
      ['a', 35],
      ['d', 0.02],
      ['f', 0.02],
    ]);
  });

  it.each([
    ['price', { subtotal_amount: null }, 30],
    ['discount', { discount_amount: null }, 4],
    ['tax', { tax_amount: null }, 6],
  ])('are found when the order states no %s', async (_, more, amount) => {
    expect(await found(more)).toEqual([['a', amount, 'EUR']]);
  });

  it('have all of the tax where none is of the carriage', async () => {
    expect(await found({ tax_amount: '5', shipping_tax_amount: null })).toEqual([]);
    expect(await found({ tax_amount: '6', shipping_tax_amount: null })).toEqual([['a', 1, 'EUR']]);
  });
});
