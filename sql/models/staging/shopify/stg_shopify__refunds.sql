/*---
model: stg_shopify__refunds
grain: one row per refund
key: [refund_key]
materialize: incremental
replace_partition: order_key
required: [processed_at]
owner: commerce
columns:
  refund_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  refund_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  processed_at: { type: timestamp, about: "When the money was refunded; for old refunds the vendor reports only when the refund was created", checks: [not_null] }
  is_day_estimated: { type: boolean, about: "The day of the refund is not reported: it is an estimate, which does not move" }
  refunded_amount: { type: "decimal(18,4)", about: The vendor's total of the refund, unit: shop currency }
  duty_amount: { type: "decimal(18,4)", about: Of it for duties, unit: shop currency }
  refund_lines: { type: nested }
  refund_shipping_lines: { type: nested }
  adjustments: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_shopify__orders') }}
),

final as (
    select
        'shopify:' || orders.connection || ':' || {{ shopify_id('refund.value', 'id') }} as refund_key,
        {{ shopify_id('refund.value', 'id') }} as refund_id,
        orders.order_key,
        orders.connection,
        coalesce(
            {{ utc(as_text('refund.value', 'processedAt')) }},
            {{ utc(as_text('refund.value', 'createdAt')) }},
            {{ utc(as_text('refund.value', 'updatedAt')) }},
            orders.updated_at
        ) as processed_at,
        coalesce({{ as_text('refund.value', 'isDayEstimated') }}::boolean, false) as is_day_estimated,
        {{ as_text('refund.value', 'totalRefundedSet.shopMoney.amount') }}::decimal(18,4) as refunded_amount,
        {{ sum_of(nested('refund.value', 'duties'), 'amountSet.shopMoney.amount') }} as duty_amount,
        {{ nested('refund.value', 'refundLineItems.nodes') }} as refund_lines,
        {{ nested('refund.value', 'refundShippingLines.nodes') }} as refund_shipping_lines,
        {{ nested('refund.value', 'orderAdjustments.nodes') }} as adjustments,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'refunds', 'refund') }}
)

select * from final
