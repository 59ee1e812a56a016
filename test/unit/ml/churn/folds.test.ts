import { expect, it } from 'vitest';
import { sampled } from '../../../../lambdas/ml/churn/folds.ts';

const customers = Array.from({ length: 4000 }, (_, at) => `customer-${Math.floor(at / 4)}`);
const learn = Int32Array.from(customers.keys());

it('takes all rows when there are few, and whole customers when there are many', () => {
  expect(sampled({ customers }, learn, 4000)).toBe(learn);
  const some = sampled({ customers }, learn, 1000);
  expect(some.length).toBeGreaterThan(700);
  expect(some.length).toBeLessThan(1300);
  const perCustomer = Map.groupBy(some, (row) => customers[row]);
  for (const rows of perCustomer.values()) expect(rows).toHaveLength(4);
});

it('takes the same customers whoever else is there', () => {
  const half = customers.slice(0, 2000);
  const some = sampled({ customers }, learn, 1000);
  const alone = sampled({ customers: half }, learn.subarray(0, 2000), 500);
  expect(Array.from(alone)).toEqual(Array.from(some).filter((row) => row < 2000));
});
