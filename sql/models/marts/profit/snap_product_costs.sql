/*---
model: snap_product_costs
about: >-
  Cost of a unit of each variant, with the days from and to which it counts (type 2). A dropped file outranks the shop from its first day. Days before
  the first statement have the cost of version 1, as an estimate.
grain: one row per variant of a shop and change of its cost
key: [shop_product_key, version_number]
materialize: table
owner: commerce
date: valid_from
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  shop_product_key: { type: varchar, about: "source:connection:variant_id", checks: [not_null, { in: dim_shop_products.shop_product_key, severity: warn }] }
  version_number: { type: bigint, about: "1, 2, … by day", checks: [not_null, { min: 1 }] }
  valid_from: { type: date, about: First day of the shop on which it counts, checks: [not_null] }
  valid_to: { type: date, about: The day the next one counts; null for the current one }
  is_current: { type: boolean, checks: [not_null] }
  unit_cost_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null, { min: 0 }] }
  currency: { type: varchar, checks: [not_null] }
  stated_by: { type: varchar, about: "The source that states it, such as shopify or files", checks: [not_null] }
---*/
with

costs as (
    select * from {{ union_of('product_costs') }} as costs where unit_cost_amount is not null
),

products as (
    select product_key, shop_key, sku from {{ union_of('products') }} as products
),

named as (
    select costs.*, products.product_key as known_key, products.shop_key as product_shop_key
    from costs
    join products on products.product_key = costs.product_key
    where costs.product_key is not null
    union all
    select costs.*, products.product_key, products.shop_key
    from costs
    join products on products.sku = costs.sku and products.shop_key = coalesce(costs.shop_key, products.shop_key)
    where costs.product_key is null
),

-- A cost counts from the beginning of the shop's day.
dated as (
    select
        named.known_key as product_key,
        coalesce(named.effective_date, {{ local_date('named.effective_at', 'offsets') }}) as valid_from,
        named.unit_cost_amount,
        coalesce(named.cost_currency, shops.currency) as currency,
        named.source as stated_by,
        named.effective_at,
        named.cost_statement_key
    from named
    join {{ ref('int_shops') }} as shops on shops.shop_key = named.product_shop_key
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = shops.time_zone
        and offsets.utc_week = {{ utc_week('named.effective_at') }}
),

past as (
    select dated.*, min(case when stated_by = 'files' then valid_from end) over (partition by product_key) as first_of_files
    from dated
    cross join {{ ref('int_today') }} as today
    where dated.valid_from <= today.today
),

-- The last word of a day counts.
daily as (
    select *
    from past
    where stated_by = 'files' or first_of_files is null or valid_from < first_of_files
    qualify row_number() over (
        partition by product_key, valid_from order by effective_at desc nulls last, cost_statement_key desc
    ) = 1
),

compared as (
    select
        daily.*,
        lag(unit_cost_amount) over (partition by product_key order by valid_from) as cost_before,
        lag(currency) over (partition by product_key order by valid_from) as currency_before
    from daily
),

changes as (
    select
        compared.*,
        row_number() over (partition by product_key order by valid_from) as version_number,
        lead(valid_from) over (partition by product_key order by valid_from) as valid_to
    from compared
    where cost_before is null or cost_before <> unit_cost_amount or currency_before <> currency
),

final as (
    select
        product_key as shop_product_key,
        version_number::bigint as version_number,
        valid_from,
        valid_to,
        valid_to is null as is_current,
        unit_cost_amount,
        currency,
        stated_by
    from changes
)

select * from final
