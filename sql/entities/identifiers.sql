/*---
entity: identifiers
about: >-
  What a record of a person states about who it is: the same value in two records makes them one person.
grain: one row per record, kind and value
key: [record_key, kind, value]
owner: customers
columns:
  record_key: { type: varchar, about: In the entity people, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null where an account serves no one shop" }
  kind: { type: varchar, about: "email and phone are tokens; shop is a shop's id of the person, told by the shop or by a system that had it from there", checks: [not_null, { accepted: [email, phone, shop] }] }
  value: { type: varchar, about: "Of a shop's id: with the shop before it, where ids of two shops could be equal", checks: [not_null] }
---*/
