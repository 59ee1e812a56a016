/*---
metric: email_clicks
name: E-mail clicks
about: Clicks on links in messages. Automatic opens by machines do not count as clicks.
formula: count of clicked events
kind: additive
unit: count
from: marts.fct_email_events
date: event_date
polarity: up
owner: marketing
tests: { min: 0 }
---*/
sum(case when event_type = 'clicked' then 1 else 0 end)
