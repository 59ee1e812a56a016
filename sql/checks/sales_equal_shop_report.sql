/*---
check: sales_equal_shop_report
about: "A day that was over when the shop's own sales report was read differs from it by more than a cent in any measure, or in its orders"
table: marts.mart_sales_reconciliation
family: reconciliation
severity: warn
unit: days
---*/
select
    connection || ' ' || sales_date::varchar as key,
    net_amount,
    reported_net_amount,
    net_difference_amount,
    total_difference_amount,
    orders_count - reported_orders_count as orders_difference_count
from {{ ref('mart_sales_reconciliation') }}
where is_comparable
    and (
        orders_count <> reported_orders_count
        or abs(gross_difference_amount) > 0.01
        or abs(discount_difference_amount) > 0.01
        or abs(refund_difference_amount) > 0.01
        or abs(net_difference_amount) > 0.01
        or abs(shipping_difference_amount) > 0.01
        or abs(tax_difference_amount) > 0.01
        or abs(total_difference_amount) > 0.01
    )
