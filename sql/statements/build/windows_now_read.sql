/*---
statement: windows_now_read
about: >
  Windows read from a report's stream, stored beside its rows. A view over the rows must not know of a reading before its rows are loaded.
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
