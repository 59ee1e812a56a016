/*---
model: int_identifiers__mailchimp
conforms: identifiers
about: A member's own id is the hash of the address, so it says nothing that the address does not.
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

members as (
    select * from {{ ref('stg_mailchimp__members') }}
),

stated as (
    select record_key, connection, 'email' as kind, email_token as value from members
    union all
    select record_key, connection, 'phone', phone_token from members
),

final as (
    select
        record_key,
        'mailchimp' as source,
        connection,
        null::varchar as shop_key,
        kind,
        value
    from stated
    where value is not null
)

select * from final
