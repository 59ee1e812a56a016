/*---
model: int_orders_identified
about: >-
  An order belongs to the customer of its record; without one, to the only customer with its e-mail, then its phone. Valid orders are those
  that count as orders: not a test, not voided, not cancelled, not gift cards alone.
grain: one row per order placed before as_of
key: [order_key]
materialize: table
replace_partition: order_key
owner: commerce
decisions: [docs/decisions/0011-valid-orders.md, docs/decisions/0012-identity.md]
columns:
  order_key: { type: varchar, checks: [not_null] }
  order_id: { type: varchar }
  source: { type: varchar }
  connection: { type: varchar }
  shop_key: { type: varchar }
  time_zone: { type: varchar }
  customer_key: { type: varchar }
  ordered_at: { type: timestamp }
  order_date: { type: date, checks: [not_null] }
  cutoff_at: { type: timestamp, about: "Only events before it count: as_of, for an order with later events; null for any other. Dependent models know as_of through it" }
  cancelled_at: { type: timestamp }
  currency: { type: varchar }
  presentment_currency: { type: varchar }
  presentment_rate: { type: "decimal(18,8)" }
  reporting_currency: { type: varchar, about: Of the reports }
  is_test: { type: boolean }
  is_voided: { type: boolean }
  voided_at: { type: timestamp, about: "When its payment was voided; the time of the order when not reported" }
  is_unpaid: { type: boolean, about: "Voided, expired, or pending for two weeks" }
  is_gift_card_only: { type: boolean }
  is_valid: { type: boolean }
  order_index: { type: bigint, about: "1, 2, … over the customer's valid orders" }
---*/
with

orders as (
    -- The check orders_are_of_their_time names orders dated after their own reading.
    select *
    from {{ union_of('orders') }}
    where ordered_at < {{ as_of }} and not is_ahead_of_reading
),

shops as (
    select * from {{ ref('int_shops') }}
),

records as (
    select record_key, customer_key from {{ ref('int_customers_resolved') }}
),

contacts as (
    select token, customer_key from {{ ref('int_contacts_resolved') }}
),

identified as (
    select
        orders.order_key,
        orders.order_id,
        orders.source,
        orders.connection,
        orders.shop_key,
        coalesce(shops.time_zone, 'UTC') as time_zone,
        coalesce(records.customer_key, by_email.customer_key, by_phone.customer_key) as customer_key,
        orders.ordered_at,
        case when orders.last_activity_at >= {{ as_of }} then {{ as_of }} end as cutoff_at,
        case when orders.cancelled_at < {{ as_of }} then orders.cancelled_at end as cancelled_at,
        orders.currency,
        coalesce(orders.presentment_currency, orders.currency) as presentment_currency,
        case
            when coalesce(orders.presentment_currency, orders.currency) = orders.currency then 1
            when orders.presentment_rate > 0 then orders.presentment_rate
        end::decimal(18,8) as presentment_rate,
        coalesce(today.reporting_currency, orders.currency) as reporting_currency,
        orders.is_test,
        orders.is_voided,
        case
            when orders.is_voided and orders.voided_at < {{ as_of }} then orders.voided_at
            when orders.is_voided then orders.ordered_at
        end as voided_at,
        orders.is_voided or orders.is_pending and orders.ordered_at < {{ as_of }} - interval '14 days' as is_unpaid,
        orders.is_gift_card_only
    from orders
    cross join {{ ref('int_today') }} as today
    left join shops on shops.shop_key = orders.shop_key
    left join records on records.record_key = orders.customer_record_key
    left join contacts as by_email on by_email.token = orders.email_token
    left join contacts as by_phone on by_phone.token = orders.phone_token
),

judged as (
    select
        identified.*,
        {{ local_date('identified.ordered_at', 'offsets') }} as order_date,
        not is_test and not is_voided and cancelled_at is null and not is_gift_card_only as is_valid
    from identified
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = identified.time_zone
        and offsets.utc_week = {{ utc_week('identified.ordered_at') }}
),

final as (
    select
        order_key,
        order_id,
        source,
        connection,
        shop_key,
        time_zone,
        customer_key,
        ordered_at,
        order_date,
        cutoff_at,
        cancelled_at,
        currency,
        presentment_currency,
        presentment_rate,
        reporting_currency,
        is_test,
        is_voided,
        voided_at,
        is_unpaid,
        is_gift_card_only,
        is_valid,
        case
            when is_valid and customer_key is not null
                then row_number() over (partition by customer_key, is_valid order by ordered_at, order_key)
        end as order_index
    from judged
)

select * from final
