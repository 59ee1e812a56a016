/*---
model: int_sales_reports__shopify
conforms: sales_reports
materialize: view
decisions: [docs/decisions/0041-shop-report.md]
---*/
with

reports as (
    select * from {{ ref('stg_shopify__sales_reports') }}
),

final as (
    select
        'shopify' as source,
        connection,
        'shopify:' || connection as shop_key,
        report_date,
        _extracted_at as read_at,
        orders_count,
        gross_amount,
        discount_amount,
        reversal_amount as refund_amount,
        net_amount,
        shipping_amount,
        tax_amount,
        total_amount
    from reports
)

select * from final
