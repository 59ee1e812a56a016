/*---
report: health_quality
order: 10
span: 12
title: Quality by table
scope: of the version served
about: >-
  Score: share of checks passed, weighted by severity. A failed check that blocks publication caps its table at 50. A check that could
  not be evaluated has not passed.
owner: platform
body: quality
empty: { title: No checks ran, text: "They run with every pipeline, before anything is published." }
---*/
