/*---
model: ftr_churn
about: >
  Features of each buyer as of a moment, and whether they bought in the 90 days after it. Snapshots are taken every 30 days, the newest with
  a closed label window 90 days before as_of; the one at as_of has no label and is scored. A snapshot reads only rows from before its own
  midnight (UTC): an order cancelled or voided later still counts, a refund paid later does not exist yet. The snapshots that teach have at
  most 15,000 customers, drawn by the hash of their key; the one at as_of has them all.
grain: one row per customer and snapshot, from the customer's first order on
key: [customer_key, snapshot_date]
materialize: table
owner: customers
decisions: [docs/decisions/0020-churn-model.md]
columns:
  customer_key:                   { type: varchar, checks: [not_null] }
  snapshot_date:                  { type: date, about: Rows before this day are known, checks: [not_null] }
  label:                          { type: boolean, about: "No valid order in [snapshot_date, snapshot_date + 90 days); null at as_of" }
  recency_days:                   { type: bigint, about: Since the last order, checks: [not_null, { min: 0 }] }
  tenure_days:                    { type: bigint, about: Since the first order, checks: [not_null, { min: 0 }] }
  orders_count:                   { type: bigint, checks: [not_null, { min: 1 }] }
  orders_90d_count:               { type: bigint, checks: [not_null, { min: 0 }] }
  orders_365d_count:              { type: bigint, checks: [not_null, { min: 0 }] }
  avg_days_between_orders:        { type: double, about: Between orders; null with one order }
  last_gap_days:                  { type: bigint, about: Between the last two orders }
  gap_deviation_days:             { type: double, about: Standard deviation of the gaps; null with two orders }
  cadence_ratio:                  { type: double, about: Recency divided by the average days between orders }
  units_per_order:                { type: double }
  products_count:                 { type: bigint, about: Distinct products bought }
  gross_per_order:                { type: double, about: Before discounts, unit: shop currency }
  last_order_ratio:               { type: double, about: Gross amount of the last order divided by the mean }
  discount_rate:                  { type: double, about: Discounts over gross, checks: [{ min: 0, severity: warn }] }
  discounted_orders_rate:         { type: double }
  refund_rate:                    { type: double, about: Refunded goods divided by gross sales, checks: [{ min: 0, severity: warn }] }
  refund_recency_days:            { type: bigint, about: Since the last refund; null without one }
  emails_90d_count:               { type: bigint, about: Received, checks: [not_null, { min: 0 }] }
  opens_90d_count:                { type: bigint, about: Opened by a person, checks: [not_null, { min: 0 }] }
  clicks_90d_count:               { type: bigint, checks: [not_null, { min: 0 }] }
  click_recency_days:             { type: bigint, about: Since the last click; null without one }
  has_unsubscribed:               { type: boolean, about: Unsubscribed or complained before the snapshot, checks: [not_null] }
  mean_order_amount:              { type: "decimal(18,4)", about: Mean net value of an order in the main currency, checks: [not_null] }
  currency:                       { type: varchar, about: The currency of most orders of the customer, checks: [not_null] }
---*/
with

steps as (
    select step
    from (
        values (-3), (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17)
    ) as numbers (step)
),

history as (
    select min(orders.order_date) as first_date
    from {{ ref('fct_orders') }} as orders
    where orders.customer_key is not null
),

snapshots as (
    select
        {{ as_of }}::date - 90 - 30 * steps.step as snapshot_date,
        steps.step = -3 as is_scoring
    from steps
    cross join history
    where steps.step = -3 or {{ as_of }}::date - 90 - 30 * steps.step >= history.first_date + 30
),

-- Numbers in place of keys: rows are grouped by them once per snapshot.
numbered as (
    select customer_key, row_number() over (order by {{ hash_key('customer_key') }}, customer_key) as buyer_number
    from (
        select distinct customer_key
        from {{ ref('fct_orders') }}
        where customer_key is not null and not is_test and not is_gift_card_only
    ) as customers
),

buyers as (
    select customer_key, buyer_number, buyer_number <= 15000 as is_taught from numbered
),

orders as (
    select
        orders.order_key,
        buyers.buyer_number,
        buyers.is_taught,
        orders.currency,
        orders.ordered_at,
        orders.ordered_at::date as order_day,
        least(coalesce(orders.cancelled_at, orders.voided_at), coalesce(orders.voided_at, orders.cancelled_at)) as ended_at
    from {{ ref('fct_orders') }} as orders
    inner join buyers on buyers.customer_key = orders.customer_key
    where not orders.is_test and not orders.is_gift_card_only
),

known_orders as (
    select
        snapshots.snapshot_date,
        orders.order_key,
        orders.buyer_number,
        orders.currency,
        orders.order_day,
        lead(orders.order_day) over (
            partition by snapshots.snapshot_date, orders.buyer_number order by orders.ordered_at, orders.order_key
        ) is null as is_last,
        datediff(
            'day',
            lag(orders.order_day) over (
                partition by snapshots.snapshot_date, orders.buyer_number order by orders.ordered_at, orders.order_key
            ),
            orders.order_day
        ) as gap_days
    from snapshots
    inner join orders
        on orders.ordered_at < snapshots.snapshot_date::timestamp
        and (snapshots.is_scoring or orders.is_taught)
    where orders.ended_at is null or orders.ended_at >= snapshots.snapshot_date::timestamp
),

rhythm as (
    select
        known_orders.snapshot_date,
        known_orders.buyer_number,
        datediff('day', max(known_orders.order_day), known_orders.snapshot_date) as recency_days,
        datediff('day', min(known_orders.order_day), known_orders.snapshot_date) as tenure_days,
        count(*) as orders_count,
        sum(case when known_orders.order_day >= known_orders.snapshot_date - 90 then 1 else 0 end) as orders_90d_count,
        sum(case when known_orders.order_day >= known_orders.snapshot_date - 365 then 1 else 0 end) as orders_365d_count,
        avg(known_orders.gap_days::double) as avg_days_between_orders,
        max(case when known_orders.is_last then known_orders.gap_days end) as last_gap_days,
        -- Rounded: its last digits depend on the order of summation in an engine.
        round(stddev_samp(known_orders.gap_days::double), 9) as gap_deviation_days
    from known_orders
    group by known_orders.snapshot_date, known_orders.buyer_number
),

currency_counts as (
    select
        known_orders.snapshot_date,
        known_orders.buyer_number,
        known_orders.currency,
        count(*) as orders_count
    from known_orders
    group by known_orders.snapshot_date, known_orders.buyer_number, known_orders.currency
),

main_currency as (
    select currency_counts.snapshot_date, currency_counts.buyer_number, currency_counts.currency
    from currency_counts
    qualify row_number() over (
        partition by currency_counts.snapshot_date, currency_counts.buyer_number
        order by currency_counts.orders_count desc, currency_counts.currency
    ) = 1
),

-- What an order moved on a day: snapshots begin at midnight, so nothing finer is needed.
sales_days as (
    select
        sales.order_key,
        sales.event_at::date as event_day,
        sum(case when sales.event_type = 'sale' then sales.amount else 0 end)::decimal(18,4) as gross_amount,
        (-sum(case when sales.event_type = 'discount' then sales.amount else 0 end))::decimal(18,4) as discount_amount,
        (-sum(case when sales.event_type = 'refund' and sales.component = 'goods' then sales.amount else 0 end))::decimal(18,4)
            as refund_amount,
        sum(case when sales.event_type = 'sale' then sales.quantity else 0 end)::bigint as units_count,
        max(case when sales.event_type = 'refund' then sales.event_at end) as refunded_at
    from {{ ref('fct_sales') }} as sales
    group by sales.order_key, sales.event_at::date
),

order_money as (
    select
        known_orders.snapshot_date,
        known_orders.buyer_number,
        known_orders.order_key,
        known_orders.is_last,
        sum(sales_days.gross_amount) as gross_amount,
        sum(sales_days.discount_amount) as discount_amount,
        sum(sales_days.refund_amount) as refund_amount,
        sum(sales_days.units_count) as units_count,
        max(sales_days.refunded_at) as refunded_at
    from known_orders
    inner join main_currency
        on main_currency.snapshot_date = known_orders.snapshot_date
        and main_currency.buyer_number = known_orders.buyer_number
        and main_currency.currency = known_orders.currency
    inner join sales_days
        on sales_days.order_key = known_orders.order_key
        and sales_days.event_day < known_orders.snapshot_date
    group by known_orders.snapshot_date, known_orders.buyer_number, known_orders.order_key, known_orders.is_last
),

money as (
    select
        order_money.snapshot_date,
        order_money.buyer_number,
        count(*) as orders_count,
        sum(order_money.gross_amount) as gross_amount,
        sum(order_money.discount_amount) as discount_amount,
        sum(order_money.refund_amount) as refund_amount,
        sum(order_money.units_count) as units_count,
        sum(case when order_money.discount_amount > 0 then 1 else 0 end) as discounted_count,
        max(case when order_money.is_last then order_money.gross_amount end) as last_gross_amount,
        max(order_money.refunded_at) as refunded_at
    from order_money
    group by order_money.snapshot_date, order_money.buyer_number
),

-- From when to when an order made a product known as bought.
bought_products as (
    select
        orders.buyer_number,
        orders.is_taught,
        sales.product_key,
        greatest(min(sales.event_at), orders.ordered_at) as bought_at,
        orders.ended_at
    from {{ ref('fct_sales') }} as sales
    inner join orders on orders.order_key = sales.order_key
    where sales.event_type = 'sale' and sales.product_key is not null
    group by
        orders.buyer_number, orders.is_taught, sales.product_key, orders.order_key, orders.ordered_at, orders.ended_at
),

lasting as (
    select buyer_number, is_taught, product_key, min(bought_at) as bought_at
    from bought_products
    where ended_at is null
    group by buyer_number, is_taught, product_key
),

-- Only orders that ended make a product unknown again.
passing as (
    select distinct snapshots.snapshot_date, ended.buyer_number, ended.product_key
    from snapshots
    inner join bought_products as ended
        on ended.bought_at < snapshots.snapshot_date::timestamp
        and ended.ended_at >= snapshots.snapshot_date::timestamp
        and (snapshots.is_scoring or ended.is_taught)
    left join lasting
        on lasting.buyer_number = ended.buyer_number
        and lasting.product_key = ended.product_key
        and lasting.bought_at < snapshots.snapshot_date::timestamp
    where lasting.buyer_number is null
),

variety as (
    select snapshot_date, buyer_number, count(*) as products_count
    from (
        select snapshots.snapshot_date, lasting.buyer_number
        from snapshots
        inner join lasting
            on lasting.bought_at < snapshots.snapshot_date::timestamp
            and (snapshots.is_scoring or lasting.is_taught)
        union all
        select snapshot_date, buyer_number from passing
    ) as products
    group by snapshot_date, buyer_number
),

emails as (
    select
        snapshots.snapshot_date,
        buyers.buyer_number,
        sum(
            case when events.event_type = 'received' and events.event_at >= (snapshots.snapshot_date - 90)::timestamp then 1 else 0 end
        ) as received_count,
        sum(
            case
                when
                    events.event_type = 'opened'
                    and not coalesce(events.is_machine_open, false)
                    and events.event_at >= (snapshots.snapshot_date - 90)::timestamp
                    then 1
                else 0
            end
        ) as opened_count,
        sum(
            case when events.event_type = 'clicked' and events.event_at >= (snapshots.snapshot_date - 90)::timestamp then 1 else 0 end
        ) as clicked_count,
        max(case when events.event_type = 'clicked' then events.event_at end) as clicked_at,
        max(case when events.event_type in ('unsubscribed', 'spam') then 1 else 0 end) as left_count
    from snapshots
    inner join {{ ref('fct_email_events') }} as events on events.event_at < snapshots.snapshot_date::timestamp
    inner join buyers on buyers.customer_key = events.customer_key
    where snapshots.is_scoring or buyers.is_taught
    group by snapshots.snapshot_date, buyers.buyer_number
),

bought as (
    select distinct snapshots.snapshot_date, orders.buyer_number
    from snapshots
    inner join orders
        on orders.ordered_at >= snapshots.snapshot_date::timestamp
        and orders.ordered_at < (snapshots.snapshot_date + 90)::timestamp
        and orders.is_taught
    where orders.ended_at is null and not snapshots.is_scoring
),

final as (
    select
        buyers.customer_key,
        rhythm.snapshot_date,
        case when snapshots.is_scoring then null else bought.buyer_number is null end as label,
        rhythm.recency_days::bigint as recency_days,
        rhythm.tenure_days::bigint as tenure_days,
        rhythm.orders_count::bigint as orders_count,
        rhythm.orders_90d_count::bigint as orders_90d_count,
        rhythm.orders_365d_count::bigint as orders_365d_count,
        rhythm.avg_days_between_orders::double as avg_days_between_orders,
        rhythm.last_gap_days::bigint as last_gap_days,
        rhythm.gap_deviation_days::double as gap_deviation_days,
        (
            rhythm.recency_days
            / case when rhythm.avg_days_between_orders < 1 then 1 else rhythm.avg_days_between_orders end
        )::double as cadence_ratio,
        (money.units_count / money.orders_count)::double as units_per_order,
        coalesce(variety.products_count, 0)::bigint as products_count,
        (money.gross_amount / money.orders_count)::double as gross_per_order,
        (money.last_gross_amount * money.orders_count / nullif(money.gross_amount, 0))::double as last_order_ratio,
        (money.discount_amount / nullif(money.gross_amount, 0))::double as discount_rate,
        (money.discounted_count / money.orders_count)::double as discounted_orders_rate,
        (money.refund_amount / nullif(money.gross_amount, 0))::double as refund_rate,
        datediff('day', money.refunded_at::date, rhythm.snapshot_date)::bigint as refund_recency_days,
        coalesce(emails.received_count, 0)::bigint as emails_90d_count,
        coalesce(emails.opened_count, 0)::bigint as opens_90d_count,
        coalesce(emails.clicked_count, 0)::bigint as clicks_90d_count,
        datediff('day', emails.clicked_at::date, rhythm.snapshot_date)::bigint as click_recency_days,
        coalesce(emails.left_count, 0) > 0 as has_unsubscribed,
        coalesce(
            (money.gross_amount - money.discount_amount - money.refund_amount) / money.orders_count, 0
        )::decimal(18, 4) as mean_order_amount,
        main_currency.currency
    from rhythm
    inner join buyers on buyers.buyer_number = rhythm.buyer_number
    inner join snapshots on snapshots.snapshot_date = rhythm.snapshot_date
    inner join main_currency
        on main_currency.snapshot_date = rhythm.snapshot_date and main_currency.buyer_number = rhythm.buyer_number
    left join money on money.snapshot_date = rhythm.snapshot_date and money.buyer_number = rhythm.buyer_number
    left join variety on variety.snapshot_date = rhythm.snapshot_date and variety.buyer_number = rhythm.buyer_number
    left join emails on emails.snapshot_date = rhythm.snapshot_date and emails.buyer_number = rhythm.buyer_number
    left join bought on bought.snapshot_date = rhythm.snapshot_date and bought.buyer_number = rhythm.buyer_number
)

select * from final
