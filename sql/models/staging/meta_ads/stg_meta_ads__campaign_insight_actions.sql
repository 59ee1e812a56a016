/*---
model: stg_meta_ads__campaign_insight_actions
grain: one row per campaign, day, kind of action and attribution window
key: [campaign_insight_key, action_type, attribution_window]
materialize: view
owner: marketing
columns:
  campaign_insight_key: { type: varchar }
  connection: { type: varchar }
  report_date: { type: date }
  campaign_key: { type: varchar }
  action_type: { type: varchar, about: "Purchases are listed under several names: use one" }
  attribution_window: { type: varchar, about: "28d_click includes 7d_click, which includes 1d_click; never add them up", checks: [{ accepted: ["1d_view", "1d_click", "7d_click", "28d_click"] }] }
  action_count: { type: "decimal(18,4)" }
  value_amount: { type: "decimal(18,4)", about: Null when the vendor sent none, unit: currency }
  currency: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

insights as (
    select * from {{ ref('stg_meta_ads__campaign_insights') }}
),

counted as (
    select
        insights.campaign_insight_key,
        {{ as_text('one.value', 'action_type') }} as action_type,
        {{ as_text('one.value', '"1d_view"') }}::decimal(18,4) as in_1d_view,
        {{ as_text('one.value', '"1d_click"') }}::decimal(18,4) as in_1d_click,
        {{ as_text('one.value', '"7d_click"') }}::decimal(18,4) as in_7d_click,
        {{ as_text('one.value', '"28d_click"') }}::decimal(18,4) as in_28d_click,
        {{ nulled }} as _nulled
    from {{ explode('insights', 'actions', 'one') }}
),

counts as (
    select campaign_insight_key, action_type, '1d_view' as attribution_window, in_1d_view as amount, contains(_nulled, 'in_1d_view') as is_refused
    from counted where in_1d_view is not null or contains(_nulled, 'in_1d_view')
    union all
    select campaign_insight_key, action_type, '1d_click' as attribution_window, in_1d_click as amount, contains(_nulled, 'in_1d_click') as is_refused
    from counted where in_1d_click is not null or contains(_nulled, 'in_1d_click')
    union all
    select campaign_insight_key, action_type, '7d_click' as attribution_window, in_7d_click as amount, contains(_nulled, 'in_7d_click') as is_refused
    from counted where in_7d_click is not null or contains(_nulled, 'in_7d_click')
    union all
    select campaign_insight_key, action_type, '28d_click' as attribution_window, in_28d_click as amount, contains(_nulled, 'in_28d_click') as is_refused
    from counted where in_28d_click is not null or contains(_nulled, 'in_28d_click')
),

valued as (
    select
        insights.campaign_insight_key,
        {{ as_text('one.value', 'action_type') }} as action_type,
        {{ as_text('one.value', '"1d_view"') }}::decimal(18,4) as in_1d_view,
        {{ as_text('one.value', '"1d_click"') }}::decimal(18,4) as in_1d_click,
        {{ as_text('one.value', '"7d_click"') }}::decimal(18,4) as in_7d_click,
        {{ as_text('one.value', '"28d_click"') }}::decimal(18,4) as in_28d_click,
        {{ nulled }} as _nulled
    from {{ explode('insights', 'action_values', 'one') }}
),

amounts as (
    select campaign_insight_key, action_type, '1d_view' as attribution_window, in_1d_view as amount, contains(_nulled, 'in_1d_view') as is_refused
    from valued where in_1d_view is not null or contains(_nulled, 'in_1d_view')
    union all
    select campaign_insight_key, action_type, '1d_click' as attribution_window, in_1d_click as amount, contains(_nulled, 'in_1d_click') as is_refused
    from valued where in_1d_click is not null or contains(_nulled, 'in_1d_click')
    union all
    select campaign_insight_key, action_type, '7d_click' as attribution_window, in_7d_click as amount, contains(_nulled, 'in_7d_click') as is_refused
    from valued where in_7d_click is not null or contains(_nulled, 'in_7d_click')
    union all
    select campaign_insight_key, action_type, '28d_click' as attribution_window, in_28d_click as amount, contains(_nulled, 'in_28d_click') as is_refused
    from valued where in_28d_click is not null or contains(_nulled, 'in_28d_click')
),

claims as (
    select campaign_insight_key, action_type, attribution_window, amount as action_count, null::decimal(18,4) as value_amount,
        case when is_refused then 'action_count' end as nulled_column
    from counts
    union all
    select campaign_insight_key, action_type, attribution_window, null::decimal(18,4) as action_count, amount as value_amount,
        case when is_refused then 'value_amount' end as nulled_column
    from amounts
),

joined as (
    select
        campaign_insight_key,
        action_type,
        attribution_window,
        case when min(nulled_column) = 'action_count' then max(action_count) else coalesce(max(action_count), 0)::decimal(18,4) end as action_count,
        max(value_amount) as value_amount,
        case when min(nulled_column) < max(nulled_column) then min(nulled_column) || ',' || max(nulled_column) else min(nulled_column) end as _nulled
    from claims
    group by campaign_insight_key, action_type, attribution_window
),

final as (
    select
        joined.campaign_insight_key,
        insights.connection,
        insights.report_date,
        insights.campaign_key,
        joined.action_type,
        joined.attribution_window,
        joined.action_count,
        joined.value_amount,
        insights.currency,
        joined._nulled
    from joined
    join insights on insights.campaign_insight_key = joined.campaign_insight_key
)

select * from final
