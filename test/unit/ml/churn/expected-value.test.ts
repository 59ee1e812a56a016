import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectedValue } from '../../../../lambdas/ml/churn/expected-value.ts';

it.each([
  // mean order, orders a year, tenure, probability → 100 × 8 × 90/365 × 0.5
  ['100.0000', 8, 400, 0.5, '98.6301'],
  ['100.0000', 2, 10, 1, '200.0000'], // a new customer's pace is measured over 90 days
  ['0.0001', 365, 365, 1, '0.0090'],
  ['19.9900', 1, 90, 0, '0.0000'],
  ['-5.0000', 9, 90, 1, '0.0000'],
  ['12.5', 0, 700, 0.99, '0.0000'],
])('mean order %s, %i orders a year, %i days, probability %d: %s', (mean, orders, tenure, probability, value) => {
  expect(expectedValue(mean, orders, tenure, probability)).toBe(value);
});

it('never loses a digit of large sums and never exceeds what would be bought', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), fc.integer({ min: 0, max: 400 }), (units, orders) => {
      const text = `${units / 10_000n}.${String(units % 10_000n).padStart(4, '0')}`;
      const [whole, part] = expectedValue(text, orders, 90, 1).split('.');
      expect(BigInt(whole! + part!)).toBe(units * BigInt(orders));
    }),
    { seed: 1 },
  );
});
