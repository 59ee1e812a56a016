/*---
model: int_cost_rates__config
conforms: cost_rates
about: costRates of the configuration.
materialize: view
---*/
with

rates as (
    select * from {{ cost_rates }} as configured
),

final as (
    select
        'config:' || place as cost_rate_key,
        'config' as source,
        'main' as connection,
        shop_key,
        cost_type,
        applies_to,
        valid_from,
        share,
        fixed_amount,
        currency
    from rates
)

select * from final
