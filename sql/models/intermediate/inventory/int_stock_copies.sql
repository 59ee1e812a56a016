/*---
model: int_stock_copies
about: >-
  Shops that show the stock of another shop's warehouse: of the products that both count, on the days on which both do and one shows five units
  or more, at least ten compare, and half or more show the same units. Two warehouses hardly ever agree on so many; copies differ by the
  minutes between their readings. An account of the setting `ownStock` is nobody's copy.
grain: one row per account that shows another one's stock
key: [account]
materialize: table
owner: inventory
decisions: [docs/decisions/0046-products.md]
columns:
  account: { type: varchar, about: "source:connection", checks: [not_null] }
  copied_account: { type: varchar, about: "The account that counts: that of the reports, or the first by name", checks: [not_null] }
---*/
with

accounts as (
    select
        source || ':' || connection as account,
        row_number() over (order by max(case when is_reporting then 1 else 0 end) desc, source || ':' || connection) as precedence
    from {{ ref('int_shops') }}
    group by source || ':' || connection
),

levels as (
    select
        levels.account,
        accounts.precedence,
        levels.product_key,
        levels.snapshot_date,
        sum(levels.on_hand_units) as on_hand_units,
        sum(levels.available_units) as available_units
    from {{ ref('int_inventory_levels_daily') }} as levels
    join accounts on accounts.account = levels.account
    where levels.product_key is not null and levels.on_hand_units is not null
    group by levels.account, accounts.precedence, levels.product_key, levels.snapshot_date
),

compared as (
    select
        later.account,
        earlier.account as copied_account,
        earlier.precedence,
        later.product_key,
        count_if(later.on_hand_units = earlier.on_hand_units or later.available_units = earlier.available_units) as equal_count,
        count(*) as days_count
    from levels as later
    join levels as earlier
        on earlier.product_key = later.product_key
        and earlier.snapshot_date = later.snapshot_date
        and earlier.precedence < later.precedence
    -- One or two pieces of everything agree by chance.
    where (later.on_hand_units >= 5 or earlier.on_hand_units >= 5) and later.account not in {{ own_stock }}
    group by later.account, earlier.account, earlier.precedence, later.product_key
),

copies as (
    select account, copied_account, precedence
    from compared
    group by account, copied_account, precedence
    having count(*) >= 10 and sum(equal_count) * 2 >= sum(days_count)
),

final as (
    select account, copied_account
    from copies
    qualify row_number() over (partition by account order by precedence) = 1
)

select * from final
