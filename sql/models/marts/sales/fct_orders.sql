/*---
model: fct_orders
grain: one row per order placed before as_of
key: [order_key]
materialize: incremental
replace_partition: order_key
owner: commerce
date: order_date
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0011-valid-orders.md, docs/decisions/0044-reporting-currency.md]
checks:
  - { freshness: { column: ordered_at, max_hours: 72 }, severity: warn }
  - { volume: { max_drop: 0.1 } }
plausible:
  by: "source || ':' || connection"
  day: order_date
  measures:
    orders: { about: Orders, count: "true", unit: orders, metrics: [orders, net_sales, total_sales] }
    valid_orders: { about: Orders that count, count: is_valid, unit: orders, metrics: [orders, average_order_value] }
    valid_share: { about: Share of valid orders, share: is_valid, ignore: high, metrics: [orders, average_order_value] }
    test_share: { about: Test orders among all, share: is_test, metrics: [orders, net_sales] }
    voided_share: { about: Share of orders whose payment was voided, share: is_voided, metrics: [unpaid_sales] }
    guest_share: { about: Orders without a known customer, share: customer_key is null, metrics: [new_customers, repeat_rate] }
    worthless_share: { about: Orders of nothing, share: not is_test and gross_amount = 0 and units_count > 0, metrics: [net_sales, average_order_value] }
    order_value: { about: Goods of an order before refunds, level: gross_amount - discount_amount, where: is_valid, unit: currency, metrics: [average_order_value, net_sales, total_sales] }
    lines_per_order: { about: Lines of an order, share: "case when is_valid then least(lines_count, 20) else 0 end", of: "case when is_valid then 1 else 0 end", metrics: [units_per_order] }
    hours: { about: Hours of orders, hours: ordered_at, metrics: [orders] }
    repeated_orders: { about: "Orders of one customer with the same value in the same minute", repeats: [customer_key, "date_trunc('minute', ordered_at)", gross_amount, discount_amount, units_count, lines_count, is_test], metrics: [orders, net_sales, total_sales] }
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_name: { type: varchar }
  customer_key: { type: varchar, about: Null for a guest without a record, checks: [{ in: dim_customers.customer_key }] }
  ordered_at: { type: timestamp, about: "processed_at, UTC", checks: [not_null] }
  order_date: { type: date, about: "Day of ordered_at in the shop's zone", checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  cancelled_at: { type: timestamp }
  is_test: { type: boolean, checks: [not_null] }
  is_voided: { type: boolean, about: Its payment was voided or expired, checks: [not_null] }
  voided_at: { type: timestamp, about: "When its payment was voided; the time of the order when not reported" }
  is_paid: { type: boolean, about: "Its money stands in the ledger and came in completely, refunded later or not", checks: [not_null] }
  is_gift_card_only: { type: boolean, about: "Gift cards are not a sale, so it does not count as an order", checks: [not_null] }
  is_valid: { type: boolean, about: "Counts as an order: not a test, voided, cancelled or gift cards alone", checks: [not_null] }
  order_index: { type: bigint, about: "1, 2, … over the customer's valid orders; null for others", checks: [{ min: 1 }] }
  is_first_order: { type: boolean, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  gross_amount: { type: "decimal(18,4)", about: "Before discounts; 0 for a test order, as all amounts", unit: currency, checks: [not_null, { min: 0 }] }
  discount_amount: { type: "decimal(18,4)", about: Positive, unit: currency, checks: [not_null, { min: 0 }] }
  refund_amount: { type: "decimal(18,4)", about: "Positive: returned goods and adjustments", unit: currency, checks: [not_null] }
  net_amount: { type: "decimal(18,4)", about: gross - discount - refund, unit: currency, checks: [not_null] }
  shipping_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: currency, checks: [not_null] }
  tax_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: currency, checks: [not_null] }
  total_amount: { type: "decimal(18,4)", about: Σ of all events, unit: currency, checks: [not_null] }
  presentment_net_amount: { type: "decimal(18,4)", about: "net_amount in the shopper's currency, at the order's own rate; null where it has none", unit: presentment_currency }
  presentment_total_amount: { type: "decimal(18,4)", about: "total_amount, likewise", unit: presentment_currency }
  presentment_currency: { type: varchar, about: The shopper's }
  presentment_rate: { type: "decimal(18,8)", about: "Its units for one of currency, by the order's own pair of amounts", unit: rate }
  reporting_gross_amount: { type: "decimal(18,4)", about: "gross_amount, each event at the rate of its own day; null, as all of these, where a day has no rate", unit: reporting_currency }
  reporting_discount_amount: { type: "decimal(18,4)", about: "discount_amount, likewise", unit: reporting_currency }
  reporting_refund_amount: { type: "decimal(18,4)", about: "refund_amount, likewise", unit: reporting_currency }
  reporting_net_amount: { type: "decimal(18,4)", about: "gross - discount - refund, likewise", unit: reporting_currency }
  reporting_total_amount: { type: "decimal(18,4)", about: "total_amount, likewise", unit: reporting_currency }
  reporting_unpaid_amount: { type: "decimal(18,4)", about: "unpaid_amount, likewise", unit: reporting_currency }
  reporting_currency: { type: varchar, checks: [not_null] }
  units_count: { type: bigint, about: Units sold, unit: units, checks: [not_null, { min: 0 }] }
  lines_count: { type: bigint, unit: lines, checks: [not_null, { min: 0 }] }
  unpaid_amount: { type: "decimal(18,4)", about: "net_amount of an unpaid order: voided, expired, or pending for two weeks", unit: currency, checks: [not_null] }
  sales_channel: { type: varchar, about: "Online store, Point of sale, Staff, Subscription, API, else the vendor's word; null where it has none" }
  financial_status: { type: varchar }
  fulfillment_status: { type: varchar }
---*/
with

orders as (
    select * from {{ changed('int_orders_identified') }}
),

recorded as (
    select * from {{ union_of('orders') }} as recorded
),

money as (
    select
        order_key,
        sum(case when event_type = 'sale' then amount else 0 end) as gross_amount,
        -sum(case when event_type = 'discount' then amount else 0 end) as discount_amount,
        -sum(case when event_type = 'refund' and component in ('goods', 'adjustment') then amount else 0 end) as refund_amount,
        sum(case when component = 'shipping' then amount else 0 end) as shipping_amount,
        sum(case when component = 'tax' then amount else 0 end) as tax_amount,
        sum(amount) as total_amount,
        -- A null of one event is that of all: they have one rate.
        sum(case when event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment') then presentment_amount else 0 end)
            as presentment_net_amount,
        sum(presentment_amount) as presentment_total_amount,
        sum(case when event_type = 'sale' then reporting_amount else 0 end) as reporting_gross_amount,
        -sum(case when event_type = 'discount' then reporting_amount else 0 end) as reporting_discount_amount,
        -sum(case when event_type = 'refund' and component in ('goods', 'adjustment') then reporting_amount else 0 end)
            as reporting_refund_amount,
        sum(reporting_amount) as reporting_total_amount,
        count(*) = count(reporting_amount) as is_reported,
        sum(case when event_type = 'sale' then quantity else 0 end) as units_count,
        count_if(event_type = 'sale') as lines_count
    from {{ changed('fct_sales') }}
    group by order_key
),

-- An order without events moved nothing in any currency.
reported as (
    select
        orders.order_key,
        coalesce(money.reporting_gross_amount, 0)::decimal(18,4) as gross_amount,
        coalesce(money.reporting_discount_amount, 0)::decimal(18,4) as discount_amount,
        coalesce(money.reporting_refund_amount, 0)::decimal(18,4) as refund_amount,
        coalesce(money.reporting_total_amount, 0)::decimal(18,4) as total_amount
    from orders
    left join money on money.order_key = orders.order_key
    where coalesce(money.is_reported, true)
),

final as (
    select
        orders.order_key,
        recorded.order_id,
        recorded.source,
        orders.connection,
        recorded.order_name,
        orders.customer_key,
        orders.ordered_at,
        orders.order_date,
        recorded.created_at,
        recorded.updated_at,
        orders.cancelled_at,
        orders.is_test,
        orders.is_voided,
        orders.voided_at,
        recorded.is_paid,
        orders.is_gift_card_only,
        orders.is_valid,
        orders.order_index,
        coalesce(orders.order_index = 1, false) as is_first_order,
        orders.currency,
        coalesce(money.gross_amount, 0)::decimal(18,4) as gross_amount,
        coalesce(money.discount_amount, 0)::decimal(18,4) as discount_amount,
        coalesce(money.refund_amount, 0)::decimal(18,4) as refund_amount,
        coalesce(money.gross_amount - money.discount_amount - money.refund_amount, 0)::decimal(18,4) as net_amount,
        coalesce(money.shipping_amount, 0)::decimal(18,4) as shipping_amount,
        coalesce(money.tax_amount, 0)::decimal(18,4) as tax_amount,
        coalesce(money.total_amount, 0)::decimal(18,4) as total_amount,
        case when orders.presentment_rate is not null then coalesce(money.presentment_net_amount, 0) end::decimal(18,4) as presentment_net_amount,
        case when orders.presentment_rate is not null then coalesce(money.presentment_total_amount, 0) end::decimal(18,4) as presentment_total_amount,
        orders.presentment_currency,
        orders.presentment_rate,
        reported.gross_amount as reporting_gross_amount,
        reported.discount_amount as reporting_discount_amount,
        reported.refund_amount as reporting_refund_amount,
        (reported.gross_amount - reported.discount_amount - reported.refund_amount)::decimal(18,4) as reporting_net_amount,
        reported.total_amount as reporting_total_amount,
        case
            when orders.is_unpaid then reported.gross_amount - reported.discount_amount - reported.refund_amount
            when reported.order_key is not null then 0
        end::decimal(18,4) as reporting_unpaid_amount,
        orders.reporting_currency,
        coalesce(money.units_count, 0)::bigint as units_count,
        coalesce(money.lines_count, 0)::bigint as lines_count,
        case
            when orders.is_unpaid then coalesce(money.gross_amount - money.discount_amount - money.refund_amount, 0)
            else 0
        end::decimal(18,4) as unpaid_amount,
        recorded.sales_channel,
        recorded.financial_status,
        recorded.fulfillment_status
    from orders
    join recorded on recorded.order_key = orders.order_key
    left join money on money.order_key = orders.order_key
    left join reported on reported.order_key = orders.order_key
)

select * from final
