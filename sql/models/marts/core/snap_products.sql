/*---
model: snap_products
about: >-
  Prices, status and type of each variant of a shop, with the days from and to which they count (type 2). History begins with the first version
  that was read; vendors do not tell older ones. Costs have a history of their own, snap_product_costs.
grain: one row per variant of a shop and change
key: [shop_product_key, version_number]
materialize: table
owner: commerce
date: valid_from
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, about: "source:connection:variant_id", checks: [not_null, { in: dim_shop_products.shop_product_key, severity: warn }] }
  version_number: { type: bigint, about: "1, 2, … by day", checks: [not_null, { min: 1 }] }
  valid_from: { type: date, about: First day of the shop on which it counts, checks: [not_null] }
  valid_to: { type: date, about: The day the next one counts; null for the current one }
  is_current: { type: boolean, checks: [not_null] }
  price_amount: { type: "decimal(18,4)", about: Null where the shop states none, unit: currency, checks: [{ min: 0, severity: warn }] }
  compare_at_amount: { type: "decimal(18,4)", about: The higher price beside a reduced one, unit: currency, checks: [{ min: 0, severity: warn }] }
  currency: { type: varchar, about: Null where the shop states none }
  status: { type: varchar, about: "In the shop's words" }
  product_type: { type: varchar }
---*/
with

products as (
    select products.product_key, coalesce(shops.time_zone, 'UTC') as time_zone, shops.currency
    from {{ union_of('products') }} as products
    left join {{ ref('int_shops') }} as shops on shops.shop_key = products.shop_key
    where coalesce(products.created_at < {{ as_of }}, true)
),

dated as (
    select versions.*, products.currency, {{ local_date('versions.effective_at', 'offsets') }} as valid_from
    from {{ union_of('product_versions') }} as versions
    join products on products.product_key = versions.product_key
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = products.time_zone
        and offsets.utc_week = {{ utc_week('versions.effective_at') }}
    where versions.effective_at < {{ as_of }}
),

-- The last word of a day counts, of prices and of states apart.
prices as (
    select *
    from dated
    where is_price
    qualify row_number() over (partition by product_key, valid_from order by effective_at desc, product_version_key desc) = 1
),

states as (
    select *
    from dated
    where is_state
    qualify row_number() over (partition by product_key, valid_from order by effective_at desc, product_version_key desc) = 1
),

days as (
    select product_key, valid_from, currency from prices
    union
    select product_key, valid_from, currency from states
),

-- A day without a word has the last one before it, and those before the first word have the first.
numbered as (
    select
        days.*,
        prices.price_amount,
        prices.compare_at_amount,
        states.status,
        states.product_type,
        greatest(1, count(prices.product_key) over (
            partition by days.product_key order by days.valid_from rows between unbounded preceding and current row
        )) as price_number,
        greatest(1, count(states.product_key) over (
            partition by days.product_key order by days.valid_from rows between unbounded preceding and current row
        )) as state_number
    from days
    left join prices on prices.product_key = days.product_key and prices.valid_from = days.valid_from
    left join states on states.product_key = days.product_key and states.valid_from = days.valid_from
),

filled as (
    select
        product_key,
        valid_from,
        currency,
        max(price_amount) over (partition by product_key, price_number) as price_amount,
        max(compare_at_amount) over (partition by product_key, price_number) as compare_at_amount,
        max(status) over (partition by product_key, state_number) as status,
        max(product_type) over (partition by product_key, state_number) as product_type
    from numbered
),

compared as (
    select
        filled.*,
        row_number() over (partition by product_key order by valid_from) = 1 as is_first,
        lag(price_amount) over (partition by product_key order by valid_from) as price_before,
        lag(compare_at_amount) over (partition by product_key order by valid_from) as compare_at_before,
        lag(status) over (partition by product_key order by valid_from) as status_before,
        lag(product_type) over (partition by product_key order by valid_from) as type_before
    from filled
),

changes as (
    select
        compared.*,
        row_number() over (partition by product_key order by valid_from) as version_number,
        lead(valid_from) over (partition by product_key order by valid_from) as valid_to
    from compared
    where is_first
        or price_amount is distinct from price_before
        or compare_at_amount is distinct from compare_at_before
        or status is distinct from status_before
        or product_type is distinct from type_before
),

final as (
    select
        product_key as shop_product_key,
        version_number::bigint as version_number,
        valid_from,
        valid_to,
        valid_to is null as is_current,
        price_amount,
        compare_at_amount,
        currency,
        status,
        product_type
    from changes
)

select * from final
