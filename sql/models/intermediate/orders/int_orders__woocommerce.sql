/*---
model: int_orders__woocommerce
conforms: orders
about: Drafts and orders in the bin are no orders; neither are orders that were deleted. A pending order is one nobody has paid for yet, and counts when it is paid.
materialize: incremental
decisions: [docs/decisions/0042-woocommerce-orders.md]
---*/
with

orders as (
    select * from {{ changed('stg_woocommerce__orders') }}
    where status not in ('trash', 'checkout-draft', 'auto-draft', 'draft')
),

deleted as (
    select order_key from {{ changed('stg_woocommerce__deleted_orders') }}
),

refunded as (
    select order_key, max(created_at) as last_at from {{ changed('stg_woocommerce__refunds') }} group by order_key
),

judged as (
    select
        orders.*,
        refunded.last_at as refunded_at,
        case when status = 'cancelled' then coalesce(updated_at, orders.created_at) end as cancelled_at,
        {{ counts_in_woocommerce('status', 'paid_at') }} as is_counted
    from orders
    left join deleted on deleted.order_key = orders.order_key
    left join refunded on refunded.order_key = orders.order_key
    where deleted.order_key is null
),

final as (
    select
        order_key,
        order_id,
        'woocommerce' as source,
        connection,
        'woocommerce:' || connection as shop_key,
        order_name,
        customer_record_key,
        email_token,
        phone_token,
        created_at as ordered_at,
        created_at,
        updated_at,
        cancelled_at,
        null::timestamp as voided_at,
        greatest(
            created_at, coalesce(paid_at, created_at), coalesce(completed_at, created_at),
            coalesce(refunded_at, created_at), coalesce(cancelled_at, created_at)
        ) as last_activity_at,
        is_ahead_of_reading,
        currency,
        null::varchar as presentment_currency,
        null::decimal(18,8) as presentment_rate,
        total_amount,
        false as is_test,
        not is_counted and status <> 'cancelled' as is_voided,
        false as is_pending,
        paid_at is not null and is_counted as is_paid,
        false as is_gift_card_only,
        case
            when created_via in ('checkout', 'store-api') then 'Online store'
            when created_via = 'pos-rest-api' then 'Point of sale'
            when created_via = 'admin' then 'Staff'
            when created_via = 'subscription' then 'Subscription'
            when created_via = 'rest-api' then 'API'
            else created_via
        end as sales_channel,
        status as financial_status,
        case when completed_at is null then null else 'completed' end as fulfillment_status
    from judged
)

select * from final
