/*---
macro: quintile
about: The quintile (1 to 5) of a rank, in whole numbers; a division would round in one engine and not in the other.
arguments: [rank, count]
---*/
-- duckdb
(1 + (({{ rank }} - 1) * 5) // {{ count }})
-- snowflake
(1 + ((({{ rank }} - 1) * 5) - mod(({{ rank }} - 1) * 5, {{ count }})) / {{ count }})
