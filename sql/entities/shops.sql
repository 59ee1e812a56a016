/*---
entity: shops
about: >-
  Shops: the time zone of their days, and their currency.
grain: one row per shop
key: [shop_key]
owner: commerce
columns:
  shop_key: { type: varchar, about: "source:connection, with the id of the store where one account has several", checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_name: { type: varchar }
  time_zone: { type: varchar, about: IANA time zone of its days, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
---*/
