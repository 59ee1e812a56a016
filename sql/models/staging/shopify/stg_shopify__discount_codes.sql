/*---
model: stg_shopify__discount_codes
grain: one row per code of a discount, up to ten each
key: [discount_code_key]
materialize: incremental
replace_by: discount_key
owner: commerce
columns:
  discount_code_key: { type: varchar, about: "source:connection:discount:code id", checks: [unique, not_null] }
  discount_key: { type: varchar, checks: [not_null] }
  code: { type: varchar }
  used: { type: bigint, unit: orders }
---*/
with

discounts as (
    select * from {{ changed('stg_shopify__discount_nodes') }}
),

final as (
    select
        discounts.discount_key || ':' || {{ shopify_id('code.value', 'id') }} as discount_code_key,
        discounts.discount_key,
        {{ text('code.value', 'code') }} as code,
        {{ text('code.value', 'asyncUsageCount') }}::bigint as used
    from {{ explode('discounts', 'codes', 'code') }}
)

select * from final
