/*---
model: fct_order_costs
about: >-
  The costs of an order beside its goods. A stated fee or charge counts; else a rate, as an estimate; else null. An order that
  was never paid or was cancelled is not shipped, so it has neither shipping cost nor packaging. Marketing is an allocation: the day's ad spend
  in proportion to goods sold.
grain: one row per order that is no test
key: [order_key]
materialize: table
replace_partition: order_key
owner: commerce
date: order_date
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  order_key: { type: varchar, checks: [unique, not_null, { in: fct_orders.order_key }] }
  order_date: { type: date, about: "Day of all of these costs, in the shop's zone", checks: [not_null] }
  payment_fee_amount: { type: "decimal(18,4)", about: Null where one of the payments has neither a fee nor a rate, unit: currency }
  is_payment_fee_estimated: { type: boolean, checks: [not_null] }
  shipping_cost_amount: { type: "decimal(18,4)", unit: currency }
  is_shipping_cost_estimated: { type: boolean, checks: [not_null] }
  packaging_amount: { type: "decimal(18,4)", unit: currency }
  is_packaging_estimated: { type: boolean, checks: [not_null] }
  duty_amount: { type: "decimal(18,4)", about: "Paid by the shop itself; 0 without a charge or a rate", unit: currency }
  is_duty_estimated: { type: boolean, checks: [not_null] }
  marketing_amount: { type: "decimal(18,4)", about: "Allocated; null without an ad account, or where the day's spend or the order has no rate", unit: currency }
  currency: { type: varchar, checks: [not_null] }
---*/
with

orders as (
    select
        known.order_key,
        known.order_name,
        identified.source || ':' || identified.connection as account,
        identified.order_date,
        identified.currency,
        identified.reporting_currency,
        coalesce(customers.country_code, '') as country_code,
        known.gross_amount - known.discount_amount as sold_amount,
        identified.is_valid,
        identified.is_valid and not identified.is_unpaid as is_shipped,
        case when identified.currency = identified.reporting_currency then 1 else rates.reporting_rate end::decimal(18,10) as reporting_rate
    from {{ ref('fct_orders') }} as known
    join {{ ref('int_orders_identified') }} as identified on identified.order_key = known.order_key
    left join {{ ref('dim_customers') }} as customers on customers.customer_key = identified.customer_key
    left join {{ ref('int_order_rates') }} as rates
        on rates.order_key = identified.order_key and rates.rate_date = identified.order_date
    where not known.is_test
),

cost_rates as (
    select * from {{ union_of('cost_rates') }} as cost_rates
),

-- Few rows: rates are looked up once per account, country and day.
places as (
    select distinct account, country_code, currency, reporting_currency, reporting_rate, order_date
    from orders
    where is_shipped
),

place_rates as (
    select
        places.*,
        rates.cost_type,
        coalesce(rates.share, 0) as share,
        {{ exchanged('coalesce(rates.fixed_amount, 0)', 'coalesce(rates.currency, places.currency)', 'of_rate.reporting_rate', 'places.currency', 'places.reporting_rate', 'places.reporting_currency') }} as fixed_amount
    from places
    join cost_rates as rates
        on rates.cost_type <> 'payment_fee'
        and coalesce(rates.shop_key, places.account) = places.account
        and coalesce(rates.applies_to, places.country_code) = places.country_code
        and coalesce(rates.valid_from, places.order_date) <= places.order_date
    left join {{ ref('int_exchange_rates') }} as of_rate
        on of_rate.currency = rates.currency and of_rate.rate_date = places.order_date
    qualify row_number() over (
        partition by places.account, places.country_code, places.currency, places.order_date, rates.cost_type
        order by
            case when rates.applies_to is null then 1 else 0 end, case when rates.shop_key is null then 1 else 0 end,
            rates.valid_from desc nulls last, rates.cost_rate_key
    ) = 1
),

by_place as (
    select
        account,
        country_code,
        currency,
        order_date,
        max(case when cost_type = 'shipping' then share end) as shipping_share,
        max(case when cost_type = 'shipping' then fixed_amount end) as shipping_fixed,
        max(case when cost_type = 'packaging' then share end) as packaging_share,
        max(case when cost_type = 'packaging' then fixed_amount end) as packaging_fixed,
        max(case when cost_type = 'duty' then share end) as duty_share,
        max(case when cost_type = 'duty' then fixed_amount end) as duty_fixed
    from place_rates
    group by account, country_code, currency, order_date
),

tenders as (
    select payments.order_payment_key, payments.gateway, payments.amount, orders.*
    from {{ ref('fct_order_payments') }} as payments
    join orders on orders.order_key = payments.order_key
    where payments.payment_type = 'tender' and not payments.is_gift_card_tender and payments.amount > 0
),

told_fees as (
    select
        fees.order_payment_key,
        sum({{ exchanged('fees.amount', 'coalesce(fees.currency, tenders.currency)', 'of_fee.reporting_rate', 'tenders.currency', 'tenders.reporting_rate', 'tenders.reporting_currency') }}) as amount
    from {{ union_of('payment_fees') }} as fees
    join tenders on tenders.order_payment_key = fees.order_payment_key
    left join {{ ref('int_exchange_rates') }} as of_fee
        on of_fee.currency = fees.currency and of_fee.rate_date = tenders.order_date
    group by fees.order_payment_key
),

gateways as (
    select distinct account, gateway, currency, reporting_currency, reporting_rate, order_date from tenders
),

gateway_rates as (
    select
        gateways.account,
        gateways.gateway,
        gateways.currency,
        gateways.order_date,
        coalesce(rates.share, 0) as share,
        {{ exchanged('coalesce(rates.fixed_amount, 0)', 'coalesce(rates.currency, gateways.currency)', 'of_rate.reporting_rate', 'gateways.currency', 'gateways.reporting_rate', 'gateways.reporting_currency') }} as fixed_amount
    from gateways
    join cost_rates as rates
        on rates.cost_type = 'payment_fee'
        and coalesce(rates.shop_key, gateways.account) = gateways.account
        and (rates.applies_to is null or rates.applies_to = gateways.gateway)
        and coalesce(rates.valid_from, gateways.order_date) <= gateways.order_date
    left join {{ ref('int_exchange_rates') }} as of_rate
        on of_rate.currency = rates.currency and of_rate.rate_date = gateways.order_date
    qualify row_number() over (
        partition by gateways.account, gateways.gateway, gateways.currency, gateways.order_date
        order by
            case when rates.applies_to is null then 1 else 0 end, case when rates.shop_key is null then 1 else 0 end,
            rates.valid_from desc nulls last, rates.cost_rate_key
    ) = 1
),

fees as (
    select
        tenders.order_key,
        sum(coalesce(told_fees.amount, round(tenders.amount::decimal(28,4) * rates.share, 4) + rates.fixed_amount)) as amount,
        count(*) = count(coalesce(told_fees.amount, tenders.amount::decimal(28,4) * rates.share + rates.fixed_amount)) as is_known,
        count(told_fees.amount) < count(*) as is_estimated
    from tenders
    left join told_fees on told_fees.order_payment_key = tenders.order_payment_key
    left join gateway_rates as rates
        on rates.account = tenders.account
        and coalesce(rates.gateway, '') = coalesce(tenders.gateway, '')
        and rates.currency = tenders.currency
        and rates.order_date = tenders.order_date
    group by tenders.order_key
),

named_charges as (
    select orders.order_key, charges.cost_type, charges.amount, charges.currency
    from {{ union_of('order_charges') }} as charges
    join orders on orders.order_key = charges.order_key
    union all
    select orders.order_key, charges.cost_type, charges.amount, charges.currency
    from {{ union_of('order_charges') }} as charges
    join orders on orders.order_name = charges.order_name and orders.account = coalesce(charges.shop_key, orders.account)
    where charges.order_key is null
),

charges as (
    select
        named.order_key,
        named.cost_type,
        {{ exchanged('named.amount', 'coalesce(named.currency, orders.currency)', 'of_charge.reporting_rate', 'orders.currency', 'orders.reporting_rate', 'orders.reporting_currency') }} as amount
    from named_charges as named
    join orders on orders.order_key = named.order_key
    left join {{ ref('int_exchange_rates') }} as of_charge
        on of_charge.currency = named.currency and of_charge.rate_date = orders.order_date
),

told as (
    select
        order_key,
        sum(case when cost_type = 'payment_fee' then amount end) as payment_fee,
        sum(case when cost_type = 'shipping' then amount end) as shipping,
        sum(case when cost_type = 'packaging' then amount end) as packaging,
        sum(case when cost_type = 'duty' then amount end) as duty
    from charges
    group by order_key
),

spend as (
    select spend_date, case when count(*) = count(reporting_amount) then sum(reporting_amount) end as amount
    from {{ ref('fct_ad_spend') }}
    group by spend_date
),

advertised as (
    select count(*) > 0 as is_known from spend
),

-- The share of an order is what all orders up to it have, less what all before it have: shares add up to the day's spend.
weights as (
    select
        orders.order_key,
        orders.order_date,
        (orders.sold_amount::decimal(28,4) * orders.reporting_rate)::decimal(18,4) as weight,
        sum((orders.sold_amount::decimal(28,4) * orders.reporting_rate)::decimal(18,4)) over (
            partition by orders.order_date order by orders.order_key rows between unbounded preceding and current row
        ) as weight_so_far,
        sum((orders.sold_amount::decimal(28,4) * orders.reporting_rate)::decimal(18,4)) over (partition by orders.order_date) as weight_of_day
    from orders
    where orders.is_valid and orders.sold_amount > 0 and orders.reporting_rate is not null
),

marketing as (
    select
        weights.order_key,
        {{ prorate('spend.amount', 'weights.weight_so_far', 'weights.weight_of_day') }}
            - {{ prorate('spend.amount', '(weights.weight_so_far - weights.weight)', 'weights.weight_of_day') }} as amount
    from weights
    join spend on spend.spend_date = weights.order_date
),

unknown_days as (
    select spend_date from spend where amount is null
),

final as (
    select
        orders.order_key,
        orders.order_date,
        coalesce(told.payment_fee, case when fees.order_key is null then 0 when fees.is_known then fees.amount end)::decimal(18,4) as payment_fee_amount,
        coalesce(told.payment_fee is null and fees.is_known and fees.is_estimated, false) as is_payment_fee_estimated,
        coalesce(
            told.shipping,
            case when orders.is_shipped then round(orders.sold_amount::decimal(28,4) * by_place.shipping_share, 4) + by_place.shipping_fixed else 0 end
        )::decimal(18,4) as shipping_cost_amount,
        told.shipping is null and orders.is_shipped and by_place.shipping_share is not null as is_shipping_cost_estimated,
        coalesce(
            told.packaging,
            case when orders.is_shipped then round(orders.sold_amount::decimal(28,4) * by_place.packaging_share, 4) + by_place.packaging_fixed else 0 end
        )::decimal(18,4) as packaging_amount,
        told.packaging is null and orders.is_shipped and by_place.packaging_share is not null as is_packaging_estimated,
        coalesce(
            told.duty,
            case when by_place.duty_share is null then 0 else round(orders.sold_amount::decimal(28,4) * by_place.duty_share, 4) + by_place.duty_fixed end
        )::decimal(18,4) as duty_amount,
        told.duty is null and orders.is_shipped and by_place.duty_share is not null as is_duty_estimated,
        case
            when not advertised.is_known or unknown_days.spend_date is not null then null
            when marketing.order_key is not null then marketing.amount / orders.reporting_rate
            when orders.is_valid and orders.sold_amount > 0 and orders.reporting_rate is null then null
            else 0
        end::decimal(18,4) as marketing_amount,
        orders.currency
    from orders
    cross join advertised
    left join fees on fees.order_key = orders.order_key
    left join told on told.order_key = orders.order_key
    left join by_place
        on orders.is_shipped
        and by_place.account = orders.account
        and by_place.country_code = orders.country_code
        and by_place.currency = orders.currency
        and by_place.order_date = orders.order_date
    left join marketing on marketing.order_key = orders.order_key
    left join unknown_days on unknown_days.spend_date = orders.order_date
)

select * from final
