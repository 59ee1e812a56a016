import { afterAll, beforeAll, expect, it } from 'vitest';
import { execute } from '../../helpers/engine.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { buildFeatures, type LearningWarehouse, learningWarehouse } from './learning-warehouse.ts';

/** A snapshot in the middle of the history: 210 days before as_of. */
const MOMENT = '2026-03-05';
const KNOWN = `select * exclude (label) from features.ftr_churn where snapshot_date <= date '${MOMENT}' order by all`;

let shop: LearningWarehouse;
beforeAll(async () => {
  shop = await learningWarehouse(tinyWorld());
});
afterAll(() => shop.warehouse.close());

it('stands on snapshots 30 days apart with closed label windows, and one at as_of without labels', async () => {
  const snapshots = await shop.candidate.query(
    `select snapshot_date::varchar as day, count(label) as labels, count(*) as rows
     from features.ftr_churn group by all order by day desc limit 3`,
  );
  expect(snapshots.map(({ day }) => day)).toEqual(['2026-10-01', '2026-07-03', '2026-06-03']);
  expect(snapshots[0]?.labels).toBe(0);
  expect(snapshots[1]?.labels).toBe(snapshots[1]?.rows);
});

it('labels a customer as churned exactly when no valid order follows within 90 days', async () => {
  const wrong = await shop.candidate.query(
    `select customer_key from features.ftr_churn as features where label <> not exists (
       select 1 from marts.fct_orders as orders
       where orders.customer_key = features.customer_key and orders.is_valid
         and orders.ordered_at >= features.snapshot_date and orders.ordered_at < features.snapshot_date + 90
     )`,
  );
  expect(wrong).toEqual([]);
});

it('knows nothing of what happens after a snapshot', async () => {
  const { candidate, asOf } = shop;
  const before = await candidate.query(KNOWN);
  expect(before.length).toBeGreaterThan(500);
  const later = `timestamp '${MOMENT}'`;
  for (const change of [
    `delete from marts.fct_orders where ordered_at >= ${later} and hash(order_key) % 2 = 0`,
    `update marts.fct_orders set customer_key = 'somebody', currency = 'JPY', gross_amount = 1 where ordered_at >= ${later}`,
    `update marts.fct_orders set cancelled_at = ${later}, is_valid = false, refund_amount = 99, net_amount = 0
       where ordered_at < ${later} and (cancelled_at is null or cancelled_at >= ${later}) and hash(order_key) % 3 = 0`,
    `update marts.fct_orders set cancelled_at = null where cancelled_at >= ${later} and hash(order_key) % 3 = 1`,
    `update marts.fct_sales set amount = 1000 * amount, quantity = 77, product_key = 'x' where event_at >= ${later}`,
    `insert into marts.fct_sales select 'new' || sale_event_key, ${later}, event_date, 'refund', 'goods', order_key, order_key,
       product_key, -1, -5, currency from marts.fct_sales where event_at < ${later}`,
    `update marts.fct_email_events set event_type = 'unsubscribed' where event_at >= ${later}`,
  ])
    await execute(candidate, change);
  await buildFeatures(candidate, asOf);
  expect(await candidate.query(KNOWN)).toEqual(before);
  const [after] = await candidate.query<{ rows: number }>(
    `select count(*) as rows from features.ftr_churn where customer_key = 'somebody' and snapshot_date > date '${MOMENT}'`,
  );
  expect(after?.rows).toBeGreaterThan(0); // the change was large enough to be seen where it may be
});

it('scores everyone, and has a number of customers teach, the same at each run', async () => {
  const { candidate, asOf } = shop;
  const counts = () =>
    candidate.query(
      `select label is null as scored, count(distinct customer_key) as customers from features.ftr_churn group by all order by 1`,
    );
  const [, everyone] = await counts();
  await buildFeatures(candidate, asOf, (text) => text.replace('<= 15000', '<= 7'));
  const few = 'select * from features.ftr_churn where label is not null order by all';
  const rows = await candidate.query(few);
  expect(await counts()).toEqual([{ scored: false, customers: 7 }, everyone]);
  await buildFeatures(candidate, asOf);
  const keys = [...new Set(rows.map(({ customer_key }) => `'${customer_key}'`))].join();
  expect(await candidate.query(few.replace('order', `and customer_key in (${keys}) order`))).toEqual(rows);
});
