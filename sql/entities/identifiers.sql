/*---
entity: identifiers
about: >-
  Identifiers stated by records of people: the same value in two records makes them one person.
grain: one row per record, kind and value
key: [record_key, kind, value]
owner: customers
columns:
  record_key: { type: varchar, about: In the entity people, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null where an account serves no one shop" }
  kind: { type: varchar, about: "email and phone are tokens; shop is a shop's id of the person, from the shop or from a system that received it there; merge is the record that others were merged into", checks: [not_null, { accepted: [email, phone, shop, merge] }] }
  value: { type: varchar, about: "A shop's id is prefixed with the shop if ids of two shops could be equal", checks: [not_null] }
---*/
