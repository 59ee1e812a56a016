/*---
model: int_order_contacts__shopify
conforms: order_contacts
materialize: view
---*/
with

orders as (
    select * from {{ ref('stg_shopify__orders') }}
),

final as (
    select
        order_key,
        'shopify' as source,
        connection,
        'shopify:' || connection as shop_key,
        customer_record_key,
        email_token,
        phone_token,
        processed_at as ordered_at
    from orders
)

select * from final
