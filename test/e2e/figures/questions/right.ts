// Questions, and the statement a person would write for each. Columns in the order of the answer.
import type { Asked } from '../../../../lambdas/metrics/question.ts';

type Question = readonly [asked: Asked & { readonly vs?: string }, sql: string];

const YEAR = { from: '2025-10-01', to: '2026-09-30' };
const within = (date: string, { from, to } = YEAR) => `${date} between date '${from}' and date '${to}'`;
const soldOf = (amount: string) => `sum(if(event_type = 'sale', ${amount}, 0))`;
const sold = soldOf('reporting_amount');
const net =
  "sum(if(event_type in ('sale', 'discount') or (event_type = 'refund' and component in ('goods', 'adjustment')), reporting_amount, 0))";
const shop = "o.source || ':' || o.connection";
/** Without the orders that no rate leads to the currency of the reports. */
const rated = '(from fct_sales where reporting_amount is not null)';
const ratedOrders = '(from fct_orders where reporting_gross_amount is not null)';
const sales = `${rated} s left join fct_orders o using (order_key)`;
const buyers = 'left join dim_customers c using (customer_key)';
const type = "case when o.order_index = 1 then 'new' when o.order_index > 1 then 'returning' end";

export const RIGHT: readonly Question[] = [
  [{ metric: 'net_sales' }, `select reporting_currency, ${net} from ${rated} group by 1`],
  [{ metric: 'net_sales', by: ['shop'] }, `select ${shop}, s.reporting_currency, ${net} from ${sales} group by 1, 2`],
  [
    { metric: 'net_sales', by: ['month', 'shop'], ...YEAR },
    `select date_trunc('month', event_date)::date, ${shop}, s.reporting_currency, ${net} from ${sales} where ${within('event_date')} group by 1, 2, 3`,
  ],
  [
    { metric: 'net_sales', by: ['country'], ...YEAR },
    `select country_code, s.reporting_currency, ${net} from ${rated} s ${buyers} where ${within('event_date')} group by 1, 2`,
  ],
  [
    { metric: 'gross_sales', by: ['sku'], where: ['currency=GBP'] },
    `select sku, s.currency, ${soldOf('amount')} from fct_sales s left join dim_products p using (product_key) where s.currency = 'GBP' group by 1, 2`,
  ],
  [
    { metric: 'gross_sales', by: ['week'], ...YEAR, where: ['shop=woocommerce:uk'] },
    `select date_trunc('week', event_date)::date, s.reporting_currency, ${sold} from ${sales} where o.connection = 'uk' and ${within('event_date')} group by 1, 2`,
  ],
  [
    { metric: 'discounts', by: ['quarter'] },
    `select date_trunc('quarter', event_date)::date, reporting_currency, -sum(reporting_amount) filter (event_type = 'discount') from ${rated} group by 1, 2`,
  ],
  [
    { metric: 'returns', by: ['year'], where: ['country=DE', 'country=SE'] },
    `select date_trunc('year', event_date)::date, s.reporting_currency, coalesce(-sum(s.reporting_amount) filter (event_type = 'refund' and component in ('goods', 'adjustment')), 0) from ${rated} s ${buyers} where country_code in ('DE', 'SE') group by 1, 2`,
  ],
  [
    { metric: 'total_sales', by: ['component'] },
    `select component, reporting_currency, sum(reporting_amount) from ${rated} group by 1, 2`,
  ],
  [
    { metric: 'shipping', by: ['source'] },
    `select o.source, s.reporting_currency, sum(if(component = 'shipping', reporting_amount, 0)) from ${sales} group by 1, 2`,
  ],
  [
    { metric: 'taxes', by: ['customer_type'] },
    `select ${type}, s.reporting_currency, sum(if(component = 'tax', reporting_amount, 0)) from ${sales} group by 1, 2`,
  ],
  [{ metric: 'orders' }, 'select count(*) from fct_orders where is_valid'],
  [{ metric: 'orders', by: ['shop'] }, `select ${shop}, count(*) from fct_orders o where is_valid group by 1`],
  [
    { metric: 'orders', by: ['day'], from: '2026-09-01', to: '2026-09-30' },
    `select order_date, count(*) from fct_orders where is_valid and ${within('order_date', { from: '2026-09-01', to: '2026-09-30' })} group by 1`,
  ],
  [
    { metric: 'orders', by: ['country', 'customer_type'] },
    `select country_code, ${type}, count(*) from fct_orders o ${buyers} where is_valid group by 1, 2`,
  ],
  [
    { metric: 'orders', where: ['country='] },
    `select count(*) from fct_orders o ${buyers} where is_valid and country_code is null`,
  ],
  [{ metric: 'orders', by: ['currency'] }, 'select currency, count(*) from fct_orders where is_valid group by 1'],
  [{ metric: 'units', by: ['shop'] }, `select ${shop}, sum(units_count) from fct_orders o where is_valid group by 1`],
  [
    { metric: 'new_customers', by: ['month'] },
    "select date_trunc('month', order_date)::date, count(*) filter (is_first_order) from fct_orders where is_valid group by 1",
  ],
  [
    { metric: 'returning_customers', by: ['month'], ...YEAR },
    `select date_trunc('month', order_date)::date, count(distinct customer_key) - count(distinct customer_key) filter (is_first_order) from fct_orders where is_valid and ${within('order_date')} group by 1`,
  ],
  [
    { metric: 'new_customer_orders', by: ['shop'] },
    `select ${shop}, count(*) filter (order_index = 1) from fct_orders o where is_valid group by 1`,
  ],
  [
    { metric: 'returning_customer_orders', by: ['segment'] },
    'select segment, count(*) filter (order_index > 1) from fct_orders left join mart_customer_rfm using (customer_key) where is_valid group by 1',
  ],
  [
    { metric: 'returning_order_share', by: ['quarter'] },
    "select date_trunc('quarter', order_date)::date, count(*) filter (order_index > 1) / count(order_index)::double from fct_orders where is_valid group by 1",
  ],
  [
    { metric: 'average_order_value', by: ['shop'], ...YEAR },
    `select ${shop}, reporting_currency, sum(reporting_gross_amount - reporting_discount_amount)::double / count(*) from ${ratedOrders} o where is_valid and ${within('order_date')} group by 1, 2`,
  ],
  [
    { metric: 'average_order_value', by: ['customer_type'], where: ['currency=GBP'] },
    `select ${type}, currency, sum(gross_amount - discount_amount)::double / count(*) from fct_orders o where is_valid and currency = 'GBP' group by 1, 2`,
  ],
  [
    { metric: 'units_per_order', by: ['country'] },
    `select country_code, sum(units_count)::double / count(*) from fct_orders ${buyers} where is_valid group by 1`,
  ],
  [
    { metric: 'discount_rate', by: ['month', 'shop'], ...YEAR },
    `select date_trunc('month', event_date)::date, ${shop}, s.reporting_currency, -sum(if(event_type = 'discount', reporting_amount, 0))::double / nullif(${sold}, 0) from ${sales} where ${within('event_date')} group by 1, 2, 3`,
  ],
  [
    { metric: 'discount_rate', by: ['product_type'] },
    `select product_type, s.reporting_currency, -sum(if(event_type = 'discount', reporting_amount, 0))::double / nullif(${sold}, 0) from ${rated} s left join dim_products using (product_key) group by 1, 2`,
  ],
  [
    { metric: 'refund_rate', by: ['year'] },
    `select date_trunc('year', order_date)::date, reporting_currency, sum(reporting_refund_amount)::double / sum(reporting_gross_amount - reporting_discount_amount) from ${ratedOrders} where is_valid group by 1, 2`,
  ],
  [
    { metric: 'unpaid_sales', by: ['shop'] },
    `select ${shop}, reporting_currency, sum(reporting_unpaid_amount) from ${ratedOrders} o group by 1, 2`,
  ],
  [{ metric: 'customers' }, 'select count(*) from mart_customer_rfm where orders_count >= 1'],
  [
    { metric: 'customers', by: ['country'] },
    'select country_code, count(*) from mart_customer_rfm left join dim_customers using (customer_key) group by 1',
  ],
  [
    { metric: 'repeat_customers', by: ['segment'] },
    'select segment, count(*) filter (orders_count >= 2) from mart_customer_rfm group by 1',
  ],
  [
    { metric: 'repeat_rate', by: ['country'], where: ['country=DE'] },
    "select country_code, count(*) filter (orders_count >= 2)::double / count(*) from mart_customer_rfm join dim_customers using (customer_key) where country_code = 'DE' group by 1",
  ],
  [
    { metric: 'inventory_units' },
    'select sum(on_hand_units) from fct_inventory_snapshots where snapshot_date = (select max(snapshot_date) from fct_inventory_snapshots)',
  ],
  [
    { metric: 'inventory_units', by: ['month', 'location'] },
    "select date_trunc('month', snapshot_date)::date, location_name, sum(on_hand_units) from fct_inventory_snapshots where snapshot_date in (select max(snapshot_date) from fct_inventory_snapshots group by date_trunc('month', snapshot_date)) group by 1, 2",
  ],
  [
    { metric: 'inventory_units', by: ['week', 'sku'], from: '2026-09-01', to: '2026-09-20' },
    `select date_trunc('week', snapshot_date)::date, p.sku, sum(on_hand_units) from fct_inventory_snapshots join dim_products p using (product_key) where snapshot_date in (select max(snapshot_date) from fct_inventory_snapshots where ${within('snapshot_date', { from: '2026-09-01', to: '2026-09-20' })} group by date_trunc('week', snapshot_date)) group by 1, 2`,
  ],
  [
    { metric: 'emails_received', by: ['week', 'campaign'] },
    "select date_trunc('week', event_date)::date, campaign_name, count(*) filter (event_type = 'received') from fct_email_events group by 1, 2",
  ],
  [
    { metric: 'email_click_rate', by: ['month'] },
    "select date_trunc('month', event_date)::date, count(*) filter (event_type = 'clicked')::double / count(*) filter (event_type = 'received') from fct_email_events group by 1",
  ],
  [
    { metric: 'orders', by: ['shop'], from: '2026-01-01', to: '2026-09-30', vs: 'last-year' },
    `with yearly as (select ${shop} as shop, count(*) filter (${within('order_date', { from: '2026-01-01', to: '2026-09-30' })}) as now,
       count(*) filter (${within('order_date', { from: '2025-01-01', to: '2025-09-30' })}) as before from fct_orders o where is_valid group by 1)
     select shop, now, before, now::double / before - 1 from yearly`,
  ],
  [
    {
      metric: 'net_sales',
      by: ['month'],
      from: '2026-01-01',
      to: '2026-06-30',
      where: ['shop=shopify:main'],
      vs: 'last-year',
    },
    `with monthly as (select date_trunc('month', event_date)::date as month, s.reporting_currency, ${net} as net from ${sales} where o.source = 'shopify' group by 1, 2)
     select a.month, a.reporting_currency, a.net, b.net, a.net::double / b.net - 1
     from monthly a left join monthly b on b.month = a.month - interval 1 year and a.reporting_currency = b.reporting_currency where a.month between date '2026-01-01' and date '2026-06-30'`.replaceAll(
      'using (order_key) where',
      'using (order_key) where',
    ),
  ],
];
