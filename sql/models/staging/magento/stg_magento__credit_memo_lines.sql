/*---
model: stg_magento__credit_memo_lines
about: "For configurable products only the item with the price counts: the one without, below it, repeats it"
grain: one row per credit memo and priced order item it takes back
key: [credit_memo_line_key]
materialize: incremental
replace_partition: order_key
required: [subtotal_amount]
owner: commerce
columns:
  credit_memo_line_key: { type: varchar, about: "source:connection:entity_id", checks: [unique, not_null] }
  credit_memo_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar }
  order_line_key: { type: varchar }
  sku: { type: varchar }
  quantity: { type: "decimal(18,4)", about: Taken back, unit: units }
  subtotal_amount: { type: "decimal(18,4)", about: "After coupons, without tax", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: "Taken off by coupons, including tax if prices do", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

memos as (
    select * from {{ changed('stg_magento__credit_memos') }}
),

items as (
    select
        memos.credit_memo_key,
        memos.order_key,
        memos.connection,
        {{ as_text('item.value', 'entity_id') }} as entity_id,
        {{ as_text('item.value', 'order_item_id') }} as order_item_id,
        {{ as_text('item.value', 'sku') }} as sku,
        {{ as_text('item.value', 'qty') }}::decimal(18,4) as quantity,
        {{ as_text('item.value', 'base_row_total') }}::decimal(18,4) as row_total,
        coalesce({{ as_text('item.value', 'base_discount_amount') }}::decimal(18,4), 0) as discount_with_tax,
        coalesce({{ as_text('item.value', 'base_discount_tax_compensation_amount') }}::decimal(18,4), 0) as discount_tax,
        coalesce({{ as_text('item.value', 'base_tax_amount') }}::decimal(18,4), 0) as tax,
        {{ nulled }} as _nulled
    from {{ explode('memos', 'items', 'item') }}
),

final as (
    select
        'magento:' || connection || ':' || entity_id as credit_memo_line_key,
        credit_memo_key,
        order_key,
        'magento:' || connection || ':' || order_item_id as order_line_key,
        sku,
        quantity,
        (row_total - (discount_with_tax - discount_tax))::decimal(18,4) as subtotal_amount,
        abs(discount_with_tax)::decimal(18,4) as discount_amount,
        tax::decimal(18,4) as tax_amount,
        _nulled
    from items
    where row_total is not null or _nulled is not null
)

select * from final
