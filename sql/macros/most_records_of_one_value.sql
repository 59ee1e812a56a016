/*---
macro: most_records_of_one_value
about: Most records that one value may link; a value with more belongs to no person.
arguments: []
---*/
20
