/*---
metric: emails_received
name: E-mails received
about: Messages delivered to a mailbox.
formula: count of received events
kind: additive
unit: count
from: marts.fct_email_events
date: event_date
polarity: none
owner: marketing
tests: { min: 0 }
---*/
sum(case when event_type = 'received' then 1 else 0 end)
