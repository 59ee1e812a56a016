/*---
statement: no_cost_rate
about: The columns of the rates of the configuration, when there are none
parameters: {}
---*/
select
    null::varchar as place,
    null::varchar as cost_type,
    null::varchar as shop_key,
    null::varchar as applies_to,
    null::date as valid_from,
    null::decimal(18,8) as share,
    null::decimal(18,4) as fixed_amount,
    null::varchar as currency
where false
