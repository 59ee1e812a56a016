/*---
statement: is_healed
about: True of a row that was left out of a model and of whose key a good row was read later
parameters: { table: name, good_key: sql }
---*/
exists (
    select 1
    from {{ table }} as good
    where {{ good_key }} = left_out.key and good._extracted_at > left_out.read_at
)
