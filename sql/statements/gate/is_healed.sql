/*---
statement: is_healed
about: True for a row left out of a model when a good row with its key was read later
parameters: { table: name, good_key: sql }
---*/
exists (
    select 1
    from {{ table }} as good
    where {{ good_key }} = left_out.key and good._extracted_at > left_out.read_at
)
