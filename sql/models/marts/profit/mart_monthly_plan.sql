/*---
model: mart_monthly_plan
about: The merchant's plan by month, over all shops, from a dropped file.
grain: one row per planned month and line
key: [month_date, line]
materialize: table
owner: commerce
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  month_date: { type: date, about: First day of the month, checks: [not_null] }
  line: { type: varchar, about: "A line of mart_profit_and_loss, or orders", checks: [not_null] }
  planned_amount: { type: "decimal(18,4)", about: "In the currency of the reports; of orders their number. Files of several connections add up", unit: currency of the reports, checks: [not_null] }
---*/
with

final as (
    select
        month_date,
        line,
        sum(amount)::decimal(18,4) as planned_amount
    from {{ union_of('plan_amounts') }} as plan_amounts
    group by month_date, line
)

select * from final
