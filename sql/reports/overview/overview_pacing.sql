/*---
report: overview_pacing
order: 22
span: 12
title: Targets of the month
about: >-
  The plan comes from the dropped file plan.csv. Its days weigh what the same weekdays came to a year before, where that is known, else they
  weigh the same. Days to come are forecast from the same weekdays of the last four weeks, times what that missed a year before where it helped
  earlier forecasts. The interval of 80 % has as its ends what earlier forecasts of as many days missed by (conformal prediction, Lei et al.,
  2018), and the chance is the share of those outcomes that meet the plan. A forecast is advice, with its record beside it.
owner: commerce
body: pacing
uses: [plan_months]
metrics: [net_sales, orders, contribution_margin_1, contribution_margin_2, contribution_margin_3]
empty: { title: No plan, text: "Drop a file plan.csv with the columns month, line and amount into the folder of a files connection. Lines that have targets: net_sales, orders, cm1, cm2 and cm3. docs/examples/profit has an example." }
---*/
