/*---
model: fct_sales
about: "The ledger: Σ amount = total sales. Gift-card sales and test orders are left out; cancelled and unpaid orders are included, as in the shop's own report."
grain: one row per thing that adds to or takes from sales
key: [sale_event_key]
materialize: incremental
replace_partition: order_key
owner: commerce
date: event_date
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0044-reporting-currency.md, docs/decisions/0046-products.md]
checks:
  - { volume: { max_drop: 0.2 } }
plausible:
  by: "split_part(order_key, ':', 1) || ':' || split_part(order_key, ':', 2)"
  day: event_date
  measures:
    sales: { about: Sold lines, count: event_type = 'sale', unit: lines, metrics: [gross_sales, net_sales, units] }
    discount_share: { about: Discounts relative to gross sales, share: "case when event_type = 'discount' then -amount else 0 end", of: "case when event_type = 'sale' then amount else 0 end", metrics: [discounts, discount_rate, net_sales] }
    tax_share: { about: Tax beside net sales, share: "case when component = 'tax' and event_type <> 'refund' then amount else 0 end", of: "case when event_type in ('sale', 'discount') then amount else 0 end", metrics: [taxes, total_sales] }
    shipping_share: { about: Shipping relative to net sales, share: "case when component = 'shipping' and event_type <> 'refund' then amount else 0 end", of: "case when event_type in ('sale', 'discount') then amount else 0 end", metrics: [shipping, total_sales] }
    refund_share: { about: Refunds relative to gross sales, share: "case when event_type = 'refund' and component in ('goods', 'adjustment') then -amount else 0 end", of: "case when event_type = 'sale' then amount else 0 end", metrics: [returns, refund_rate, net_sales] }
    goodwill_share: { about: Refunds without goods relative to gross sales, share: "case when event_type = 'refund' and component = 'adjustment' then -amount else 0 end", of: "case when event_type = 'sale' then amount else 0 end", metrics: [returns, refund_rate, net_sales] }
    unexplained_share: { about: Unexplained money relative to gross sales, share: "case when event_type = 'adjustment' then abs(amount) else 0 end", of: "case when event_type = 'sale' then amount else 0 end", metrics: [net_sales, total_sales] }
columns:
  sale_event_key: { type: varchar, checks: [unique, not_null] }
  event_at: { type: timestamp, about: "UTC; refunds: when they were processed", checks: [not_null] }
  event_date: { type: date, about: "Day of event_at in the shop's zone", checks: [not_null] }
  is_day_estimated: { type: boolean, about: "For refunds without a reported day: it is an estimate, which does not move", checks: [not_null] }
  event_type: { type: varchar, checks: [not_null, { accepted: [sale, discount, refund, shipping, tax, duty, fee, adjustment] }] }
  component: { type: varchar, about: "The subject of the event; for a refund, the reversed part", checks: [not_null, { accepted: [goods, discount, shipping, tax, duty, fee, adjustment] }] }
  order_key: { type: varchar, checks: [not_null, { in: fct_orders.order_key }] }
  order_id: { type: varchar, checks: [not_null] }
  source: { type: varchar, same_as: fct_orders.source, checks: [not_null] }
  connection: { type: varchar, same_as: fct_orders.connection, checks: [not_null] }
  order_index: { type: bigint, about: "Of the order: 1, 2, … over the customer's valid orders; null for others", same_as: fct_orders.order_index }
  order_line_id: { type: varchar }
  refund_id: { type: varchar, about: The refund of a refund event }
  customer_key: { type: varchar, checks: [{ in: dim_customers.customer_key }] }
  product_key: { type: varchar, about: Across shops, checks: [{ in: dim_products.product_key, severity: warn }] }
  shop_product_key: { type: varchar, about: "The variant in the words of its shop", checks: [{ in: dim_shop_products.shop_product_key, severity: warn }] }
  quantity: { type: bigint, about: "Units: positive for a sale, negative for a refund, else 0", unit: units, checks: [not_null] }
  amount: { type: "decimal(18,4)", about: Signed, unit: currency, checks: [not_null] }
  currency: { type: varchar, same_as: fct_orders.currency, checks: [not_null] }
  presentment_amount: { type: "decimal(18,4)", about: "At the order's own rate; null where it has none", unit: presentment_currency }
  presentment_currency: { type: varchar, about: The shopper's, same_as: fct_orders.presentment_currency }
  reporting_amount: { type: "decimal(18,4)", about: "At the rate of event_date; null without a rate", unit: reporting_currency }
  reporting_currency: { type: varchar, checks: [not_null] }
---*/
with

events as (
    select * from {{ union_of('sales_events') }} as events
),

orders as (
    select * from {{ changed('int_orders_identified') }} where not is_test
),

dated as (
    select
        events.sale_event_key,
        events.event_at,
        {{ local_date('events.event_at', 'offsets') }} as event_date,
        events.is_day_estimated,
        events.event_type,
        events.component,
        events.order_key,
        orders.order_id,
        orders.source,
        orders.connection,
        orders.order_index,
        events.order_line_id,
        events.refund_id,
        orders.customer_key,
        events.product_key,
        events.quantity,
        events.amount,
        orders.currency,
        orders.presentment_currency,
        orders.presentment_rate,
        orders.reporting_currency
    from events
    join orders
        on orders.order_key = events.order_key
        and (orders.cutoff_at is null or events.event_at < orders.cutoff_at)
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = orders.time_zone
        and offsets.utc_week = {{ utc_week('events.event_at') }}
),

final as (
    select
        dated.sale_event_key,
        dated.event_at,
        dated.event_date,
        dated.is_day_estimated,
        dated.event_type,
        dated.component,
        dated.order_key,
        dated.order_id,
        dated.source,
        dated.connection,
        dated.order_index,
        dated.order_line_id,
        dated.refund_id,
        dated.customer_key,
        coalesce(products.product_key, dated.product_key) as product_key,
        dated.product_key as shop_product_key,
        dated.quantity,
        dated.amount,
        dated.currency,
        {{ converted('dated.amount', 'dated.currency', 'dated.presentment_currency', 'dated.presentment_rate') }} as presentment_amount,
        dated.presentment_currency,
        {{ converted('dated.amount', 'dated.currency', 'dated.reporting_currency', 'rates.reporting_rate') }} as reporting_amount,
        dated.reporting_currency
    from dated
    left join {{ changed('int_order_rates') }} as rates on rates.order_key = dated.order_key and rates.rate_date = dated.event_date
    left join {{ changed('int_order_products') }} as products
        on products.order_key = dated.order_key and products.shop_product_key = dated.product_key
)

select * from final
