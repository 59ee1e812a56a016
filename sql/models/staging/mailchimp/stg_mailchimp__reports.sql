/*---
model: stg_mailchimp__reports
grain: one row per campaign sent, what is known of it by now
key: [campaign_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: email
record:
  id:
  campaign_title:
  list_id:
  send_time:
  emails_sent:
  abuse_reports:
  unsubscribed:
  bounces: { hard_bounces, soft_bounces }
  opens: { opens_total, unique_opens }
  clicks: { clicks_total, unique_subscriber_clicks }
  ecommerce: { total_orders, total_revenue, currency_code }
columns:
  campaign_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  campaign_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  campaign_name: { type: varchar }
  list_id: { type: varchar }
  sent_at: { type: timestamp }
  sent_count: { type: bigint }
  open_count: { type: bigint }
  opener_count: { type: bigint, about: "People, including automatic opens on their behalf" }
  click_count: { type: bigint }
  clicker_count: { type: bigint }
  unsubscribed_count: { type: bigint }
  complaint_count: { type: bigint }
  hard_bounce_count: { type: bigint }
  soft_bounce_count: { type: bigint }
  claimed_order_count: { type: bigint, about: Orders the vendor attributes to the campaign }
  claimed_amount: { type: "decimal(18,4)", unit: currency }
  currency: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('mailchimp', 'reports') }}
),

final as (
    select
        'mailchimp:' || _connection || ':' || {{ as_text('record', 'id') }} as campaign_key,
        {{ as_text('record', 'id') }} as campaign_id,
        _connection as connection,
        {{ null_if_blank('record', 'campaign_title') }} as campaign_name,
        {{ null_if_blank('record', 'list_id') }} as list_id,
        {{ utc(null_if_blank('record', 'send_time')) }} as sent_at,
        {{ null_if_blank('record', 'emails_sent') }}::bigint as sent_count,
        {{ null_if_blank('record', 'opens.opens_total') }}::bigint as open_count,
        {{ null_if_blank('record', 'opens.unique_opens') }}::bigint as opener_count,
        {{ null_if_blank('record', 'clicks.clicks_total') }}::bigint as click_count,
        {{ null_if_blank('record', 'clicks.unique_subscriber_clicks') }}::bigint as clicker_count,
        {{ null_if_blank('record', 'unsubscribed') }}::bigint as unsubscribed_count,
        {{ null_if_blank('record', 'abuse_reports') }}::bigint as complaint_count,
        {{ null_if_blank('record', 'bounces.hard_bounces') }}::bigint as hard_bounce_count,
        {{ null_if_blank('record', 'bounces.soft_bounces') }}::bigint as soft_bounce_count,
        {{ null_if_blank('record', 'ecommerce.total_orders') }}::bigint as claimed_order_count,
        {{ null_if_blank('record', 'ecommerce.total_revenue') }}::decimal(18,4) as claimed_amount,
        {{ null_if_blank('record', 'ecommerce.currency_code') }} as currency,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
