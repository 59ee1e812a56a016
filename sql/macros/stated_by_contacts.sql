/*---
macro: stated_by_contacts
about: >-
  What a system outside the shop says of who its contacts are: an address, a telephone, and the id that the shop gave it for the person.
  Where a shop gives the address for an id, the id is that address. `people` has record_key, connection, email_token, phone_token and
  external_id.
arguments: [people]
---*/
select record_key, connection, 'email' as kind, email_token as value from {{ people }}
union
select record_key, connection, 'phone', phone_token from {{ people }}
union
select record_key, connection, case when left(external_id, 6) = 'email_' then 'email' else 'shop' end, external_id from {{ people }}
