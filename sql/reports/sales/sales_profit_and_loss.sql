/*---
report: sales_profit_and_loss
order: 40
span: 12
title: Profit and loss of the year
covers: the year of the newest data
about: >-
  Lines of the statement for the whole year in the currency of the reports: so far, planned, and expected by its end with an interval of 80 %.
  A cost that nobody tells is missing and named, not zero.
owner: commerce
body: table
empty: { title: No statement yet, text: It begins with the first month of sales. }
columns:
  line: { label: Line, as: text, narrow: true }
  actual: { label: So far, as: number, unit: money, narrow: true }
  plan: { label: Plan, as: number, unit: money }
  expected: { label: Expected, as: number, unit: money, narrow: true }
  low: { label: At least, as: number, unit: money }
  high: { label: At most, as: number, unit: money }
  lacks: { label: What is missing, as: text }
---*/
select
    case line
        when 'net_sales' then 'Net sales'
        when 'net_sales_without_cost' then 'Net sales without a known cost'
        when 'cogs' then 'Cost of goods sold'
        when 'cm1' then 'Contribution margin 1'
        when 'shipping_charged' then 'Shipping charged'
        when 'payment_fees' then 'Payment fees'
        when 'shipping_cost' then 'Shipping cost'
        when 'packaging' then 'Packaging'
        when 'duties' then 'Duties'
        when 'cm2' then 'Contribution margin 2'
        when 'marketing' then 'Marketing'
        when 'cm3' then 'Contribution margin 3'
        else line
    end as line,
    actual_amount as actual,
    plan_amount as plan,
    expected_amount as expected,
    expected_low_amount as low,
    expected_high_amount as high,
    lacks
from {{ ref('mart_profit_and_loss') }}
where period_type = 'year'
    and period_date = (
        select max(period_date)
        from {{ ref('mart_profit_and_loss') }}
        where period_type = 'year' and status <> 'future'
    )
order by line_number
