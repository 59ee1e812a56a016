/*---
check: magento_ledger_equals_documents
about: >-
  What the ledger gave back of an order is not what its credit memos and the order itself say, or what it sold is not what was invoiced. An
  order that is not complete may be invoiced in part; what a gift card or store credit paid is in no document
table: marts.fct_sales
family: reconciliation
severity: warn
unit: orders
fault:
  effect: unexplained
  stream: orders
  field: total_amount
  reason: the ledger of the order differs from its invoices or credit memos
---*/
with

ledger as (
    select
        order_key,
        sum(case when event_type = 'refund' then 0 else amount end) as sold_amount,
        -sum(case when event_type = 'refund' then amount else 0 end) as returned_amount
    from {{ ref('fct_sales') }}
    where source = 'magento'
    group by order_key
),

-- State 3 is cancelled.
documents as (
    select
        order_key,
        sum(invoiced_amount) as invoiced_amount,
        sum(refunded_amount) as refunded_amount,
        count(*) as documents_count
    from (
        select order_key, total_amount as invoiced_amount, 0 as refunded_amount
        from {{ ref('stg_magento__invoices') }}
        where coalesce(state, '2') <> '3'
        union all
        select order_key, 0, total_amount
        from {{ ref('stg_magento__credit_memos') }}
        where coalesce(state, '2') <> '3'
    ) as each_document
    group by order_key
),

-- The ledger leaves gift cards that are sold to the payments.
of_gift_cards as (
    select distinct order_key from {{ ref('int_order_lines__magento') }} where is_gift_card
),

compared as (
    select
        orders.order_key,
        orders.currency,
        coalesce(orders.stored_value_amount, 0) as stored_value,
        orders.state in ('complete', 'closed') as is_complete,
        0.01 * (coalesce(documents.documents_count, 0) + 1) as rounding,
        coalesce(documents.invoiced_amount, 0) - ledger.sold_amount as invoiced_beyond,
        ledger.returned_amount - coalesce(documents.refunded_amount, 0) as returned_beyond,
        orders.refunded_amount - coalesce(documents.refunded_amount, 0) as untold
    from {{ ref('stg_magento__orders') }} as orders
    inner join ledger on ledger.order_key = orders.order_key
    left join documents on documents.order_key = orders.order_key
    left join of_gift_cards on of_gift_cards.order_key = orders.order_key
    where of_gift_cards.order_key is null
),

differing as (
    select
        order_key,
        currency,
        case
            when invoiced_beyond > rounding then invoiced_beyond
            when is_complete and invoiced_beyond < -stored_value - rounding then -invoiced_beyond - stored_value
            else 0
        end as of_sales,
        case
            when returned_beyond < -rounding then -returned_beyond
            when returned_beyond > stored_value + rounding then returned_beyond - stored_value
            else 0
        end as of_refunds,
        case when abs(untold) > rounding then abs(untold) else 0 end as of_memos
    from compared
)

select order_key as key, (of_sales + of_refunds + of_memos)::decimal(18,4) as amount, currency
from differing
where of_sales + of_refunds + of_memos > 0
