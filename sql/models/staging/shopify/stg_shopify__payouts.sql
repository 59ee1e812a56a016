/*---
model: stg_shopify__payouts
grain: one row per payout of the card processor, its newest reading
key: [payout_key]
materialize: incremental
version: [_extracted_at, _file, _row]
required: [issued_at, net_amount]
owner: commerce
record:
  id:
  issuedAt:
  status:
  transactionType:
  net: { amount, currencyCode }
  summary:
    chargesGross: { amount }
    chargesFee: { amount }
    refundsFeeGross: { amount }
    refundsFee: { amount }
    adjustmentsGross: { amount }
    adjustmentsFee: { amount }
columns:
  payout_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  payout_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  issued_at: { type: timestamp }
  status: { type: varchar, checks: [{ accepted: [CANCELED, FAILED, IN_TRANSIT, PAID, SCHEDULED], severity: warn }] }
  transaction_type: { type: varchar, checks: [{ accepted: [DEPOSIT, WITHDRAWAL], severity: warn }] }
  currency: { type: varchar }
  net_amount: { type: "decimal(18,4)", about: Amount paid to the bank, unit: payout currency }
  charges_amount: { type: "decimal(18,4)", about: Paid by customers, unit: payout currency }
  charges_fee_amount: { type: "decimal(18,4)", about: The processor's fee, unit: payout currency }
  refunds_amount: { type: "decimal(18,4)", about: Refunded to customers, unit: payout currency }
  refunds_fee_amount: { type: "decimal(18,4)", unit: payout currency }
  adjustments_amount: { type: "decimal(18,4)", unit: payout currency }
  adjustments_fee_amount: { type: "decimal(18,4)", unit: payout currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'payouts') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as payout_key,
        {{ shopify_id('record', 'id') }} as payout_id,
        _connection as connection,
        {{ utc(as_text('record', 'issuedAt')) }} as issued_at,
        {{ as_text('record', 'status') }} as status,
        {{ as_text('record', 'transactionType') }} as transaction_type,
        {{ as_text('record', 'net.currencyCode') }} as currency,
        {{ as_text('record', 'net.amount') }}::decimal(18,4) as net_amount,
        {{ as_text('record', 'summary.chargesGross.amount') }}::decimal(18,4) as charges_amount,
        {{ as_text('record', 'summary.chargesFee.amount') }}::decimal(18,4) as charges_fee_amount,
        {{ as_text('record', 'summary.refundsFeeGross.amount') }}::decimal(18,4) as refunds_amount,
        {{ as_text('record', 'summary.refundsFee.amount') }}::decimal(18,4) as refunds_fee_amount,
        {{ as_text('record', 'summary.adjustmentsGross.amount') }}::decimal(18,4) as adjustments_amount,
        {{ as_text('record', 'summary.adjustmentsFee.amount') }}::decimal(18,4) as adjustments_fee_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
