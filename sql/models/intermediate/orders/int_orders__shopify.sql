/*---
model: int_orders__shopify
conforms: orders
materialize: incremental
---*/
with

orders as (
    select * from {{ changed('stg_shopify__orders') }}
),

gift_card_orders as (
    select order_key
    from {{ changed('stg_shopify__order_lines') }}
    group by order_key
    having count_if(not is_gift_card) = 0
),

voids as (
    select order_key, min(processed_at) as voided_at
    from {{ changed('stg_shopify__transactions') }}
    where kind = 'VOID' and status = 'SUCCESS'
    group by order_key
),

activities as (
    select order_key, max(happened_at) as last_at
    from (
        select order_key, processed_at as happened_at from {{ changed('stg_shopify__refunds') }}
        union all
        select order_key, processed_at from {{ changed('stg_shopify__transactions') }}
        union all
        select order_key, joined_at from {{ changed('stg_shopify__joined_lines') }}
        union all
        select order_key, cancelled_at from orders where cancelled_at is not null
    ) as activities
    group by order_key
),

final as (
    select
        orders.order_key,
        orders.order_id,
        'shopify' as source,
        orders.connection,
        'shopify:' || orders.connection as shop_key,
        orders.order_name,
        orders.customer_record_key,
        orders.email_token,
        orders.phone_token,
        orders.processed_at as ordered_at,
        orders.created_at,
        orders.updated_at,
        orders.cancelled_at,
        voids.voided_at,
        greatest(orders.processed_at, coalesce(activities.last_at, orders.processed_at)) as last_activity_at,
        orders.is_ahead_of_reading,
        orders.currency,
        orders.presentment_currency,
        {{ share('orders.presentment_total_amount', 'orders.total_amount') }} as presentment_rate,
        orders.total_amount,
        orders.is_test,
        coalesce(orders.financial_status in ('VOIDED', 'EXPIRED'), false) as is_voided,
        coalesce(orders.financial_status = 'PENDING', false) as is_pending,
        coalesce(orders.financial_status in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED'), false) as is_paid,
        gift_card_orders.order_key is not null as is_gift_card_only,
        case
            when orders.source_name = 'web' then 'Online store'
            when orders.source_name in ('pos', 'iphone', 'android') then 'Point of sale'
            when orders.source_name = 'shopify_draft_order' then 'Staff'
            when orders.source_name like 'subscription_contract%' then 'Subscription'
            when rtrim(orders.source_name, '0123456789') = '' then 'App ' || orders.source_name
            else orders.source_name
        end as sales_channel,
        orders.financial_status,
        orders.fulfillment_status
    from orders
    left join voids on voids.order_key = orders.order_key
    left join activities on activities.order_key = orders.order_key
    left join gift_card_orders on gift_card_orders.order_key = orders.order_key
)

select * from final
