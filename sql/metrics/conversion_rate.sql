/*---
metric: conversion_rate
name: Conversion rate
about: Valid orders of all shops per session.
formula: orders of all shops ÷ sessions
kind: ratio
unit: share
polarity: up
owner: marketing
differs: The analytics divide the purchases that they saw.
tests: { min: 0 }
---*/
{{ metric('all_orders') }} / nullif({{ metric('sessions') }}, 0)
