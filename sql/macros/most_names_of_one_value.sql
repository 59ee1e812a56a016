/*---
macro: most_names_of_one_value
about: Most first names, or whole names, of people who share an address of mail or a telephone as a household does; a value with more is a relay's or a call centre's, and links nobody.
arguments: []
---*/
5
