/*---
model: int_order_contacts__woocommerce
conforms: order_contacts
materialize: view
---*/
with

orders as (
    select * from {{ ref('int_orders__woocommerce') }}
),

final as (
    select
        order_key,
        source,
        connection,
        shop_key,
        customer_record_key,
        email_token,
        phone_token,
        ordered_at
    from orders
)

select * from final
