/*---
model: int_orders__magento
conforms: orders
about: >-
  The state says what an order is, the status is the merchant's word for it. An order of state canceled is no sale; one whose money has
  not come yet (new, pending_payment, payment_review) is one that nobody has paid.
materialize: incremental
decisions: [docs/decisions/0043-magento-orders.md]
---*/
with

orders as (
    select * from {{ changed('stg_magento__orders') }}
),

deleted as (
    select order_key from {{ changed('stg_magento__deleted_orders') }}
),

activities as (
    select order_key, max(happened_at) as last_at
    from (
        select order_key, created_at as happened_at from {{ changed('stg_magento__credit_memos') }}
        union all
        select order_key, created_at from {{ changed('stg_magento__invoices') }}
    ) as activities
    group by order_key
),

gift_card_orders as (
    select order_key
    from {{ changed('stg_magento__order_lines') }}
    group by order_key
    having count_if(coalesce(product_type, '') <> 'giftcard') = 0
),

judged as (
    select
        orders.*,
        case when state = 'canceled' then coalesce(updated_at, created_at) end as cancelled_at,
        activities.last_at,
        gift_card_orders.order_key is not null as is_gift_card_only
    from orders
    left join deleted on deleted.order_key = orders.order_key
    left join activities on activities.order_key = orders.order_key
    left join gift_card_orders on gift_card_orders.order_key = orders.order_key
    where deleted.order_key is null
),

final as (
    select
        order_key,
        order_id,
        'magento' as source,
        connection,
        'magento:' || connection || ':' || coalesce(store_id, '0') as shop_key,
        order_name,
        customer_record_key,
        email_token,
        phone_token,
        created_at as ordered_at,
        created_at,
        updated_at,
        cancelled_at,
        null::timestamp as voided_at,
        greatest(created_at, coalesce(last_at, created_at), coalesce(cancelled_at, created_at)) as last_activity_at,
        is_ahead_of_reading,
        currency,
        presentment_currency,
        presentment_rate,
        (total_amount + coalesce(stored_value_amount, 0))::decimal(18,4) as total_amount,
        false as is_test,
        false as is_voided,
        coalesce(state in ('new', 'pending_payment', 'payment_review') and coalesce(paid_amount, 0) = 0, false) as is_pending,
        cancelled_at is null and coalesce(paid_amount, 0) >= total_amount as is_paid,
        is_gift_card_only,
        -- Magento does not say.
        null::varchar as sales_channel,
        status as financial_status,
        state as fulfillment_status
    from judged
)

select * from final
