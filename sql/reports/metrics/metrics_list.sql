/*---
report: metrics_list
order: 10
span: 12
title: All metrics
about: Each metric is defined once, in a file of its own. Tiles, drawers and SQL are generated from that file.
owner: platform
body: metric_list
empty: { title: No marts yet, text: Metrics appear with the first publication. }
---*/
