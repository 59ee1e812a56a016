/*---
entity: sessions
about: Visits to a site by day and where they came from, as its analytics count them.
grain: one row per property, day and combination of sources
key: [session_key]
owner: marketing
columns:
  session_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: Null; a property may measure several shops }
  session_date: { type: date, about: Day of the property; null in rows that the vendor merged }
  channel_group: { type: varchar, about: "In the vendor's words" }
  traffic_source: { type: varchar }
  medium: { type: varchar }
  campaign_name: { type: varchar }
  sessions: { type: bigint }
  engaged_sessions: { type: bigint }
  add_to_carts: { type: bigint }
  checkouts: { type: bigint }
  purchases: { type: bigint, about: As the analytics saw them }
  is_sampled: { type: boolean }
---*/
