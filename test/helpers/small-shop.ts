import type { Value } from '../../lambdas/ports/warehouse.ts';
import type { HandMadeMart } from './hand-made-marts.ts';
import { MART_COLUMNS } from './mart-columns.ts';

const DAY_MS = 86_400_000;
const PRODUCTS = [
  'Harbour throw',
  'Oak tray',
  'Kiln mug',
  'Loom rug',
  'Tallow candle',
  'Linen runner',
  'Brass hook',
  'Wicker basket',
  'Reed diffuser',
  'Stone bowl',
  'Ash stool',
  'Wool cushion',
];

export interface SmallShop {
  readonly asOf: string;
  readonly days: number;
  readonly currency: string;
  /** Share of orders paid in another currency. */
  readonly foreign: number;
  readonly ordersPerDay: number;
}

export const SMALL_SHOP: SmallShop = {
  asOf: '2026-10-01T00:00:00Z',
  days: 730,
  currency: 'EUR',
  foreign: 0.04,
  ordersPerDay: 9,
};

/** Repeats exactly; quality of chance does not matter here. */
function chance(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const at = (ms: number) => new Date(ms).toISOString();
const dayOf = (ms: number) => at(ms).slice(0, 10);
const money = (value: number) => value.toFixed(4);

/** Base marts of an invented shop, deterministic; what can be derived from them is derived by `DERIVED`. */
export function smallShop(shop: SmallShop = SMALL_SHOP): Record<string, HandMadeMart> {
  const random = chance(7);
  const end = Date.parse(shop.asOf);
  const products = PRODUCTS.map((title, index) => ({
    key: `shopify:main:${9000 + index}`,
    sku: `FF-${String(index + 1).padStart(3, '0')}`,
    title,
    price: 14 + 11 * index,
  }));
  const orders: Value[][] = [];
  const lines: Value[][] = [];
  const sales: Value[][] = [];
  const customers = new Map<number, number>();
  let newcomer = 0;
  for (let day = 0; day < shop.days; day += 1) {
    const midnight = end - (shop.days - day) * DAY_MS;
    const date = new Date(midnight);
    const weekday = [0.9, 1.1, 1, 0.95, 1, 1.05, 0.85][date.getUTCDay()]!;
    const november = date.getUTCMonth() === 10 && date.getUTCDate() >= 22 ? 2.4 : 1;
    const growth = 0.75 + (0.5 * day) / shop.days;
    const expected = shop.ordersPerDay * weekday * november * growth;
    const count = Math.max(0, Math.round(expected + (random() - 0.5) * 6));
    for (let index = 0; index < count; index += 1) {
      const repeats = customers.size > 5 && random() < 0.2 + 0.25 * (day / shop.days);
      const known = [...customers.keys()];
      const customer = repeats ? known[Math.floor(random() ** 0.7 * known.length)]! : newcomer++;
      const orderIndex = (customers.get(customer) ?? 0) + 1;
      customers.set(customer, orderIndex);
      const moment = midnight + Math.floor(random() * DAY_MS);
      const currency = random() < shop.foreign ? 'SEK' : shop.currency;
      const id = String(100_000 + orders.length);
      const key = `shopify:main:${id}`;
      const customerKey = `c${((customer * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0')}${customer.toString(16).padStart(8, '0')}`;
      const totals = { gross: 0, discount: 0, refund: 0, units: 0, tax: 0 };
      const lineCount = 1 + Math.floor(random() * 3);
      for (let line = 0; line < lineCount; line += 1) {
        const product = products[Math.floor(random() ** 1.6 * products.length)]!;
        const quantity = random() < 0.2 ? 2 : 1;
        const gross = product.price * quantity;
        const discount = random() < 0.25 ? Math.round(gross * 15) / 100 : 0;
        const tax = Math.round((gross - discount) * 20) / 100;
        const lag = 3 + Math.floor(random() ** 2 * 40);
        const returned = random() < (product.title === 'Loom rug' ? 0.2 : 0.07) && moment + lag * DAY_MS < end;
        const refund = returned ? gross - discount : 0;
        const lineId = `${id}-${line}`;
        lines.push([
          `${key}:${lineId}`,
          lineId,
          key,
          id,
          customerKey,
          product.key,
          product.sku,
          product.title,
          quantity,
          returned ? 0 : quantity,
          money(product.price),
          money(gross),
          money(discount),
          money(gross - discount),
          money(tax),
          returned ? quantity : 0,
          money(refund),
          currency,
          at(moment),
          dayOf(moment),
          false,
        ]);
        const event = (type: string, component: string, amount: number, when: number) =>
          sales.push([
            `${key}:${lineId}:${type}`,
            at(when),
            dayOf(when),
            type,
            component,
            key,
            id,
            lineId,
            type === 'refund' ? `9${id}` : null,
            customerKey,
            product.key,
            type === 'refund' ? -quantity : quantity,
            money(amount),
            currency,
          ]);
        event('sale', 'goods', gross, moment);
        if (discount > 0) event('discount', 'discount', -discount, moment);
        event('tax', 'tax', tax, moment);
        if (returned) event('refund', 'goods', -refund, moment + lag * DAY_MS);
        totals.gross += gross;
        totals.discount += discount;
        totals.refund += refund;
        totals.units += quantity;
        totals.tax += tax;
      }
      const shipping = totals.gross - totals.discount >= 75 ? 0 : 5.95;
      if (shipping > 0)
        sales.push([
          `${key}:shipping`,
          at(moment),
          dayOf(moment),
          'shipping',
          'shipping',
          key,
          id,
          null,
          null,
          customerKey,
          null,
          0,
          money(shipping),
          currency,
        ]);
      const net = totals.gross - totals.discount - totals.refund;
      orders.push([
        key,
        id,
        'shopify',
        'main',
        `#${id}`,
        customerKey,
        at(moment),
        dayOf(moment),
        at(moment),
        at(moment),
        null,
        false,
        false,
        true,
        orderIndex,
        orderIndex === 1,
        currency,
        money(totals.gross),
        money(totals.discount),
        money(totals.refund),
        money(net),
        money(shipping),
        money(totals.tax),
        money(net + shipping + totals.tax),
        totals.units,
        lineCount,
        'paid',
        'fulfilled',
      ]);
    }
  }
  const snapshots: Value[][] = [];
  for (let week = 8; week >= 0; week -= 1) {
    const day = dayOf(end - week * 7 * DAY_MS);
    for (const [index, product] of products.entries()) {
      const units = index % 5 === 2 ? 20 + week : 160 + ((index * 37 + week * 11) % 90);
      snapshots.push([
        `${day}:${product.key}`,
        day,
        product.key,
        `i${index}`,
        product.sku,
        'l1',
        'Main',
        units,
        units - 4,
        4,
        0,
        money(product.price * 0.42),
        money(units * product.price * 0.42),
        shop.currency,
      ]);
    }
  }
  const emails: Value[][] = [];
  for (let day = 60; day >= 1; day -= 1) {
    for (let index = 0; index < 20; index += 1) {
      const moment = end - day * DAY_MS + index * 60_000;
      const type = index < 16 ? 'received' : index < 19 ? 'opened' : 'clicked';
      emails.push([
        `e${day}-${index}`,
        `e${day}-${index}`,
        at(moment),
        dayOf(moment),
        type,
        type,
        null,
        'p1',
        'k1',
        'Autumn letter',
        false,
        null,
        null,
      ]);
    }
  }
  return {
    dim_products: {
      columns: MART_COLUMNS.dim_products,
      rows: products.map(({ key, sku, title, price }, index) => [
        key,
        `p${index}`,
        `v${index}`,
        `i${index}`,
        sku,
        title,
        'Default Title',
        'Home',
        'Fjord & Fern',
        'active',
        money(price),
        null,
        money(price * 0.42),
        shop.currency,
        false,
        false,
        '2024-09-01T00:00:00Z',
        '2024-09-01T00:00:00Z',
      ]),
    },
    fct_orders: { columns: MART_COLUMNS.fct_orders, rows: orders },
    fct_order_lines: { columns: MART_COLUMNS.fct_order_lines, rows: lines },
    fct_sales: { columns: MART_COLUMNS.fct_sales, rows: sales },
    fct_inventory_snapshots: { columns: MART_COLUMNS.fct_inventory_snapshots, rows: snapshots },
    fct_email_events: { columns: MART_COLUMNS.fct_email_events, rows: emails },
  };
}

/** Marts that follow from the base marts, as of a day; forecasts and scores by naive rules. */
export const derivedMarts = (asOf: string): string[] => {
  const today = `date '${asOf.slice(0, 10)}'`;
  return [
    `create table marts.mart_daily_sales as
     with ordered as (
       select order_date as sales_date, currency, count(*) as orders_count,
         sum(case when is_first_order then 1 else 0 end)::bigint as new_customer_orders_count,
         sum(case when is_first_order then 0 else 1 end)::bigint as returning_customer_orders_count,
         sum(units_count)::bigint as units_count
       from marts.fct_orders where is_valid group by all),
     moved as (
       select event_date as sales_date, currency,
         sum(case when event_type = 'sale' then amount else 0 end)::decimal(18,4) as gross_amount,
         sum(case when event_type = 'discount' then -amount else 0 end)::decimal(18,4) as discount_amount,
         sum(case when event_type = 'refund' and component = 'goods' then -amount else 0 end)::decimal(18,4) as refund_amount,
         sum(case when event_type = 'shipping' then amount else 0 end)::decimal(18,4) as shipping_amount,
         sum(case when event_type = 'tax' then amount else 0 end)::decimal(18,4) as tax_amount,
         sum(amount)::decimal(18,4) as total_amount
       from marts.fct_sales group by all)
     select sales_date, currency, coalesce(orders_count, 0) as orders_count,
       coalesce(new_customer_orders_count, 0) as new_customer_orders_count,
       coalesce(returning_customer_orders_count, 0) as returning_customer_orders_count,
       coalesce(units_count, 0) as units_count, coalesce(gross_amount, 0) as gross_amount,
       coalesce(discount_amount, 0) as discount_amount, coalesce(refund_amount, 0) as refund_amount,
       coalesce(gross_amount, 0) - coalesce(discount_amount, 0) - coalesce(refund_amount, 0) as net_amount,
       coalesce(shipping_amount, 0) as shipping_amount, coalesce(tax_amount, 0) as tax_amount,
       coalesce(total_amount, 0) as total_amount
     from ordered full join moved using (sales_date, currency)`,
    `create table marts.mart_customer_rfm as
     with people as (
       select customer_key, datediff('day', max(order_date), ${today}) as recency_days, count(*) as frequency_count,
         sum(net_amount) as monetary_amount, min(order_date) as first_order_date, max(order_date) as last_order_date,
         count(*) as orders_count, sum(net_amount) as net_amount
       from marts.fct_orders where is_valid and customer_key is not null group by customer_key),
     scored as (
       select *, 6 - ntile(5) over (order by recency_days, customer_key) as r_score,
         least(5, frequency_count) as f_score, ntile(5) over (order by monetary_amount, customer_key) as m_score
       from people)
     select *, case
         when r_score >= 4 and f_score >= 4 then 'champions' when r_score >= 3 and f_score + m_score >= 7 then 'loyal'
         when r_score >= 4 and f_score = 1 then 'new' when r_score >= 4 then 'potential_loyalists'
         when r_score = 3 and f_score = 1 then 'promising' when r_score = 3 then 'needs_attention'
         when f_score + m_score >= 9 then 'cant_lose' when f_score + m_score >= 5 then 'at_risk'
         when r_score = 2 then 'about_to_sleep' else 'hibernating' end as segment,
       'EUR' as currency
     from scored`,
    `create table marts.dim_customers as
     select customer_key, 'email_1_' || customer_key as email_token, null::varchar as phone_token, 'DK' as country_code,
       null::varchar as region_code, 'Aarhus' as city, '80' as postcode_area, hash(customer_key) % 3 > 0 as has_email_consent,
       false as has_sms_consent, true as is_shop_customer, 1 as records_count, 1 as sources_count, first_order_date::timestamp as created_at
     from marts.mart_customer_rfm`,
    `create table marts.mart_cohorts as
     with born as (select customer_key, date_trunc('month', first_order_date)::date as cohort_month from marts.mart_customer_rfm),
     months as (
       select cohort_month, month_index, count(distinct orders.customer_key) as active, count(orders.order_key) as orders,
         coalesce(sum(net_amount), 0) as net
       from (select distinct cohort_month from born) cross join range(0, 24) as steps (month_index)
       left join born using (cohort_month)
       left join marts.fct_orders as orders on orders.customer_key = born.customer_key
         and datediff('month', cohort_month, orders.order_date) = month_index
       where cohort_month + to_months(month_index::integer) < ${today}
       group by all)
     select cohort_month, month_index, sizes.customers as customers_count, active as active_customers_count, orders as orders_count,
       net as net_amount,
       case when cohort_month + to_months((month_index + 1)::integer) <= ${today} then (active / sizes.customers)::decimal(18,8) end as retention_rate,
       sum(net) over (partition by cohort_month order by month_index) as cumulative_amount
     from months join (select cohort_month, count(*) as customers from born group by all) as sizes using (cohort_month)`,
    `create table marts.mart_customer_churn as
     select customer_key, ${today} as as_of_date, least(0.97, recency_days / 400.0)::double as churn_probability,
       case when recency_days > 240 then 'high' when recency_days > 120 then 'medium' else 'low' end as risk_band,
       (net_amount * 0.3)::decimal(18,4) as expected_value_amount, 'days since last order' as reason_1,
       'gap longer than usual' as reason_2, 'few e-mail clicks' as reason_3, 'models/churn/abc/model.json' as model_key
     from marts.mart_customer_rfm`,
    `create table marts.mart_demand_forecast as
     with sold as (
       select product_key, sku, sum(quantity) / 84.0 as daily from marts.fct_order_lines
       where order_date >= ${today} - 84 group by all)
     select product_key, sku, (${today} + horizon_day::integer - 1)::date as forecast_date, horizon_day::bigint as horizon_day,
       daily::double as units, (daily * 0.6)::double as units_p10, (daily * 1.5)::double as units_p90,
       'prophet' as model_name, 'models/demand_forecast/def/model.json' as model_key
     from sold cross join range(1, 29) as steps (horizon_day)`,
  ];
};
