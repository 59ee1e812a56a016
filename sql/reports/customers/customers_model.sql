/*---
report: customers_model
order: 20
span: 4
title: Churn model
about: >-
  Measures are taken on a period after the training period; simple rules are measured on the same rows. A model serves only when it
  beats every one of them in what the decision is worth.
owner: data_science
body: models
models: [churn]
empty: { title: No model is served, text: Models are trained by the pipeline when they are switched on. }
---*/
