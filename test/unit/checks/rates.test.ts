// Checks on money without an exchange rate, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const told = async (check: string, given: Rows) =>
  (await bench.violations(check, given)).map(({ key, says }) => [key, says]).sort();

describe('sales without a rate', () => {
  const sale = (order_key: string, currency: string, amount: string, event_date: string, more = {}) => ({
    ...{ order_key, currency, amount, event_date, reporting_currency: 'USD' },
    ...more,
  });

  it('are told for each currency, with the orders, the sum and the days', async () => {
    const fct_sales = [
      sale('a', 'SEK', '9.50', '2026-06-02'),
      sale('a', 'SEK', '1', '2026-06-01'),
      sale('a', 'SEK', '-0.25', '2026-06-04'),
      sale('b', 'DKK', '5', '2026-06-01'),
      sale('c', 'DKK', '6', '2026-06-01'),
      sale('d', 'DKK', '600', '2026-05-01', { reporting_amount: '60' }),
      sale('e', 'EUR', '8', '2026-06-01', { reporting_amount: '0' }),
    ];
    expect(await told('money_has_a_rate', { fct_sales })).toEqual([
      [
        'DKK',
        '2 orders with 11.00 DKK without a rate to USD, from 2026-06-01 to 2026-06-01; no sum in USD includes them.',
      ],
      [
        'SEK',
        '1 order with 10.25 SEK without a rate to USD, from 2026-06-01 to 2026-06-04; no sum in USD includes them.',
      ],
    ]);
  });
});

describe('spend without a rate', () => {
  const spend = (currency: string, spend_amount: string, spend_date: string, more = {}) => ({
    ...{ currency, spend_amount, spend_date, reporting_currency: 'USD' },
    ...more,
  });

  it('is told for each currency, with the sum and the days', async () => {
    const fct_ad_spend = [
      spend('EUR', '9', '2026-06-02'),
      spend('EUR', '1', '2026-06-01'),
      spend('EUR', '400', '2026-05-01', { reporting_amount: '440' }),
      spend('SEK', '7', '2026-06-03'),
    ];
    expect(await told('spend_has_a_rate', { fct_ad_spend })).toEqual([
      ['EUR', '10.00 EUR of ad spend without a rate to USD, from 2026-06-01 to 2026-06-02; no sum includes it.'],
      ['SEK', '7.00 SEK of ad spend without a rate to USD, from 2026-06-03 to 2026-06-03; no sum includes it.'],
    ]);
  });

  it('is none where the reports are in the currencies of the accounts', async () => {
    const fct_ad_spend = [spend('EUR', '9', '2026-06-02', { reporting_currency: null })];
    expect(await told('spend_has_a_rate', { fct_ad_spend })).toEqual([]);
  });
});
