/*---
model: int_shops
grain: one row per shop; exactly one is the one reports speak for, the first by name of those in the reporting currency
key: [shop_key]
materialize: table
owner: commerce
columns:
  shop_key: { type: varchar, checks: [unique, not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_name: { type: varchar }
  time_zone: { type: varchar, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  is_reporting: { type: boolean, about: "Its zone defines days that belong to no shop, and its currency is that of customers' amounts" }
---*/
with

shops as (
    select * from {{ union_of('shops') }} as shops
),

final as (
    select
        shop_key,
        source,
        connection,
        shop_name,
        time_zone,
        currency,
        row_number() over (
            order by case when currency = {{ reporting_currency }} then 0 else 1 end, connection, source, shop_key
        ) = 1 as is_reporting
    from shops
)

select * from final
