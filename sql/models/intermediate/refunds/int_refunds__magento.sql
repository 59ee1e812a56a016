/*---
model: int_refunds__magento
conforms: refunds
about: "Credit memos that were not cancelled; their total leaves out what went back to gift cards and store credit, the ledger has it."
materialize: view
---*/
with

orders as (
    select order_key, shop_key from {{ changed('int_orders__magento') }} where cancelled_at is null
),

memos as (
    select * from {{ changed('stg_magento__credit_memos') }} where coalesce(state, '2') <> '3'
),

returned as (
    select order_key, refund_id, -sum(amount) as amount
    from {{ changed('int_sales_events__magento') }}
    where refund_id is not null
    group by order_key, refund_id
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
        greatest(memos.total_amount, coalesce(returned.amount, 0))::decimal(18,4) as refunded_amount
    from memos
    join orders on orders.order_key = memos.order_key
    left join returned on returned.order_key = memos.order_key and returned.refund_id = memos.credit_memo_id
)

select * from final
