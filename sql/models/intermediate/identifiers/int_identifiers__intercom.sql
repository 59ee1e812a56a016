/*---
model: int_identifiers__intercom
conforms: identifiers
about: Contacts that the vendor merged say the contact they were merged into, and so does that one itself.
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

contacts as (
    select * from {{ ref('stg_intercom__contacts') }}
),

merges as (
    select * from {{ ref('stg_intercom__contact_merges') }}
),

stated as (
    {{ stated_by_contacts('contacts') }}
    union
    select merged_record_key, connection, 'merge', record_key from merges
    union
    select record_key, connection, 'merge', record_key from merges
),

final as (
    select
        record_key,
        'intercom' as source,
        connection,
        null::varchar as shop_key,
        kind,
        value
    from stated
    where value is not null
)

select * from final
