/*---
model: int_refunds__magento
conforms: refunds
about: Credit memos that were not cancelled.
materialize: view
---*/
with

orders as (
    select order_key, shop_key from {{ changed('int_orders__magento') }} where cancelled_at is null
),

memos as (
    select * from {{ changed('stg_magento__credit_memos') }} where coalesce(state, '2') <> '3'
),

final as (
    select
        memos.credit_memo_key as refund_key,
        memos.credit_memo_id as refund_id,
        memos.order_key,
        'magento' as source,
        memos.connection,
        orders.shop_key,
        memos.created_at as refunded_at,
        false as is_day_estimated,
        memos.total_amount as refunded_amount
    from memos
    join orders on orders.order_key = memos.order_key
)

select * from final
