/*---
statement: windows_unread
about: True for a stream with windows that a model over it has not noted, also where a window had no rows
parameters: { model: text, source: text, stream: text }
---*/
select 1 as found
from (
    select
        count(*) as windows,
        max(began_at) as newest
    from ops.read_windows
    where source = {{ source }} and stream = {{ stream }}
) as there
cross join (
    select
        count(*) as windows,
        max(began_at) as newest
    from staging._windows_read
    where model = {{ model }}
) as noted
where there.windows <> noted.windows or there.newest is distinct from noted.newest
