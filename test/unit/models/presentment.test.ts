// Amounts in the shopper's currency, at the order's own rate, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

type Shown = Readonly<Record<string, string | null>>;

/** What an order's vendor tells, and what orders make of it. */
const rateOf = async (vendor: string, order: Shown) => {
  const staging = `stg_${vendor}__orders`;
  const known = { order_key: 'a', order_id: 'a', connection: 'main', total_amount: '80', status: 'completed' };
  const times = { created_at: '2026-05-01T00:00:00Z', processed_at: '2026-05-01T00:00:00Z' };
  const { columns } = bench.library.models.get(staging)!.header;
  const told = { ...known, ...times, currency: 'EUR', is_ahead_of_reading: false, ...order };
  const row = Object.fromEntries(Object.entries(told).filter(([name]) => columns[name]));
  const model = `int_orders__${vendor}`;
  const orders = (await bench.rowsOf(model, { [staging]: [row] })) as Rows[string];
  const today = [{ reporting_currency: 'EUR' }];
  const [found] = await bench.rowsOf('int_orders_identified', { [model]: orders, int_today: today });
  return [found!.presentment_currency, found!.presentment_rate];
};

describe('the rate of an order to the currency of its shopper', () => {
  it("is the quotient of Shopify's two totals", async () => {
    const cad = { presentment_currency: 'CAD', presentment_total_amount: '120' };
    expect(await rateOf('shopify', cad)).toEqual(['CAD', '1.50000000']);
    expect(await rateOf('shopify', { ...cad, total_amount: '36' })).toEqual(['CAD', '3.33333333']);
  });

  it('is what Magento states', async () => {
    const gbp = { presentment_currency: 'GBP', presentment_rate: '0.87654321' };
    expect(await rateOf('magento', gbp)).toEqual(['GBP', '0.87654321']);
  });

  it.each(['shopify', 'magento', 'woocommerce'])('is one where %s tells of no other currency', async (vendor) => {
    expect(await rateOf(vendor, { presentment_currency: 'EUR' })).toEqual(['EUR', '1.00000000']);
    expect(await rateOf(vendor, { presentment_currency: null })).toEqual(['EUR', '1.00000000']);
  });

  it('is none where an order has no pair of amounts', async () => {
    const cad = { presentment_currency: 'CAD', presentment_total_amount: '0', total_amount: '0' };
    expect(await rateOf('shopify', cad)).toEqual(['CAD', null]);
    expect(await rateOf('shopify', { ...cad, presentment_total_amount: null, total_amount: '80' })).toEqual([
      'CAD',
      null,
    ]);
    expect(await rateOf('shopify', { ...cad, total_amount: '80' })).toEqual(['CAD', null]);
    for (const presentment_rate of ['0', null])
      expect(await rateOf('magento', { presentment_currency: 'GBP', presentment_rate })).toEqual(['GBP', null]);
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
