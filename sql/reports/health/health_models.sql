/*---
report: health_models
order: 20
span: 12
title: Served models
about: >-
  Measures are taken on a period after the training period; baselines are measured on the same rows. A model serves only when it beats every
  baseline in the primary metric.
owner: data_science
body: models
empty: { title: No model is served, text: Models are trained by the pipeline when they are switched on. }
---*/
