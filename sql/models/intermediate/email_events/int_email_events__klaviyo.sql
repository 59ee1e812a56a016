/*---
model: int_email_events__klaviyo
conforms: email_events
materialize: view
---*/
with

events as (
    select * from {{ ref('stg_klaviyo__events') }}
),

metrics as (
    select metric_key, metric_name from {{ ref('stg_klaviyo__metrics') }}
),

campaigns as (
    select campaign_key, campaign_id, campaign_name from {{ ref('stg_klaviyo__campaigns') }}
),

final as (
    select
        events.email_event_key,
        events.event_id,
        'klaviyo' as source,
        events.connection,
        null::varchar as shop_key,
        events.event_at,
        case
            when metrics.metric_name = 'Received Email' then 'received'
            when metrics.metric_name = 'Opened Email' then 'opened'
            when metrics.metric_name = 'Clicked Email' then 'clicked'
            when metrics.metric_name in ('Bounced Email', 'Dropped Email') then 'bounced'
            when metrics.metric_name in ('Unsubscribed', 'Unsubscribed from Email Marketing', 'Unsubscribed from List')
                then 'unsubscribed'
            when metrics.metric_name = 'Marked Email as Spam' then 'spam'
            when metrics.metric_name = 'Placed Order' then 'placed_order'
            else 'other'
        end as event_type,
        metrics.metric_name,
        'klaviyo:' || events.connection || ':' || events.profile_id as record_key,
        events.profile_id,
        case when events.flow_id is null then coalesce(campaigns.campaign_id, events.message_id) end as campaign_id,
        coalesce(campaigns.campaign_name, events.campaign_name) as campaign_name,
        coalesce(events.is_machine_open, false) as is_machine_open,
        events.value_amount,
        events.currency
    from events
    left join metrics on metrics.metric_key = 'klaviyo:' || events.connection || ':' || events.metric_id
    left join campaigns on campaigns.campaign_key = 'klaviyo:' || events.connection || ':' || events.message_id
)

select * from final
