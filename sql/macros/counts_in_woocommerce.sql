/*---
macro: counts_in_woocommerce
about: >-
  Whether WooCommerce's own report has an order of this status: all but pending, failed, cancelled, drafts and the bin. A status of a
  plugin counts when the order was paid.
arguments: [status, paid_at]
---*/
({{ status }} in ('on-hold', 'processing', 'completed', 'refunded')
    or {{ paid_at }} is not null
    and {{ status }} not in ('pending', 'failed', 'cancelled', 'trash', 'checkout-draft', 'auto-draft', 'draft'))
