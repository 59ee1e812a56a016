/*---
model: stg_magento__order_lines
about: >-
  A configurable product comes as two items, a parent with the price and a child with the product; a bundle comes as a parent and several
  children, and names none. One row here per family. Price, discount and tax are each the parent's if it has them, else the sum of its
  children's: a bundle with dynamic pricing has its price on both, discount and tax on the parts only.
grain: one row per item of an order that no other item holds
key: [order_line_key]
materialize: incremental
replace_partition: order_key
required: [quantity, gross_amount]
owner: commerce
columns:
  order_line_key: { type: varchar, about: "source:connection:item_id of the priced item", checks: [unique, not_null] }
  order_line_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  product_key: { type: varchar, about: "The product; null for a bundle" }
  parent_product_key: { type: varchar, about: The configurable parent of the product }
  product_type: { type: varchar }
  sku: { type: varchar, about: Of the goods }
  title: { type: varchar }
  quantity: { type: "decimal(18,4)", about: Ordered, unit: units }
  canceled_quantity: { type: "decimal(18,4)", unit: units }
  refunded_quantity: { type: "decimal(18,4)", unit: units }
  gross_amount: { type: "decimal(18,4)", about: "Before coupons, without tax", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: "Discount by coupons, without tax", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: On what remains, unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_magento__orders') }}
),

items as (
    select
        orders.order_key,
        orders.connection,
        {{ as_text('item.value', 'item_id') }} as item_id,
        nullif({{ as_text('item.value', 'parent_item_id') }}, '0') as parent_item_id,
        {{ as_text('item.value', 'product_id') }} as product_id,
        {{ as_text('item.value', 'product_type') }} as product_type,
        {{ as_text('item.value', 'sku') }} as sku,
        {{ as_text('item.value', 'name') }} as title,
        {{ as_text('item.value', 'qty_ordered') }}::decimal(18,4) as quantity,
        coalesce({{ as_text('item.value', 'qty_canceled') }}::decimal(18,4), 0) as canceled_quantity,
        coalesce({{ as_text('item.value', 'qty_refunded') }}::decimal(18,4), 0) as refunded_quantity,
        {{ as_text('item.value', 'base_row_total') }}::decimal(18,4) as gross_amount,
        coalesce({{ as_text('item.value', 'base_discount_amount') }}::decimal(18,4), 0) as discount_with_tax,
        coalesce({{ as_text('item.value', 'base_discount_tax_compensation_amount') }}::decimal(18,4), 0) as discount_tax,
        {{ as_text('item.value', 'base_tax_amount') }}::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'items', 'item') }}
),

families as (
    select
        *,
        count(parent_item_id) over (partition by order_key, coalesce(parent_item_id, item_id)) as children,
        max(case when parent_item_id is not null then product_id end)
            over (partition by order_key, coalesce(parent_item_id, item_id)) as child_product_id,
        max(case when parent_item_id is not null then sku end)
            over (partition by order_key, coalesce(parent_item_id, item_id)) as child_sku,
        sum(case when parent_item_id is not null then gross_amount end)
            over (partition by order_key, coalesce(parent_item_id, item_id)) as children_gross,
        sum(case when parent_item_id is not null then discount_with_tax - discount_tax end)
            over (partition by order_key, coalesce(parent_item_id, item_id)) as children_discount,
        sum(case when parent_item_id is not null then tax_amount end)
            over (partition by order_key, coalesce(parent_item_id, item_id)) as children_tax,
        max(case when parent_item_id is not null then _nulled end)
            over (partition by order_key, coalesce(parent_item_id, item_id)) as children_nulled
    from items
),

final as (
    select
        'magento:' || connection || ':' || item_id as order_line_key,
        item_id as order_line_id,
        order_key,
        case
            when children = 0 then 'magento:' || connection || ':' || product_id
            when children = 1 then 'magento:' || connection || ':' || child_product_id
        end as product_key,
        case when children > 0 then 'magento:' || connection || ':' || product_id end as parent_product_key,
        product_type,
        case when children = 1 then child_sku else sku end as sku,
        title,
        quantity,
        canceled_quantity::decimal(18,4) as canceled_quantity,
        refunded_quantity::decimal(18,4) as refunded_quantity,
        coalesce(nullif(gross_amount, 0), children_gross, gross_amount)::decimal(18,4) as gross_amount,
        coalesce(nullif(discount_with_tax - discount_tax, 0), children_discount, 0)::decimal(18,4) as discount_amount,
        coalesce(nullif(tax_amount, 0), children_tax, tax_amount)::decimal(18,4) as tax_amount,
        coalesce(_nulled, children_nulled) as _nulled
    from families
    where parent_item_id is null
)

select * from final
