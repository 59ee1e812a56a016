/*---
check: costs_are_known
about: >-
  Goods were sold in the last twelve months whose cost nobody states, in a shop that states others; enter it in the shop, or drop a file
  product_costs
table: marts.fct_order_line_profit
family: rule
severity: warn
unit: shops
says: true
---*/
with

recent as (
    select
        split_part(profit.order_key, ':', 1) || ':' || split_part(profit.order_key, ':', 2) as account,
        profit.product_key,
        profit.currency,
        profit.net_amount,
        profit.cogs_amount
    from {{ ref('fct_order_line_profit') }} as profit
    cross join {{ ref('int_today') }} as today
    where profit.profit_date >= today.today - 365 and profit.order_line_id is not null
),

products as (
    select account, currency, product_key, sum(net_amount) as net_amount
    from recent
    where cogs_amount is null
    group by account, currency, product_key
),

sums as (
    select
        account,
        currency,
        count(product_key) as products_count,
        sum(net_amount) as net_amount,
        count_if(product_key is null) > 0 as has_custom
    from products
    group by account, currency
),

biggest as (
    select account, currency, product_key
    from products
    qualify row_number() over (partition by account, currency order by net_amount desc, product_key) = 1
),

stated as (
    select distinct account from recent where cogs_amount is not null
)

select
    sums.account as key,
    sums.account || ' sold ' || sums.net_amount::decimal(18,2)::varchar || ' ' || sums.currency || ' of '
        || case
            when sums.products_count = 0 then 'custom items'
            else sums.products_count::varchar || case when sums.products_count = 1 then ' product' else ' products' end
                || case when sums.has_custom then ' and of custom items' else '' end
        end
        || ' without a known cost in the last twelve months'
        || coalesce('; the biggest is ' || biggest.product_key, '') || '. No margin includes them.' as says
from sums
join stated on stated.account = sums.account
join biggest on biggest.account = sums.account and biggest.currency = sums.currency
