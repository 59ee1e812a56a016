// Metrics written a second time, by hand and otherwise: over the vendor's records as they were received, and over the vendor's own
// report. Only who is one customer is taken from the models, because it is no question of metrics.
import type { DayRange } from '../../../../lambdas/contracts/tile/figure.ts';

/** Scores as a model writes them: what is at risk is added up from here. */
export const SCORED = [
  { band: 'high', value: 40.25 },
  { band: 'medium', value: 99 },
  { band: 'high', value: 0.5 },
  { band: 'low', value: 7 },
  { band: 'high', value: 12.75 },
] as const;

const text = (path: string) => `json_extract_string(record, '$.${path}')`;
const money = (of: string, path: string) => `json_extract_string(${of}, '$.${path}.shopMoney.amount')::decimal(18,4)`;
const items = (of: string, path: string) => `unnest(json_extract(${of}, '$.${path}[*]')) as`;

/** Orders with their day, whether they count, and what was sold and given back of their goods. */
const facts = (zone: string) => `
received as (
  select record, ${text('id')} as id, ((${text('processedAt')}::timestamptz) at time zone '${zone}')::date as day,
    ${text('processedAt')}::timestamptz as moment, 'shopify:main:' || split_part(${text('id')}, '/', 5) as order_key
  from raw.shopify__orders
),
lines as (
  select id, json_extract_string(line, '$.id') as line_id, json_extract_string(line, '$.isGiftCard') = 'true' as is_card,
    json_extract_string(line, '$.quantity')::int as ordered, json_extract_string(line, '$.currentQuantity')::int as kept,
    ${money('line', 'originalUnitPriceSet')} as price,
    coalesce(list_sum(list_transform(json_extract(line, '$.discountAllocations[*]'), one -> ${money('one', 'allocatedAmountSet')})), 0) as discount
  from (select id, ${items('record', 'lineItems.nodes')} line from received)
),
back as (
  select id, json_extract_string(line, '$.lineItem.id') as line_id, json_extract_string(line, '$.quantity')::int as units,
    ${money('line', 'subtotalSet')} as amount
  from (
    select id, ${items('refund', 'refundLineItems.nodes')} line
    from (select id, ${items('record', 'refunds')} refund from received)
  )
),
back_of_lines as (select line_id, sum(units) as units from back group by line_id),
sold as (
  select lines.id, sum(kept + coalesce(units, 0)) as units,
    sum(price * (kept + coalesce(units, 0)) - round(discount * (kept + coalesce(units, 0)) / ordered, 4)::decimal(18,4)) as amount
  from lines left join back_of_lines using (line_id)
  where not is_card group by lines.id
),
adjusted as (
  select id, -sum(${money('one', 'amountSet')}) as amount
  from (
    select id, ${items('refund', 'orderAdjustments.nodes')} one
    from (select id, ${items('record', 'refunds')} refund from received)
  ) group by id
),
given as (
  select id, sum(amount) as amount from (
    select back.id, back.amount from back join lines using (line_id) where not is_card
    union all select id, amount from adjusted
  ) group by id
),
orders as (
  select received.id, received.order_key, day, moment, coalesce(sold.units, 0) as units, coalesce(sold.amount, 0) as sold,
    coalesce(given.amount, 0) as given_back, who.customer_key as customer,
    ${text('test')} = 'false' and ${text('cancelledAt')} is null
      and coalesce(${text('displayFinancialStatus')}, '') not in ('VOIDED', 'EXPIRED') and sold.id is not null as counts,
    ${text('test')} = 'false' and (${text('displayFinancialStatus')} in ('VOIDED', 'EXPIRED')
      or ${text('displayFinancialStatus')} = 'PENDING' and moment < max(moment) over () - interval '15 days') as never_paid
  from received
  left join sold using (id) left join given using (id)
  join intermediate.int_orders_identified as who using (order_key)
),
numbered as (
  select *, row_number() over (partition by customer order by moment, order_key) as nth from orders
  where counts and customer is not null
),
people as (select customer, count(*) as orders, min(day) as first_day from numbered group by customer),
fees as (
  select day, json_extract_string(fee, '$.amount.amount')::decimal(18,4) as amount from (
    select day, ${items('one', 'fees')} fee
    from (select day, ${items('record', 'transactions')} one from received where ${text('test')} = 'false')
  )
)`;

/** Mail: events with the vendor's word for them, on the day of the shop. */
const mail = (zone: string, words: readonly string[], { from, to }: DayRange) => `
  select count(*) from raw.klaviyo__events as events
  where ((${text('attributes.datetime').replace('record', 'events.record')}::timestamptz) at time zone '${zone}')::date
      between '${from}' and '${to}'
    and json_extract_string(events.record, '$.relationships.metric.data.id') in (
      select ${text('id')} from raw.klaviyo__metrics
      where ${text('attributes.name')} in (${words.map((word) => `'${word}'`).join(', ')}))`;

/** Stock of the last day in the period that was read, the last reading of that day; costs as they were read on it. */
const stock = (zone: string, value: string, { from, to }: DayRange) => `
with dated as (
  select *, ((_extracted_at at time zone 'UTC') at time zone '${zone}')::date as day from raw.shopify__inventory_levels
  where ((_extracted_at at time zone 'UTC') at time zone '${zone}')::date between '${from}' and '${to}'
),
counted as (
  select ${text('item.id')} as item, day,
    list_sum(list_transform(json_extract(record, '$.quantities[*]'),
      one -> case when json_extract_string(one, '$.name') = 'on_hand' then json_extract_string(one, '$.quantity')::int end)) as units
  from dated where _extracted_at = (select max(_extracted_at) from dated)
),
costs as (
  select ${text('id')} as item, ((_extracted_at at time zone 'UTC') at time zone '${zone}')::date as day,
    max_by(${text('unitCost.amount')}::decimal(18,4), _extracted_at) as cost
  from raw.shopify__inventory_items group by item, day
)
select ${value} from counted left join costs using (item, day)`;

const reported = (sum: string, { from, to }: DayRange) =>
  `select ${sum} from raw.shopify__sales_reports where left(${text('day')}, 10) between '${from}' and '${to}'`;
const amount = (column: string) => `sum(${text(column)}::decimal(18,4))`;

/** Metric → a statement with one value. */
export function independent(zone: string, days: DayRange): Readonly<Record<string, string>> {
  const during = `day between '${days.from}' and '${days.to}'`;
  const over = (value: string, from = 'orders', where = during) =>
    `with ${facts(zone)} select ${value} from ${from} where ${where}`;
  const valid = (value: string) => over(value, 'orders', `counts and ${during}`);
  return {
    gross_sales: reported(amount('gross_sales'), days),
    discounts: reported(`-${amount('discounts')}`, days),
    returns: reported(`-${amount('sales_reversals')}`, days),
    net_sales: reported(amount('net_sales'), days),
    shipping: reported(amount('shipping_charges'), days),
    taxes: reported(amount('taxes'), days),
    total_sales: reported(amount('total_sales'), days),
    discount_rate: reported(`-${amount('discounts')}::double / ${amount('gross_sales')}`, days),
    orders: valid('count(*)'),
    units: valid('sum(units)'),
    units_per_order: valid('sum(units)::double / count(*)'),
    gross_sales_by_order_date: valid('sum(sold)'),
    refunds_by_order_date: valid('sum(given_back)'),
    refund_rate: valid('sum(given_back)::double / sum(sold)'),
    average_order_value: valid('sum(sold)::double / count(*)'),
    unpaid_sales: over('coalesce(sum(sold - given_back), 0)', 'orders', `never_paid and ${during}`),
    new_customers: over('count(*)', 'people', `first_day between '${days.from}' and '${days.to}'`),
    returning_customers: over(
      'count(*)',
      'people',
      `first_day < '${days.from}' and exists (select 1 from numbered where numbered.customer = people.customer and ${during})`,
    ),
    new_customer_orders: over('count(*)', 'numbered', `nth = 1 and ${during}`),
    returning_customer_orders: over('count(*)', 'numbered', `nth > 1 and ${during}`),
    returning_order_share: over('count_if(nth > 1)::double / count(*)', 'numbered'),
    payment_fees: over('sum(amount)', 'fees'),
    customers: over('count(*)', 'people', 'true'),
    repeat_customers: over('count(*)', 'people', 'orders > 1'),
    emails_received: mail(zone, ['Received Email'], days),
    email_clicks: mail(zone, ['Clicked Email'], days),
    email_unsubscribes: mail(
      zone,
      ['Unsubscribed', 'Unsubscribed from Email Marketing', 'Unsubscribed from List'],
      days,
    ),
    email_click_rate: `select (${mail(zone, ['Clicked Email'], days)})::double / nullif((${mail(zone, ['Received Email'], days)}), 0)`,
    inventory_units: stock(zone, 'sum(units)', days),
    inventory_value: stock(zone, 'sum(units * cost)', days),
    customers_at_risk: `select ${SCORED.filter(({ band }) => band === 'high').length}`,
    revenue_at_risk: `select ${SCORED.filter(({ band }) => band === 'high').reduce((sum, { value }) => sum + value, 0)}`,
    repeat_rate: over('count_if(orders > 1)::double / count(*)', 'people', 'true'),
  };
}
