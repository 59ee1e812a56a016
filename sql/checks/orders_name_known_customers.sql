/*---
check: orders_name_known_customers
about: An order names an unknown customer record, although customers were read the day after next or later
table: marts.fct_orders
family: relationship
severity: warn
unit: orders
---*/
-- A customer who changes during a run is read by the next one, so the last day proves nothing; nor do customers that
-- could not be read.
with

customers as (
    select * from {{ union_of('people') }} as people where is_shop
),

readings as (
    select source, connection, max(began_at) as began_at
    from ops.read_windows
    where stream = 'customers'
    group by source, connection
)

select orders.order_key as key
from {{ union_of('orders') }} as orders
join readings on readings.source = orders.source and readings.connection = orders.connection
left join customers on customers.record_key = orders.customer_record_key
where orders.customer_record_key is not null
    and customers.record_key is null
    and orders.created_at::date + 1 < readings.began_at::date
