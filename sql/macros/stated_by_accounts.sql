/*---
macro: stated_by_accounts
about: >-
  What the accounts of a shop say of who they are: an address, a telephone, and the account itself. `people` has the columns of people and
  `account`, which tells an account apart from those of all other shops.
arguments: [people]
---*/
select record_key, connection, shop_key, 'email' as kind, email_token as value from {{ people }}
union all
select record_key, connection, shop_key, 'phone', phone_token from {{ people }}
union all
select record_key, connection, shop_key, 'shop', account from {{ people }}
