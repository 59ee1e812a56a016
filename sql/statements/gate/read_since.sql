/*---
statement: read_since
about: True of a row that was read at a moment or later
parameters: { since: moment }
---*/
_extracted_at >= {{ since }}
