/*---
dimension: campaign
name: Campaign
about: Campaign or flow of a mail.
from: marts.fct_email_events
key: email_event_key
owner: email
---*/
campaign_name
