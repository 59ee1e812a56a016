/*---
model: fct_email_events
about: "Opens are inflated by machines that fetch images: count clicks, or opens not made by a machine."
grain: one row per event of the mailer before as_of
key: [email_event_key]
materialize: table
owner: email
date: event_date
checks:
  - { volume: { max_drop: 0.1 } }
plausible:
  by: "split_part(email_event_key, ':', 2)"
  day: event_date
  measures:
    orders_seen: { about: Orders reported to the mailer, count: event_type = 'placed_order', unit: orders }
    open_share: { about: Opens relative to emails received, share: "case when event_type = 'opened' then 1 else 0 end", of: "case when event_type = 'received' then 1 else 0 end", metrics: [email_click_rate] }
    click_share: { about: Clicks relative to emails received, share: "case when event_type = 'clicked' then 1 else 0 end", of: "case when event_type = 'received' then 1 else 0 end", metrics: [email_clicks, email_click_rate] }
    bounce_share: { about: Bounces relative to emails received, share: "case when event_type = 'bounced' then 1 else 0 end", of: "case when event_type = 'received' then 1 else 0 end", metrics: [emails_received] }
    unsubscribe_share: { about: Unsubscriptions relative to emails received, share: "case when event_type = 'unsubscribed' then 1 else 0 end", of: "case when event_type = 'received' then 1 else 0 end", metrics: [email_unsubscribes] }
    unknown_kind_share: { about: Events of an unknown kind, share: event_type = 'other', metrics: [emails_received] }
    unknown_customer_share: { about: Events without a known customer, share: customer_key is null, metrics: [emails_received] }
    repeated_events: { about: Events of one person and message in the same second, repeats: [profile_id, campaign_id, event_type, event_at], metrics: [emails_received, email_clicks] }
columns:
  email_event_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  event_id: { type: varchar, checks: [not_null] }
  event_at: { type: timestamp, checks: [not_null] }
  event_date: { type: date, about: "In the reporting shop's zone: the mailer has none", checks: [not_null] }
  event_type: { type: varchar, checks: [not_null, { accepted: [received, opened, clicked, bounced, unsubscribed, spam, placed_order, other] }] }
  metric_name: { type: varchar, about: "The mailer's own name for it" }
  customer_key: { type: varchar, checks: [{ in: dim_customers.customer_key }] }
  profile_id: { type: varchar }
  campaign_id: { type: varchar, about: Null for a flow }
  campaign_name: { type: varchar, about: Of the campaign or the flow }
  is_machine_open: { type: boolean, checks: [not_null] }
  value_amount: { type: "decimal(18,4)", about: Amount of the event's order, unit: currency }
  currency: { type: varchar }
---*/
with

events as (
    select * from {{ union_of('email_events') }} as events where event_at < {{ as_of }}
),

customers as (
    select record_key, customer_key from {{ ref('int_customers_resolved') }}
),

final as (
    select
        events.email_event_key,
        events.event_id,
        events.event_at,
        {{ local_date('events.event_at', 'offsets') }} as event_date,
        events.event_type,
        events.metric_name,
        customers.customer_key,
        events.profile_id,
        events.campaign_id,
        events.campaign_name,
        events.is_machine_open,
        events.value_amount,
        events.currency
    from events
    left join customers on customers.record_key = events.record_key
    cross join {{ ref('int_today') }} as today
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = today.time_zone
        and offsets.utc_week = {{ utc_week('events.event_at') }}
)

select * from final
