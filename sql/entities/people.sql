/*---
entity: people
about: >-
  Records of people, as each system keeps them. Records of the same person are joined above, through the entity identifiers.
grain: one row per record of a person
key: [record_key]
owner: customers
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null where an account serves no one shop" }
  record_id: { type: varchar, checks: [not_null] }
  is_shop: { type: boolean, about: "A shop's own record: its attributes take precedence, and it makes the person a customer", checks: [not_null] }
  created_at: { type: timestamp, checks: [not_null] }
  updated_at: { type: timestamp }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  first_name_token: { type: varchar, about: "Distinguishes people of a household who share a phone" }
  last_name_token: { type: varchar }
  name_token: { type: varchar, about: "The whole name, where the vendor keeps it in one field" }
  street_token: { type: varchar, about: The first line of the address }
  postcode_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  email_consent: { type: varchar, about: "subscribed, unsubscribed or never" }
  sms_consent: { type: varchar, about: "subscribed, unsubscribed or never" }
---*/
