/*---
model: int_refunds__woocommerce
conforms: refunds
materialize: view
---*/
with

orders as (
    select order_key from {{ changed('int_orders__woocommerce') }} where not is_voided and cancelled_at is null
),

refunds as (
    select * from {{ changed('stg_woocommerce__refunds') }}
),

returned as (
    select order_key, refund_id, -sum(amount) as amount
    from {{ changed('int_sales_events__woocommerce') }}
    where refund_id is not null
    group by order_key, refund_id
),

final as (
    select
        refunds.refund_key,
        refunds.refund_id,
        refunds.order_key,
        'woocommerce' as source,
        refunds.connection,
        'woocommerce:' || refunds.connection as shop_key,
        refunds.created_at as refunded_at,
        false as is_day_estimated,
        coalesce(nullif(refunds.refunded_amount, 0), returned.amount, 0)::decimal(18,4) as refunded_amount
    from refunds
    join orders on orders.order_key = refunds.order_key
    left join returned on returned.order_key = refunds.order_key and returned.refund_id = refunds.refund_id
)

select * from final
