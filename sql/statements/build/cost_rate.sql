/*---
statement: cost_rate
about: A rate of the configuration; an empty text is null
parameters: { place: text, cost: text, shop: text, applies_to: text, from: text, share: number, fixed: number, currency: text }
---*/
select
    {{ place }}::varchar as place,
    {{ cost }}::varchar as cost_type,
    nullif({{ shop }}, '')::varchar as shop_key,
    nullif({{ applies_to }}, '')::varchar as applies_to,
    nullif({{ from }}, '')::date as valid_from,
    {{ share }}::decimal(18,8) as share,
    {{ fixed }}::decimal(18,4) as fixed_amount,
    nullif({{ currency }}, '')::varchar as currency
