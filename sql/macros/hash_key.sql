/*---
macro: hash_key
about: 128 bits of SHA-256 in hexadecimal, the form of keys that are not a vendor's id.
arguments: [value]
---*/
-- duckdb
left(sha256({{ value }}), 32)
-- snowflake
left(sha2({{ value }}, 256), 32)
