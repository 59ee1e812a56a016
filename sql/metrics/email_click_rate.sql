/*---
metric: email_click_rate
name: E-mail click rate
about: Clicks per message received in the same period.
formula: e-mail clicks ÷ e-mails received
kind: ratio
unit: share
polarity: up
owner: marketing
differs: Klaviyo counts people who clicked, once a message.
tests: { min: 0 }
---*/
{{ metric('email_clicks') }} / nullif({{ metric('emails_received') }}, 0)
