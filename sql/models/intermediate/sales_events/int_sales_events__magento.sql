/*---
model: int_sales_events__magento
conforms: sales_events
about: >-
  Amounts are those of the books (`base_…`). A discount on carriage makes the carriage cheaper. Of a credit memo goods, carriage and
  their taxes are told; what its total has beside them, adjustments first of all, is an adjustment.
materialize: view
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0043-magento-orders.md]
---*/
with

orders as (
    select orders.*
    from {{ changed('stg_magento__orders') }} as orders
    join {{ changed('int_orders__magento') }} as known on known.order_key = orders.order_key
    where known.cancelled_at is null
),

lines as (
    select lines.*, orders.created_at
    from {{ changed('int_order_lines__magento') }} as lines
    join orders on orders.order_key = lines.order_key
    where not lines.is_gift_card
),

memos as (
    select
        memos.credit_memo_key, memos.credit_memo_id, memos.order_key, memos.created_at, memos.total_amount,
        coalesce(memos.shipping_amount, 0) as shipping_amount, coalesce(memos.shipping_tax_amount, 0) as shipping_tax_amount,
        memos.discount_amount, memos.shipping_discount_tax_amount, coalesce(memos.adjustment_amount, 0) as adjustment_amount,
        coalesce(orders.stored_value_amount, 0) as stored_value_amount
    from {{ changed('stg_magento__credit_memos') }} as memos
    join orders on orders.order_key = memos.order_key
    where coalesce(memos.state, '2') <> '3'
),

memo_lines as (
    select memo_lines.*, memos.credit_memo_id, memos.created_at, sold.order_line_id, sold.product_key, coalesce(sold.is_gift_card, false) as is_gift_card
    from {{ changed('stg_magento__credit_memo_lines') }} as memo_lines
    join memos on memos.credit_memo_key = memo_lines.credit_memo_key
    left join {{ changed('int_order_lines__magento') }} as sold on sold.order_line_key = memo_lines.order_line_key
),

discounted as (
    select credit_memo_key, sum(discount_amount) as amount from memo_lines group by credit_memo_key
),

shipped_back as (
    select
        memos.*,
        memos.shipping_amount - least(
            memos.shipping_amount,
            greatest(memos.discount_amount - coalesce(discounted.amount, 0) - memos.shipping_discount_tax_amount, 0)
        ) as charged_amount
    from memos
    left join discounted on discounted.credit_memo_key = memos.credit_memo_key
),

sold as (
    {{ line_events('lines') }}

    union all
    select
        order_key || ':shipping', order_key, null, null, null, null, created_at, 'shipping', 'shipping', 0::bigint,
        coalesce(shipping_amount, 0) - shipping_discount_amount
    from orders
    where coalesce(shipping_amount, 0) <> shipping_discount_amount

    union all
    select order_key || ':shipping_tax', order_key, null, null, null, null, created_at, 'tax', 'tax', 0::bigint, shipping_tax_amount
    from orders
    where shipping_tax_amount <> 0
),

returned as (
    select
        credit_memo_line_key || ':goods' as sale_event_key, order_key, order_line_key, order_line_id, credit_memo_id as refund_id, product_key,
        created_at as event_at, 'refund' as event_type, 'goods' as component, -ceil(coalesce(quantity, 0))::bigint as quantity,
        -subtotal_amount as amount
    from memo_lines
    where not is_gift_card and (subtotal_amount <> 0 or quantity <> 0)

    union all
    select
        credit_memo_line_key || ':tax', order_key, order_line_key, order_line_id, credit_memo_id, product_key, created_at,
        'refund', 'tax', 0::bigint, -tax_amount
    from memo_lines
    where not is_gift_card and tax_amount <> 0

    union all
    select
        credit_memo_key || ':shipping', order_key, null, null, credit_memo_id, null, created_at, 'refund', 'shipping', 0::bigint, -charged_amount
    from shipped_back
    where charged_amount <> 0

    union all
    select
        credit_memo_key || ':shipping_tax', order_key, null, null, credit_memo_id, null, created_at,
        'refund', 'tax', 0::bigint, -shipping_tax_amount
    from shipped_back
    where shipping_tax_amount <> 0
),

-- At the quantities that were ordered: what was cancelled since is in the total still.
listed as (
    select
        listed.order_key,
        sum(listed.gross_amount - coalesce(listed.discount_amount, 0) + coalesce(listed.tax_amount, 0)) as amount
    from {{ changed('stg_magento__order_lines') }} as listed
    group by listed.order_key
),

told as (
    select credit_memo_key, sum(amount) as amount
    from (
        select credit_memo_key, subtotal_amount + tax_amount as amount from memo_lines
        union all select credit_memo_key, charged_amount + shipping_tax_amount from shipped_back
    ) as parts
    group by credit_memo_key
),

-- What its parts and adjustments have above its total went back to a gift card or to store credit.
given_back as (
    select
        memos.*,
        coalesce(told.amount, 0) as told_amount,
        memos.total_amount
        + greatest(least(memos.stored_value_amount, coalesce(told.amount, 0) + memos.adjustment_amount - memos.total_amount), 0)
            as returned_amount
    from memos
    left join told on told.credit_memo_key = memos.credit_memo_key
),

-- All money was given back, and for a part of it nobody says for what.
ended as (
    select orders.order_key, max(given_back.created_at) as ended_at
    from given_back
    join orders on orders.order_key = given_back.order_key
    group by orders.order_key
    having sum(given_back.returned_amount) >= min(orders.total_amount + coalesce(orders.stored_value_amount, 0))
        and sum(given_back.returned_amount) > sum(given_back.told_amount)
),

recorded as (
    select * from sold
    union all
    select * from returned
    union all
    select
        orders.order_key || ':unexplained', orders.order_key, null, null, null, null, orders.created_at,
        'adjustment', 'adjustment', 0::bigint,
        orders.total_amount + coalesce(orders.stored_value_amount, 0) - coalesce(listed.amount, 0)
        - coalesce(orders.shipping_amount, 0) + orders.shipping_discount_amount - coalesce(orders.shipping_tax_amount, 0)
    from orders
    left join listed on listed.order_key = orders.order_key
    where orders.total_amount + coalesce(orders.stored_value_amount, 0) <> coalesce(listed.amount, 0)
        + coalesce(orders.shipping_amount, 0) - orders.shipping_discount_amount + coalesce(orders.shipping_tax_amount, 0)
    union all
    select
        given_back.credit_memo_key || ':untold', given_back.order_key, null, null, given_back.credit_memo_id, null, given_back.created_at,
        'refund', 'adjustment', 0::bigint, given_back.told_amount - given_back.returned_amount
    from given_back
    left join ended on ended.order_key = given_back.order_key
    where ended.order_key is null and given_back.told_amount <> given_back.returned_amount
),

complete as (
    select * from recorded
    union all
    {{ take_back('recorded', 'ended') }}
),

final as (
    select
        complete.sale_event_key,
        complete.order_key,
        'magento' as source,
        orders.connection,
        'magento:' || orders.connection || ':' || coalesce(orders.store_id, '0') as shop_key,
        complete.order_line_key,
        complete.order_line_id,
        complete.refund_id,
        complete.product_key,
        complete.event_at,
        false as is_day_estimated,
        complete.event_type,
        complete.component,
        complete.quantity::bigint as quantity,
        complete.amount::decimal(18,4) as amount
    from complete
    join orders on orders.order_key = complete.order_key
)

select * from final
