/*---
model: stg_shopify__transaction_fees
about: Fees of the vendor's own processor for a payment.
grain: one row per transaction and currency of its fees
key: [transaction_key, currency]
materialize: incremental
replace_partition: order_key
required: [amount]
owner: commerce
columns:
  transaction_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, checks: [not_null] }
  currency: { type: varchar, about: Of the payout, checks: [not_null] }
  processed_at: { type: timestamp }
  amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

movements as (
    select * from {{ changed('stg_shopify__transactions') }} where status = 'SUCCESS'
),

fees as (
    select
        movements.transaction_key,
        movements.order_key,
        movements.processed_at,
        {{ as_text('fee.value', 'amount.currencyCode') }} as currency,
        {{ as_text('fee.value', 'amount.amount') }}::decimal(18,4) as amount,
        {{ nulled }} as _nulled
    from {{ explode('movements', 'fees', 'fee') }}
),

final as (
    select
        transaction_key,
        order_key,
        currency,
        processed_at,
        sum(amount)::decimal(18,4) as amount,
        max(_nulled) as _nulled
    from fees
    where currency is not null
    group by transaction_key, order_key, currency, processed_at
)

select * from final
