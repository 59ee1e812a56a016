/*---
model: mart_daily_sessions
about: >-
  Sessions by day and channel, as the analytics count them: people who refuse to be measured are missing. Users do not add up over days and
  are not here.
grain: one row per day, property and channel
key: [session_date, source, connection, channel_group]
materialize: table
owner: marketing
date: session_date
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  session_date: { type: date, about: Day of the property, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  channel_group: { type: varchar, about: "In the vendor's words; (other) where it is not told", checks: [not_null] }
  sessions_count: { type: bigint, unit: sessions, checks: [not_null, { min: 0 }] }
  engaged_sessions_count: { type: bigint, unit: sessions, checks: [not_null, { min: 0 }] }
  add_to_carts_count: { type: bigint, unit: events, checks: [not_null, { min: 0 }] }
  checkouts_count: { type: bigint, unit: events, checks: [not_null, { min: 0 }] }
  purchases_count: { type: bigint, about: "Seen by the analytics; the shop's orders are in fct_orders", unit: orders, checks: [not_null, { min: 0 }] }
  unattributed_sessions_count: { type: bigint, about: Without a source that the vendor could tell, unit: sessions, checks: [not_null, { min: 0 }] }
  is_sampled: { type: boolean, checks: [not_null] }
---*/
with

sessions as (
    select sessions.*
    from {{ union_of('sessions') }} as sessions
    cross join {{ ref('int_today') }} as today
    where sessions.session_date <= today.today
),

final as (
    select
        session_date,
        source,
        connection,
        coalesce(nullif(channel_group, ''), '(other)') as channel_group,
        sum(coalesce(sessions, 0))::bigint as sessions_count,
        sum(coalesce(engaged_sessions, 0))::bigint as engaged_sessions_count,
        sum(coalesce(add_to_carts, 0))::bigint as add_to_carts_count,
        sum(coalesce(checkouts, 0))::bigint as checkouts_count,
        sum(coalesce(purchases, 0))::bigint as purchases_count,
        sum(case when coalesce(traffic_source, '') in ('', '(not set)', '(other)') then coalesce(sessions, 0) else 0 end)::bigint as unattributed_sessions_count,
        count_if(is_sampled) > 0 as is_sampled
    from sessions
    group by session_date, source, connection, coalesce(nullif(channel_group, ''), '(other)')
)

select * from final
