/*---
query: today
about: The day that is not over in the zone reports are cut in, and the currency they are in
owner: platform
---*/
select today, currency
from {{ ref('int_today') }}
