// Rates of the configuration as rows of their entity.
import { describe, expect, it } from 'vitest';
import { CommerceSettings } from '../../../lambdas/contracts/config.ts';
import { Bench, beneath } from '../../golden/harness.ts';
import { library } from '../../helpers/library.ts';

const MODEL = 'int_cost_rates__config';
const rows = async (costRates: unknown) => {
  const settings = CommerceSettings.parse({ costRates });
  const bench = await Bench.open({ ...beneath(library, [MODEL]), settings });
  try {
    const candidate = await bench.build('rates', '2026-06-01T00:00:00Z');
    return (await candidate.query(`select * from intermediate.${MODEL} order by cost_rate_key`)).map((row) => ({
      ...row,
      valid_from: row.valid_from === null ? null : String(row.valid_from).slice(0, 10),
    }));
  } finally {
    await bench.close();
  }
};

describe('rates of the configuration', () => {
  it('are rows, with null for whatever they leave open', async () => {
    expect(
      await rows([
        { cost: 'payment_fee', applies_to: "o'pay", from: '2026-01-01', share: 0.029, fixed: 0.3, currency: 'USD' },
        { cost: 'packaging', shop: 'shopify:main', fixed: 0.55 },
      ]),
    ).toEqual([
      expect.objectContaining({
        ...{ cost_rate_key: 'config:1', cost_type: 'payment_fee', shop_key: null, applies_to: "o'pay" },
        ...{ valid_from: '2026-01-01', share: '0.02900000', fixed_amount: '0.3000', currency: 'USD' },
      }),
      expect.objectContaining({
        ...{ cost_rate_key: 'config:2', cost_type: 'packaging', shop_key: 'shopify:main', applies_to: null },
        ...{ valid_from: null, share: '0.00000000', fixed_amount: '0.5500', currency: null },
      }),
    ]);
  });

  it('are none without a configuration', async () => {
    expect(await rows(undefined)).toEqual([]);
  });

  it('are refused without an amount, above the whole, or for a cost that nobody knows', () => {
    const parsed = (rate: object) => CommerceSettings.safeParse({ costRates: [rate] }).success;
    expect(parsed({ cost: 'shipping', fixed: 4 })).toBe(true);
    expect(parsed({ cost: 'shipping' })).toBe(false);
    expect(parsed({ cost: 'payment_fee', share: 2.9 })).toBe(false);
    expect(parsed({ cost: 'rent', fixed: 4 })).toBe(false);
  });
});
