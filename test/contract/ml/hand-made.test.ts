// Features of a few orders written by hand.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { execute } from '../../helpers/engine.ts';
import { buildFeatures, type LearningWarehouse, learningWarehouse } from './learning-warehouse.ts';
import { emptyWorld } from './worlds.ts';

let shop: LearningWarehouse;

const order = (key: string, customer: string | null, at: string, currency: string, gross: number, product = 'p1') => `
  insert into marts.fct_orders (order_key, customer_key, ordered_at, order_date, is_test, is_voided, is_gift_card_only, is_valid, currency)
    values ('${key}', ${customer === null ? 'null' : `'${customer}'`}, '${at}', (timestamp '${at}' - interval 5 hour)::date,
      false, false, false, true, '${currency}');
  insert into marts.fct_order_lines (order_line_key, order_key, product_key, sku, quantity, order_date, is_gift_card)
    values ('${key}-1', '${key}', '${product}', upper('${product}'), 2, (timestamp '${at}' - interval 5 hour)::date, false);
  insert into marts.fct_sales (sale_event_key, event_at, event_type, component, order_key, product_key, quantity, amount, currency)
    values ('${key}-s', '${at}', 'sale', 'goods', '${key}', '${product}', 2, ${gross}, '${currency}')`;

beforeAll(async () => {
  shop = await learningWarehouse({ ...emptyWorld, shop: { ...emptyWorld.shop, timeZone: 'America/Chicago' } });
  for (const rows of [
    order('1', 'ann', '2026-02-01 10:00:00', 'USD', 30),
    order('2', 'ann', '2026-02-11 10:00:00', 'GBP', 900),
    order('3', 'ann', '2026-03-03 10:00:00', 'USD', 50),
    order('4', null, '2026-03-04 10:00:00', 'USD', 70, 'p2'),
    order('5', 'bob', '2026-09-30 23:30:00', 'EUR', 11),
    order('6', 'bob', '2026-09-30 03:00:00', 'EUR', 13, 'p2'),
  ])
    for (const statement of rows.split(';')) await execute(shop.candidate, statement);
  await buildFeatures(shop.candidate, shop.asOf);
});
afterAll(() => shop.warehouse.close());

it('counts all orders of a customer, and money in the currency of most of them', async () => {
  const [ann] = await shop.candidate.query(
    `select orders_count, recency_days, tenure_days, avg_days_between_orders, last_gap_days, gross_per_order, last_order_ratio, currency,
       mean_order_amount, label, refund_recency_days
     from features.ftr_churn where customer_key = 'ann' and snapshot_date = date '2026-07-03'`,
  );
  expect(ann).toEqual({
    orders_count: 3,
    recency_days: 122,
    tenure_days: 152,
    avg_days_between_orders: 15,
    last_gap_days: 20,
    gross_per_order: 40,
    last_order_ratio: 1.25,
    currency: 'USD',
    mean_order_amount: '40.0000',
    label: true,
    refund_recency_days: null,
  });
});

it('has no rhythm for a customer who ordered on one day only, and none at all for guests without a key', async () => {
  const rows = await shop.candidate.query(
    `select customer_key, orders_count, avg_days_between_orders, cadence_ratio, recency_days, label from features.ftr_churn
     where snapshot_date = date '2026-10-01' order by customer_key`,
  );
  expect(rows).toMatchObject([
    { customer_key: 'ann', orders_count: 3, label: null },
    { customer_key: 'bob', orders_count: 2, avg_days_between_orders: 0, cadence_ratio: 1, recency_days: 1 },
  ]);
});

it('has every day of a product once, and knows that the last day is not over west of UTC', async () => {
  const days = await shop.candidate.query(
    `select product_key, count(*) as days, sum(units)::bigint as units, min(sales_date)::varchar as first,
       max(sales_date)::varchar as last, sum(case when is_complete then 1 else 0 end)::bigint as complete
     from features.ftr_demand_forecast group by product_key order by product_key`,
  );
  expect(days).toEqual([
    { product_key: 'p1', days: 242, units: 8, first: '2026-02-01', last: '2026-09-30', complete: 241 },
    { product_key: 'p2', days: 211, units: 4, first: '2026-03-04', last: '2026-09-30', complete: 210 },
  ]);
});
