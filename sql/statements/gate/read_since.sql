/*---
statement: read_since
about: True for a row read at a moment or later
parameters: { since: moment }
---*/
_extracted_at >= {{ since }}
