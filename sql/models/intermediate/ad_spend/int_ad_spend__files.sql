/*---
model: int_ad_spend__files
conforms: ad_spend
about: "The dropped table ad_spend, for what no platform tells (agencies, print): date, spend, and optionally channel, campaign, currency."
materialize: view
---*/
with

rows_of_files as (
    select * from {{ ref('stg_files__rows') }} where table_name = 'ad_spend'
),

final as (
    select
        row_key as ad_spend_key,
        'files' as source,
        connection,
        null::varchar as shop_key,
        {{ json_scalar('row_values', 'date') }}::date as spend_date,
        null::varchar as campaign_key,
        {{ json_scalar('row_values', 'campaign') }} as campaign_name,
        {{ json_scalar('row_values', 'channel') }} as channel_type,
        null::bigint as impressions,
        null::bigint as clicks,
        {{ json_scalar('row_values', 'spend') }}::decimal(18,4) as spend_amount,
        {{ json_scalar('row_values', 'currency') }} as currency
    from rows_of_files
)

select * from final
