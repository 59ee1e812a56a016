/*---
model: stg_shopify__joined_lines
about: Lines added to an order by an edit or an exchange. A line of the order's own agreement is not included, even if units were added to it later.
grain: one row per line that joined its order later
key: [order_line_key]
materialize: incremental
replace_partition: order_key
owner: commerce
decisions: [docs/decisions/0041-shop-report.md]
columns:
  order_line_key: { type: varchar, about: "source:connection:line", checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null] }
  joined_at: { type: timestamp, about: UTC, checks: [not_null] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_shopify__order_agreements') }}
),

agreements as (
    select
        orders.order_key,
        orders.connection,
        {{ utc(as_text('agreement.value', 'happenedAt')) }} as happened_at,
        {{ as_text('agreement.value', 'reason') }} as reason,
        {{ nested('agreement.value', 'sales.nodes') }} as sales,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'agreements', 'agreement') }}
),

sold as (
    select
        agreements.order_key,
        agreements.happened_at,
        agreements.reason,
        agreements._nulled,
        'shopify:' || agreements.connection || ':' || {{ shopify_id('sale.value', 'lineItem.id') }} as order_line_key
    from {{ explode('agreements', 'sales', 'sale') }}
    where {{ as_text('sale.value', 'actionType') }} = 'ORDER'
),

final as (
    select order_line_key, order_key, min(happened_at) as joined_at, max(_nulled) as _nulled
    from sold
    where order_line_key is not null
    group by order_line_key, order_key
    having count_if(coalesce(reason, 'UNKNOWN') in ('ORDER', 'UNKNOWN')) = 0
)

select * from final
