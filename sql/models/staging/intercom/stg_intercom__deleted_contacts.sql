/*---
model: stg_intercom__deleted_contacts
about: Records missing from the newest sweep of all keys
grain: one row per contact that is gone
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
    select * from {{ ref('stg_intercom__contacts') }}
),

sweep as (
    select * from {{ ref('stg_intercom__contact_keys') }}
),

final as (
    {{ soft_deleted_at('records', 'sweep', 'record_key') }}
)

select * from final
