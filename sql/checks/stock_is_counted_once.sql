/*---
check: stock_is_counted_once
about: >-
  A shop shows the stock of another one, so that its units count once, in the other; if they are two stocks, name the shop in the setting
  ownStock
table: marts.fct_inventory_snapshots
family: rule
severity: note
unit: shops
says: true
---*/
with

shown as (
    select
        split_part(shop_product_key, ':', 1) || ':' || split_part(shop_product_key, ':', 2) as account,
        copied_account,
        snapshot_date,
        shop_product_key,
        shown_units
    from {{ ref('fct_inventory_snapshots') }}
    where copied_account is not null
),

newest as (
    select * from shown
    qualify snapshot_date = max(snapshot_date) over (partition by account)
)

select
    account as key,
    account || ' shows the stock of ' || copied_account || ': its ' || sum(shown_units)::varchar || ' units of '
        || count(distinct shop_product_key)::varchar
        || case when count(distinct shop_product_key) = 1 then ' product' else ' products' end
        || ' count there, once. If they are a stock of its own, name ' || account || ' in ownStock.' as says
from newest
group by account, copied_account
