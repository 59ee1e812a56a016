/** Staging of a vendor that nobody has, as docs/adding-a-source.md makes it: what the example of an entity reads. */
export const ACME_ORDERS: ReadonlyMap<string, string> = new Map([
  [
    'models/staging/acme/stg_acme__orders.sql',
    `/*---
model: stg_acme__orders
grain: one row per order, its newest version
key: [order_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
required: [paid_at, currency, total_amount]
owner: commerce
record: { id, number, customer, email, paid, changed, currency, total, status }
columns:
  order_key: { type: varchar, checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_name: { type: varchar }
  customer_id: { type: varchar }
  email_token: { type: varchar }
  paid_at: { type: timestamp }
  is_ahead_of_reading: { type: boolean }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  cancelled_at: { type: timestamp }
  currency: { type: varchar }
  total_amount: { type: "decimal(18,4)" }
  status: { type: varchar }
  _nulled: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('acme', 'orders') }}
),

final as (
    select
        'acme:' || _connection || ':' || {{ as_text('record', 'id') }} as order_key,
        {{ as_text('record', 'id') }} as order_id,
        _connection as connection,
        {{ as_text('record', 'number') }} as order_name,
        {{ as_text('record', 'customer') }} as customer_id,
        {{ as_text('record', 'email') }} as email_token,
        {{ utc(as_text('record', 'paid')) }} as paid_at,
        coalesce({{ utc(as_text('record', 'paid')) }} > _extracted_at + interval '1 day', false) as is_ahead_of_reading,
        {{ utc(as_text('record', 'paid')) }} as created_at,
        {{ utc(as_text('record', 'changed')) }} as updated_at,
        null::timestamp as cancelled_at,
        {{ as_text('record', 'currency') }} as currency,
        {{ as_text('record', 'total') }}::decimal(18,4) as total_amount,
        {{ as_text('record', 'status') }} as status,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
`,
  ],
]);
