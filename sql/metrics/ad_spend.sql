/*---
metric: ad_spend
name: Ad spend
about: Spend of all ad accounts and of dropped files, in the currency of the reports, by the day of the account. Platforms restate the last weeks.
formula: sum of campaign spend
kind: additive
unit: money
from: marts.mart_daily_marketing
date: marketing_date
currency: currency
polarity: none
owner: marketing
tests: { min: 0 }
---*/
sum(spend_amount)
