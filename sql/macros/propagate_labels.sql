/*---
macro: propagate_labels
about: >-
  One round of connected components over links (rank, identifier) and labels (rank, label). Each label is replaced by the smallest label
  adjacent to any of its records, then each record takes the label of the record its label names. The first step thins out random labels,
  the second doubles the distance down a slope: together they are fast on any shape of chain.
arguments: [links, labels]
---*/
with

shared as (
    select links.identifier, min(labels.label) as smallest
    from {{ links }} as links
    join {{ labels }} as labels on labels.rank = links.rank
    group by links.identifier
),

near as (
    select links.rank, min(shared.smallest) as smallest
    from {{ links }} as links
    join shared on shared.identifier = links.identifier
    group by links.rank
),

roots as (
    select labels.label, min(near.smallest) as smallest
    from {{ labels }} as labels
    join near on near.rank = labels.rank
    group by labels.label
),

hooked as (
    select labels.rank, roots.smallest as label
    from {{ labels }} as labels
    join roots on roots.label = labels.label
)

select hooked.rank, least(hooked.label, further.label) as label
from hooked
join hooked as further on further.rank = hooked.label
