/*---
entity: email_events
about: >-
  Email events: what happened to messages, and what their recipients did.
grain: one row per event
key: [email_event_key]
owner: email
columns:
  email_event_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  event_id: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null where an account serves no one shop" }
  event_at: { type: timestamp, about: UTC }
  event_type: { type: varchar, about: "received, opened, clicked, bounced, unsubscribed, spam, placed_order or other" }
  metric_name: { type: varchar, about: "The mailer's own name for it" }
  record_key: { type: varchar, about: "The person's record, in the entity people" }
  profile_id: { type: varchar }
  campaign_id: { type: varchar, about: Null for a flow }
  campaign_name: { type: varchar, about: Of the campaign or the flow }
  is_machine_open: { type: boolean, about: A machine fetched the images }
  value_amount: { type: "decimal(18,4)", about: Amount of the event's order, unit: currency }
  currency: { type: varchar }
---*/
