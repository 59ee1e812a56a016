/*---
statement: is_left_out_of_groups
about: True for records of rows left out of these groups of a model
parameters: { model: text, group: name, groups: name }
---*/
model = {{ model }} and group_key in (select {{ group }} from {{ groups }})
