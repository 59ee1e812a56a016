/*---
model: stg_shopify__transactions
grain: one row per movement of money on an order
key: [transaction_key]
materialize: incremental
replace_partition: order_key
required: [processed_at, amount]
owner: commerce
columns:
  transaction_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  transaction_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  kind: { type: varchar, checks: [not_null] }
  status: { type: varchar, checks: [not_null] }
  gateway: { type: varchar }
  processed_at: { type: timestamp, checks: [not_null] }
  amount: { type: "decimal(18,4)", unit: shop currency, checks: [not_null] }
  fees: { type: nested, about: "Fees of the processor; empty where the vendor tells none" }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_shopify__orders') }}
),

final as (
    select
        'shopify:' || orders.connection || ':' || {{ shopify_id('movement.value', 'id') }} as transaction_key,
        {{ shopify_id('movement.value', 'id') }} as transaction_id,
        orders.order_key,
        {{ as_text('movement.value', 'kind') }} as kind,
        {{ as_text('movement.value', 'status') }} as status,
        {{ as_text('movement.value', 'gateway') }} as gateway,
        coalesce(
            {{ utc(as_text('movement.value', 'processedAt')) }},
            {{ utc(as_text('movement.value', 'createdAt')) }}
        ) as processed_at,
        {{ as_text('movement.value', 'amountSet.shopMoney.amount') }}::decimal(18,4) as amount,
        {{ nested('movement.value', 'fees') }} as fees,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'transactions', 'movement') }}
)

select * from final
