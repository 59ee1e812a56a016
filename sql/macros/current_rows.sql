/*---
macro: current_rows
about: >-
  Current rows of a restating report. Every reading of a day is complete: a row is gone when a reading of its day began after the row was
  read and did not include it, even when that reading was empty. A slice's window gives the days it read; a row without a day, and a slice
  older than the record of windows, is judged by the slices that have rows of that day.
arguments: [received, model]
---*/
with

readings as (
    select connection, window_from::date as first_day, (window_to - interval '1 millisecond')::date as last_day, max(began_at) as began_at
    from staging._windows_read
    where model = '{{ model }}'
    group by connection, first_day, last_day
),

readings_of_days as (
    select reported.connection, reported.report_date, readings.began_at
    from (select distinct connection, report_date from {{ received }}) as reported
    join readings on readings.connection = reported.connection
        and reported.report_date between readings.first_day and readings.last_day
    union all
    select connection, report_date, min(_extracted_at) over (partition by connection, _slice_id) as began_at
    from {{ received }}
),

newest as (
    select connection, report_date, max(began_at) as began_at
    from readings_of_days
    group by connection, report_date
),

standing as (
    select {{ received }}.*
    from {{ received }}
    join newest on newest.connection = {{ received }}.connection
        and newest.report_date is not distinct from {{ received }}.report_date
    where {{ received }}._extracted_at >= newest.began_at
)

select * from standing
