/*---
macro: propagate_labels
about: >-
  One round of connected components over links (rank, identifier) and labels (rank, label). Each label gives way to the smallest
  label next to any of its records, then each record follows its label to the label of that record. The first thins out labels
  that lie at random, the second doubles the way down a slope: together no shape of chain is slow.
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
