/*---
macro: compact_day
about: The text of a day written 20260131 or 2026-01-31, as 2026-01-31; null for any other length, such as the vendor's (other).
arguments: [value, path]
reads: text
---*/
-- duckdb
case when length(replace({{ value }}.{{ path }}, '-', '')) = 8
    then left(replace({{ value }}.{{ path }}, '-', ''), 4) || '-' || substr(replace({{ value }}.{{ path }}, '-', ''), 5, 2)
        || '-' || right(replace({{ value }}.{{ path }}, '-', ''), 2) end
-- snowflake
case when length(replace({{ value }}:{{ path }}::varchar, '-', '')) = 8
    then left(replace({{ value }}:{{ path }}::varchar, '-', ''), 4) || '-' || substr(replace({{ value }}:{{ path }}::varchar, '-', ''), 5, 2)
        || '-' || right(replace({{ value }}:{{ path }}::varchar, '-', ''), 2) end
