/*---
check: closed_week_equals_shop_report
about: >-
  Over the last seven days that the shop's own sales report covers completely, our figures differ from it by more than one hundredth of its
  sales, or of its orders, and no quarantined orders explain the difference
table: marts.fct_sales
family: reconciliation
severity: error
unit: shops
says: true
---*/
with

newest as (
    select connection, max(sales_date) as closed_date
    from {{ ref('mart_sales_reconciliation') }}
    where is_comparable
    group by connection
),

-- A day due for another reading proves nothing yet, so only complete, comparable weeks count.
week as (
    select
        days.connection,
        min(days.sales_date) as from_date,
        max(days.sales_date) as to_date,
        min(days.currency) as currency,
        sum(days.orders_count) as orders_count,
        sum(days.reported_orders_count) as reported_orders_count,
        sum(days.total_amount) as total_amount,
        sum(days.reported_total_amount) as reported_total_amount,
        sum(days.total_difference_amount) as total_difference_amount,
        greatest(abs(sum(days.reported_gross_amount)), 1) as sales_amount,
        greatest(
            abs(sum(days.gross_difference_amount)), abs(sum(days.discount_difference_amount)),
            abs(sum(days.refund_difference_amount)), abs(sum(days.net_difference_amount)),
            abs(sum(days.shipping_difference_amount)), abs(sum(days.tax_difference_amount)),
            abs(sum(days.total_difference_amount))
        ) as difference_amount
    from {{ ref('mart_sales_reconciliation') }} as days
    join newest on newest.connection = days.connection
        and days.sales_date <= newest.closed_date
        and datediff('day', days.sales_date, newest.closed_date) < 7
    where days.is_comparable
    group by days.connection
),

-- A quarantined order is named with its money: it explains its part, without blaming the shop.
missing as (
    select
        connection,
        count(*) as orders_count,
        case when count(amount) = count(*) then sum(amount) end as amount
    from {{ quarantined('shopify', 'orders') }}
    group by connection
),

explained as (
    select week.connection
    from week
    join missing on missing.connection = week.connection
    where week.reported_orders_count - week.orders_count between 1 and missing.orders_count
        and week.total_difference_amount * 100 <= week.sales_amount
        and (missing.amount is null or (-week.total_difference_amount - missing.amount) * 100 <= week.sales_amount)
)

select
    connection as key,
    connection || ', ' || from_date::varchar || ' to ' || to_date::varchar || ': total sales are '
        || total_amount::decimal(18,2)::varchar || ' ' || coalesce(currency, '') || ' of ' || orders_count::varchar
        || ' orders, the shop reports ' || reported_total_amount::decimal(18,2)::varchar || ' of '
        || reported_orders_count::varchar || '; the greatest difference of a measure is '
        || difference_amount::decimal(18,2)::varchar
        || '. Do not trust the sales of these days: read them again, and compare with the report in the shop''s admin.' as says
from week
where connection not in (select connection from explained)
    and (
        difference_amount * 100 > sales_amount
        or (abs(orders_count - reported_orders_count) > 2 and abs(orders_count - reported_orders_count) * 100 > reported_orders_count)
    )
