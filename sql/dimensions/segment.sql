/*---
dimension: segment
name: Segment
about: RFM segment of the customer today, not at the time.
from: marts.mart_customer_rfm
key: customer_key
owner: customers
---*/
segment
