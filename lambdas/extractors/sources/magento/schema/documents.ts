// Invoices, credit memos and shipments: the documents of an order, and their common fields.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { ident, label } from '../../../engine/loose-fields.ts';
import { number, ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { both, fields } from './fields.ts';
import { DocumentItems } from './items.ts';

export const Money = {
  base_currency_code: word(),
  order_currency_code: word(),
  global_currency_code: word(),
  store_currency_code: word(),
  ...fields('base_to_global_rate base_to_order_rate store_to_base_rate store_to_order_rate'),
};
export const Comments = z
  .array(
    z.looseObject({
      entity_id: ref(),
      parent_id: ref(),
      created_at: time(),
      comment: text(),
      status: word(),
      entity_name: word(),
      // 0 and 1, and 2 when nobody is to be notified.
      is_customer_notified: label().nullish().or(yes()),
      is_visible_on_front: yes(),
      extension_attributes: undeclared(),
    }),
  )
  .nullish();

const Document = {
  ...Money,
  ...both(
    'discount_amount grand_total discount_tax_compensation_amount shipping_amount shipping_incl_tax shipping_tax_amount subtotal ' +
      'subtotal_incl_tax tax_amount total_refunded',
  ),
  ...fields('shipping_discount_tax_compensation_amount base_shipping_discount_tax_compensation_amnt'),
  entity_id: ident(),
  increment_id: label().nullish(),
  order_id: ref(),
  created_at: time(),
  updated_at: time(),
  state: number(),
  store_id: ref(),
  transaction_id: text(),
  discount_description: word(),
  billing_address_id: ref(),
  shipping_address_id: ref(),
  email_sent: yes(),
  comments: Comments,
  extension_attributes: undeclared(),
};

export const Invoice = z.looseObject({
  ...Document,
  total_qty: number(),
  can_void_flag: yes(),
  is_used_for_refund: yes(),
  items: DocumentItems,
});

export const CreditMemo = z.looseObject({
  ...Document,
  ...both('adjustment adjustment_negative adjustment_positive'),
  creditmemo_status: number(),
  invoice_id: ref(),
  items: DocumentItems,
});

export const Shipment = z.looseObject({
  entity_id: ident(),
  increment_id: label().nullish(),
  order_id: ref(),
  customer_id: ref(),
  created_at: time(),
  updated_at: time(),
  store_id: ref(),
  billing_address_id: ref(),
  shipping_address_id: ref(),
  shipment_status: number(),
  shipping_label: text(),
  email_sent: yes(),
  total_qty: number(),
  total_weight: number(),
  packages: undeclared(),
  items: DocumentItems,
  tracks: z
    .array(
      z.looseObject({
        entity_id: ref(),
        parent_id: ref(),
        order_id: ref(),
        created_at: time(),
        updated_at: time(),
        track_number: text(),
        title: word(),
        carrier_code: word(),
        description: text(),
        qty: number(),
        weight: number(),
        extension_attributes: undeclared(),
      }),
    )
    .nullish(),
  comments: Comments,
  extension_attributes: undeclared(),
});
