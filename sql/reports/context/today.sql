/*---
query: today
about: The current day in the reporting time zone, and the reporting currency
owner: platform
---*/
select today, currency
from {{ ref('int_today') }}
