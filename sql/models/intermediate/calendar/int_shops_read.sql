/*---
model: int_shops_read
grain: one row per shop; exactly one of them, the first by name, is the one reports speak for
key: [connection]
materialize: table
owner: commerce
columns:
  connection: { type: varchar, checks: [unique, not_null] }
  shop_name: { type: varchar }
  time_zone: { type: varchar, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  is_reporting: { type: boolean, about: Days without a shop of their own are cut in its zone and amounts of customers are in its currency }
---*/
with

shops as (
    select * from {{ ref('stg_shopify__shop') }}
),

final as (
    select
        connection,
        shop_name,
        time_zone,
        currency,
        row_number() over (order by connection) = 1 as is_reporting
    from shops
)

select * from final
