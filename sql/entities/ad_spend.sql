/*---
entity: ad_spend
about: Spend of campaigns by day, in the newest reading. Campaigns hold all spend; ads do not, because Performance Max has none.
grain: one row per campaign and day
key: [ad_spend_key]
owner: marketing
columns:
  ad_spend_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: Null; an ad account belongs to no shop }
  spend_date: { type: date, about: Day of the account, checks: [not_null] }
  campaign_key: { type: varchar, about: "source:connection:id; null where only the account is known" }
  campaign_name: { type: varchar }
  channel_type: { type: varchar, about: "In the vendor's words" }
  impressions: { type: bigint }
  clicks: { type: bigint }
  spend_amount: { type: "decimal(18,4)", unit: currency }
  currency: { type: varchar, about: Of the account; null is that of the reports }
---*/
