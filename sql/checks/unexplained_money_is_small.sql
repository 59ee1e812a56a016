/*---
check: unexplained_money_is_small
about: Unexplained money is more than one hundredth of net sales
table: marts.fct_sales
family: reconciliation
severity: error
unit: currencies
says: true
---*/
with

orders as (
    select
        currency,
        order_key,
        sum(case when event_type = 'adjustment' then amount else 0 end) as adjustment_amount,
        sum(case
            when event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment') then amount
            else 0
        end) as net_amount
    from {{ ref('fct_sales') }}
    group by currency, order_key
),

sums as (
    select
        currency,
        sum(abs(adjustment_amount)) as unexplained_amount,
        greatest(sum(net_amount), 0) as net_amount,
        count_if(adjustment_amount <> 0) as orders_count
    from orders
    group by currency
),

biggest as (
    select currency, order_key
    from orders
    where adjustment_amount <> 0
    qualify row_number() over (partition by currency order by abs(adjustment_amount) desc, order_key) = 1
)

select
    biggest.order_key as key,
    sums.unexplained_amount::decimal(18,2)::varchar || ' ' || sums.currency || ' of ' || sums.orders_count::varchar
        || ' orders stand in no field, beside net sales of ' || sums.net_amount::decimal(18,2)::varchar
        || '; the biggest is ' || biggest.order_key || '.' as says
from sums
join biggest on biggest.currency = sums.currency
where sums.orders_count > 5 and sums.unexplained_amount * 100 > sums.net_amount
