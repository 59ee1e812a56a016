/*---
statement: versions_that_differ
about: >
  Keys for which one reading shows one version with two contents; the same record read twice is no conflict. `claimed_keys` and `key_text`
  refer to `claimed`
parameters:
  model: text
  reason: text
  table: name
  raw_table: name
  keys: name
  claimed_keys: sql
  key_text: sql
  several: name
  version: name
---*/
select distinct
    {{ model }} as model,
    key,
    {{ reason }} as reason
from (
    select {{ key_text }} as key
    from {{ table }} as claimed
    inner join {{ raw_table }} as received
        on
            received._file = claimed._file
            and received._row = claimed._row
    where ({{ claimed_keys }}) in (select {{ keys }} from {{ several }})
    group by {{ claimed_keys }}, claimed.{{ version }}, claimed._slice_id
    having count(distinct received.record::varchar) > 1
) as conflicts
