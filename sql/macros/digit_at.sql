/*---
macro: digit_at
about: The digit at a place of a text of digits, from 1.
arguments: [digits, place]
---*/
right(left({{ digits }}, {{ place }}), 1)::bigint
