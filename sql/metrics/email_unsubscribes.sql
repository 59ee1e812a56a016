/*---
metric: email_unsubscribes
name: E-mail unsubscribes
about: People who unsubscribed.
formula: count of unsubscribed events
kind: additive
unit: count
from: marts.fct_email_events
date: event_date
polarity: down
owner: marketing
tests: { min: 0 }
---*/
sum(case when event_type = 'unsubscribed' then 1 else 0 end)
