// Amounts in the shopper's currency, at the order's own rate, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

type Shown = Readonly<Record<string, string | null>>;
const rateOf = async (model: string, staging: string, order: Shown) => {
  const known = { order_key: 'a', order_id: 'a', connection: 'main', total_amount: '80', status: 'completed' };
  const columns = bench.library.models.get(staging)!.header.columns;
  const row = Object.fromEntries(Object.entries({ ...known, ...order }).filter(([name]) => columns[name]));
  const [found] = await bench.rowsOf(model, { [staging]: [row] });
  return [found!.presentment_currency, found!.presentment_rate];
};

describe('the rate of an order to the currency of its shopper', () => {
  const ofShopify = (order: Shown) =>
    rateOf('int_orders__shopify', 'stg_shopify__orders', { currency: 'EUR', ...order });
  const ofMagento = (order: Shown) =>
    rateOf('int_orders__magento', 'stg_magento__orders', { currency: 'EUR', ...order });

  it("is the quotient of Shopify's two totals", async () => {
    const cad = { presentment_currency: 'CAD', presentment_total_amount: '120' };
    expect(await ofShopify(cad)).toEqual(['CAD', '1.50000000']);
    expect(await ofShopify({ ...cad, total_amount: '36' })).toEqual(['CAD', '3.33333333']);
  });

  it('is what Magento states', async () => {
    expect(await ofMagento({ presentment_currency: 'GBP', presentment_rate: '0.87654321' })).toEqual([
      'GBP',
      '0.87654321',
    ]);
  });

  it('is one where both are the same, or nothing else is told', async () => {
    for (const shown of [ofShopify, ofMagento]) {
      expect(await shown({ presentment_currency: 'EUR' })).toEqual(['EUR', '1.00000000']);
      expect(await shown({ presentment_currency: null })).toEqual(['EUR', '1.00000000']);
    }
    const order = { currency: 'GBP', created_at: '2026-05-01T00:00:00Z' };
    expect(await rateOf('int_orders__woocommerce', 'stg_woocommerce__orders', order)).toEqual(['GBP', '1.00000000']);
  });

  it('is none where an order has no pair of amounts', async () => {
    const cad = { presentment_currency: 'CAD', presentment_total_amount: '0', total_amount: '0' };
    expect(await ofShopify(cad)).toEqual(['CAD', null]);
    expect(await ofShopify({ ...cad, presentment_total_amount: null, total_amount: '80' })).toEqual(['CAD', null]);
    expect(await ofShopify({ ...cad, total_amount: '80' })).toEqual(['CAD', null]);
    expect(await ofMagento({ presentment_currency: 'GBP', presentment_rate: '0' })).toEqual(['GBP', null]);
    expect(await ofMagento({ presentment_currency: 'GBP', presentment_rate: null })).toEqual(['GBP', null]);
  });
});

describe('what an order moved', () => {
  const order = (order_key: string, presentment_currency: string, presentment_rate: string | null) => ({
    ...{ order_key, order_id: order_key, currency: 'EUR', reporting_currency: 'EUR', time_zone: 'UTC', is_test: false },
    ...{ order_date: '2026-05-01', presentment_currency, presentment_rate },
  });
  const orders = [order('cad', 'CAD', '1.50000000'), order('eur', 'EUR', '1'), order('usd', 'USD', null)];
  const event = (order_key: string, event_type: string, component: string, amount: string) => ({
    ...{ sale_event_key: `${order_key}:${event_type}:${component}`, order_key, event_type, component, amount },
    ...{ event_at: '2026-05-01T10:00:00Z', quantity: 1 },
  });
  const known: Rows = {
    int_orders_identified: orders,
    int_sales_events__shopify: orders.flatMap(({ order_key }) => [
      event(order_key, 'sale', 'goods', '100'),
      event(order_key, 'discount', 'discount', '-10.0001'),
      event(order_key, 'tax', 'tax', '20'),
      event(order_key, 'refund', 'goods', '-30'),
      event(order_key, 'refund', 'adjustment', '-1'),
      event(order_key, 'refund', 'tax', '-6'),
    ]),
    int_order_lines__shopify: orders.map(({ order_key }) => ({
      ...{ order_line_key: order_key, order_line_id: order_key, order_key, is_tip: false, gross_amount: '100' },
      ...{ discount_amount: '10.0001', tax_amount: '20', sold_quantity: 1 },
    })),
    int_payments__shopify: orders.map(({ order_key }) => ({
      ...{ order_payment_key: order_key, order_key, payment_at: '2026-05-01T10:00:00Z', amount: '109.9999' },
    })),
  };
  const shown = (rows: Rows[string], key: string, amount: string) =>
    Object.fromEntries(rows.map((row) => [row[key], [row[amount], row.presentment_currency]]));

  it('is in the currency of the shopper as well, each event, line, payment and order', async () => {
    const sales = (await bench.rowsOf('fct_sales', known)) as Rows[string];
    const events = shown(sales, 'sale_event_key', 'presentment_amount');
    expect(events['cad:sale:goods']).toEqual(['150.0000', 'CAD']);
    expect(events['cad:discount:discount']).toEqual(['-15.0002', 'CAD']);
    expect(events['eur:refund:tax']).toEqual(['-6.0000', 'EUR']);
    expect(events['usd:sale:goods']).toEqual([null, 'USD']);

    const lines = (await bench.rowsOf('fct_order_lines', { ...known, fct_sales: sales })) as Rows[string];
    expect(shown(lines, 'order_key', 'presentment_net_amount')).toEqual({
      cad: ['134.9999', 'CAD'],
      eur: ['89.9999', 'EUR'],
      usd: [null, 'USD'],
    });
    const payments = (await bench.rowsOf('fct_order_payments', known)) as Rows[string];
    expect(shown(payments, 'order_key', 'presentment_amount')).toEqual({
      cad: ['164.9999', 'CAD'],
      eur: ['109.9999', 'EUR'],
      usd: [null, 'USD'],
    });

    const records = orders.map(({ order_key }) => ({ order_key, order_id: order_key, source: 'shopify' }));
    const found = (await bench.rowsOf('fct_orders', {
      ...known,
      fct_sales: sales,
      int_orders__shopify: records,
    })) as Rows[string];
    expect(shown(found, 'order_key', 'presentment_net_amount')).toEqual({
      cad: ['88.4998', 'CAD'],
      eur: ['58.9999', 'EUR'],
      usd: [null, 'USD'],
    });
    expect(shown(found, 'order_key', 'presentment_total_amount')).toEqual({
      cad: ['109.4998', 'CAD'],
      eur: ['72.9999', 'EUR'],
      usd: [null, 'USD'],
    });
  });

  it('is nothing where nothing moved', async () => {
    const records = orders.map(({ order_key }) => ({ order_key, order_id: order_key, source: 'shopify' }));
    const found = await bench.rowsOf('fct_orders', { int_orders_identified: orders, int_orders__shopify: records });
    expect(shown(found as Rows[string], 'order_key', 'presentment_total_amount')).toEqual({
      cad: ['0.0000', 'CAD'],
      eur: ['0.0000', 'EUR'],
      usd: [null, 'USD'],
    });
  });
});
