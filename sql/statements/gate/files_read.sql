/*---
statement: files_read
about: How many files each model over raw has read
---*/
select model, count(*) as files from staging._files_read group by model
