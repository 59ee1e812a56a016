/*---
model: stg_mailchimp__deleted_members
about: Records missing from the newest sweep of all keys
grain: one row per member that is gone
key: [record_key]
materialize: view
owner: customers
columns:
  record_key: { type: varchar }
  connection: { type: varchar }
  _deleted_at: { type: timestamp, about: Start of the sweep in which it was missing }
---*/
with

records as (
    select * from {{ ref('stg_mailchimp__members') }}
),

sweep as (
    select * from {{ ref('stg_mailchimp__member_keys') }}
),

final as (
    {{ soft_deleted_at('records', 'sweep', 'record_key') }}
)

select * from final
