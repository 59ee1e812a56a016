/*---
model: fct_sales
about: "The ledger: Σ amount = total sales. Gift-card sales and test orders are left out; cancelled and unpaid orders are in it, as in the shop's own report."
grain: one row per thing that adds to or takes from sales
key: [sale_event_key]
materialize: incremental
replace_by: order_key
owner: commerce
decisions: [docs/decisions/0010-sales-ledger.md]
checks:
  - { volume: { max_drop: 0.2 } }
columns:
  sale_event_key: { type: varchar, checks: [unique, not_null] }
  event_at: { type: timestamp, about: "UTC; refunds: when they were processed", checks: [not_null] }
  event_date: { type: date, about: "Day of event_at in the shop's zone", checks: [not_null] }
  event_type: { type: varchar, checks: [not_null, { accepted: [sale, discount, refund, shipping, tax, duty, fee, adjustment] }] }
  component: { type: varchar, about: What the event is about; of a refund what it reverses, checks: [not_null, { accepted: [goods, discount, shipping, tax, duty, fee, adjustment] }] }
  order_key: { type: varchar, checks: [not_null, { in: fct_orders.order_key }] }
  order_id: { type: varchar, checks: [not_null] }
  order_line_id: { type: varchar }
  refund_id: { type: varchar, about: The refund an event of that type belongs to }
  customer_key: { type: varchar, checks: [{ in: dim_customers.customer_key }] }
  product_key: { type: varchar, checks: [{ in: dim_products.product_key, severity: warn }] }
  quantity: { type: bigint, about: "Units: of a sale sold, of a refund negative, else 0", unit: units, checks: [not_null] }
  amount: { type: "decimal(18,4)", about: Signed, unit: currency, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
---*/
with

events as (
    select * from {{ changed('int_sales_events_recorded') }}
),

orders as (
    select * from {{ changed('int_orders_identified') }} where not is_test
),

days as (
    select * from {{ ref('int_quarter_hours_dated') }}
),

final as (
    select
        events.sale_event_key,
        events.event_at,
        days.local_date as event_date,
        events.event_type,
        events.component,
        events.order_key,
        orders.order_id,
        events.order_line_id,
        events.refund_id,
        orders.customer_key,
        events.product_key,
        events.quantity,
        events.amount,
        orders.currency
    from events
    join orders on orders.order_key = events.order_key and events.event_at <= orders.known_at
    left join days
        on days.time_zone = orders.time_zone
        and days.quarter_at = {{ quarter_hour('events.event_at') }}
)

select * from final
