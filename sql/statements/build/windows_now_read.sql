/*---
statement: windows_now_read
about: >
  What is noted beside the rows of a report of the windows that were read of its stream. A view over the rows must not know of a
  reading whose rows are not there yet.
parameters: { model: text, source: text, stream: text }
---*/
select
    {{ model }} as model,
    connection,
    window_from,
    window_to,
    began_at
from ops.read_windows
where source = {{ source }} and stream = {{ stream }}
