// Amounts in the currency of the reports, over rates and events written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const rate = (report_date: string, currency: string, per_euro_rate: string) => ({
  ...{ rate_key: `ecb:main:${report_date}~${currency}`, report_date, currency, per_euro_rate },
});
// Friday, 1 May and the Monday after it; the shop's pound was not quoted on the Monday.
const RATES = [
  ...[rate('2026-04-30', 'USD', '1.10'), rate('2026-04-30', 'GBP', '0.88')],
  rate('2026-05-04', 'USD', '1.12'),
];
const ratesOf = async (currency: string, stg_ecb__rates = RATES) =>
  Object.fromEntries(
    (await bench.rowsOf('int_exchange_rates', { stg_ecb__rates, int_today: [{ reporting_currency: currency }] })).map(
      (row) => [
        `${String(row.rate_date).slice(0, 10)} ${row.currency}`,
        [Number(row.reporting_rate), String(row.published_date).slice(0, 10), row.is_carried_forward],
      ],
    ),
  );

describe('a rate', () => {
  it('is the quotient of two rates to the euro, and one over the rate from the euro', async () => {
    const rates = await ratesOf('USD');
    expect(rates['2026-04-30 GBP']).toEqual([1.25, '2026-04-30', false]);
    expect(rates['2026-04-30 EUR']).toEqual([1.1, '2026-04-30', false]);
    expect(rates).not.toHaveProperty(['2026-04-30 USD']);
    expect((await ratesOf('EUR'))['2026-04-30 GBP']).toEqual([1.1363636364, '2026-04-30', false]);
  });

  it('is carried over holidays and weekends, and marked', async () => {
    const rates = await ratesOf('USD');
    for (const day of ['2026-05-01', '2026-05-02', '2026-05-03'])
      expect(rates[`${day} EUR`]).toEqual([1.1, '2026-04-30', true]);
    expect(rates['2026-05-04 EUR']).toEqual([1.12, '2026-05-04', false]);
    // The older of the two says when it was published.
    expect(rates['2026-05-04 GBP']).toEqual([1.2727272727, '2026-04-30', true]);
  });

  it('ends after a week, and is none before the first day', async () => {
    const days = Object.keys(await ratesOf('USD'));
    expect(
      days
        .filter((day) => day.endsWith('GBP'))
        .sort()
        .at(0),
    ).toBe('2026-04-30 GBP');
    expect(
      days
        .filter((day) => day.endsWith('GBP'))
        .sort()
        .at(-1),
    ).toBe('2026-05-07 GBP');
    expect(await ratesOf('USD', [])).toEqual({});
  });
});

const order = (order_key: string, currency: string) => ({
  ...{ order_key, order_id: order_key, currency, reporting_currency: 'USD', time_zone: 'UTC', is_test: false },
  order_date: '2026-04-30',
});
const event = (order_key: string, sale_event_key: string, event_at: string, amount: string, more = {}) => ({
  ...{ sale_event_key, order_key, event_at, amount, event_type: 'sale', component: 'goods', quantity: 1 },
  ...more,
});

describe('an amount of the ledger', () => {
  const orders = [order('eur', 'EUR'), order('usd', 'USD'), order('chf', 'CHF')];
  const events = [
    event('eur', 'e1', '2026-04-30 10:00:00', '100'),
    event('eur', 'e2', '2026-05-04 10:00:00', '-50', { event_type: 'refund' }),
    event('usd', 'u1', '2026-04-30 10:00:00', '7'),
    event('chf', 'c1', '2026-04-30 10:00:00', '9'),
  ];
  const offsets = ['2026-04-30', '2026-05-04'].map((day) => ({
    ...{ time_zone: 'UTC', offset_minutes: 0 },
    utc_week: Math.floor((Date.parse(day) - Date.UTC(1990, 0, 1)) / (7 * 86_400_000)),
  }));
  const known: Rows = {
    int_orders_identified: orders,
    int_sales_events__shopify: events,
    int_utc_offsets: offsets,
  };
  const ledger = async (stg_ecb__rates = RATES) => {
    const int_exchange_rates = (await bench.rowsOf('int_exchange_rates', {
      stg_ecb__rates,
      int_today: [{ reporting_currency: 'USD' }],
    })) as Rows[string];
    const int_order_days = (await bench.rowsOf('int_order_days', known)) as Rows[string];
    const int_order_rates = (await bench.rowsOf('int_order_rates', {
      int_order_days,
      int_exchange_rates,
    })) as Rows[string];
    return bench.rowsOf('fct_sales', { ...known, int_order_rates });
  };

  it('of an order of any size is converted: a rate has ten digits behind the point', async () => {
    const large = event('eur', 'large', '2026-04-30T10:00:00Z', '12345678901.5');
    const int_exchange_rates = [{ currency: 'EUR', rate_date: '2026-04-30', reporting_rate: '1.1' }];
    const given = { ...known, int_sales_events__shopify: [large] };
    const int_order_days = (await bench.rowsOf('int_order_days', given)) as Rows[string];
    const int_order_rates = (await bench.rowsOf('int_order_rates', {
      int_order_days,
      int_exchange_rates,
    })) as Rows[string];
    const [row] = await bench.rowsOf('fct_sales', { ...given, int_order_rates });
    expect(row?.reporting_amount).toBe('13580246791.6500');
  });

  it('is converted at the rate of its own day, a refund at that of the refund', async () => {
    const rows = await ledger();
    const amounts = Object.fromEntries(
      rows.map((row) => [row.sale_event_key, row.reporting_amount === null ? null : Number(row.reporting_amount)]),
    );
    expect(amounts).toEqual({ e1: 110, e2: -56, u1: 7, c1: null });
  });

  it('without a rate is in no sum of the reports, and named with its money', async () => {
    const rows = (await ledger([])) as Rows[string];
    expect(rows.filter((row) => row.reporting_amount !== null).map((row) => row.sale_event_key)).toEqual(['u1']);
    const found = await bench.violations('money_has_a_rate', { fct_sales: rows });
    expect(found.map(({ key }) => key).sort()).toEqual(['CHF', 'EUR']);
    expect(found.find(({ key }) => key === 'EUR')!.says).toBe(
      '1 order with 50.00 EUR without a rate to USD, from 2026-04-30 to 2026-05-04; no sum in USD includes them.',
    );
    const orders = await bench.rowsOf('fct_orders', { ...known, fct_sales: rows, int_orders__shopify: orderRecords });
    const totals = Object.fromEntries(orders.map((row) => [row.order_key, row.reporting_total_amount]));
    expect(totals).toEqual({ eur: null, usd: '7.0000', chf: null });
  });

  const orderRecords = orders.map(({ order_key }) => ({ order_key, order_id: order_key, source: 'shopify' }));
});
