/*---
statement: is_left_out_of_groups
about: True of what is noted of rows of a model that were left out of these groups of its rows
parameters: { model: text, group: name, groups: name }
---*/
model = {{ model }} and group_key in (select {{ group }} from {{ groups }})
