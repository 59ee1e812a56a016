// Orders with their payments and shipping.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident, label, phpObject } from '../../../engine/loose-fields.ts';
import { number, ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { OrderAddress } from './customers.ts';
import { Comments, Money } from './documents.ts';
import { both, fields, name } from './fields.ts';
import { OrderItem } from './order-items.ts';

const Payment = z
  .looseObject({
    entity_id: ref(),
    parent_id: ref(),
    method: word(),
    account_status: word(),
    additional_information: undeclared(),
    additional_data: undeclared(),
    cc_last4: text(),
    cc_owner: name(),
    cc_type: word(),
    cc_exp_month: text(),
    cc_exp_year: text(),
    cc_ss_start_month: text(),
    cc_ss_start_year: text(),
    cc_trans_id: text(),
    last_trans_id: text(),
    po_number: text(),
    ...both(
      'amount_authorized amount_canceled amount_ordered amount_paid amount_refunded shipping_amount shipping_captured shipping_refunded',
    ),
    ...fields('base_amount_paid_online base_amount_refunded_online'),
    extension_attributes: undeclared(),
  })
  .nullish();

const Shipping = z.looseObject({
  shipping: z
    .looseObject({
      address: OrderAddress,
      method: word(),
      total: z
        .looseObject(
          both(
            'shipping_amount shipping_incl_tax shipping_tax_amount shipping_discount_amount shipping_canceled shipping_invoiced ' +
              'shipping_refunded shipping_tax_refunded',
          ),
        )
        .nullish(),
      extension_attributes: undeclared(),
    })
    .nullish(),
  // The order's items, repeated.
  items: z.array(OrderItem).nullish(),
  stock_id: ref(),
  extension_attributes: undeclared(),
});

export const Order = z.looseObject({
  ...Money,
  ...both(
    'adjustment_negative adjustment_positive discount_amount discount_canceled discount_invoiced discount_refunded grand_total ' +
      'discount_tax_compensation_amount discount_tax_compensation_invoiced discount_tax_compensation_refunded shipping_amount ' +
      'shipping_canceled shipping_discount_amount shipping_incl_tax shipping_invoiced shipping_refunded shipping_tax_amount ' +
      'shipping_tax_refunded subtotal subtotal_canceled subtotal_incl_tax subtotal_invoiced subtotal_refunded tax_amount ' +
      'tax_canceled tax_invoiced tax_refunded total_canceled total_due total_invoiced total_offline_refunded ' +
      'total_online_refunded total_paid total_qty_ordered total_refunded',
  ),
  ...fields(
    'shipping_discount_tax_compensation_amount base_shipping_discount_tax_compensation_amnt base_total_invoiced_cost ' +
      'total_item_count weight payment_authorization_amount',
  ),
  entity_id: ident(),
  increment_id: label().nullish(),
  created_at: time(),
  updated_at: time(),
  state: word(),
  status: word(),
  store_id: ref(),
  store_name: word(),
  coupon_code: label().nullish(),
  discount_description: word(),
  shipping_description: word(),
  applied_rule_ids: label().nullish(),
  customer_id: ref(),
  customer_is_guest: yes(),
  customer_group_id: ref(),
  customer_gender: number(),
  customer_dob: pii('birthday').nullish(),
  customer_email: pii('email').nullish(),
  customer_firstname: name(),
  customer_middlename: name(),
  customer_lastname: name(),
  customer_prefix: name(),
  customer_suffix: name(),
  customer_taxvat: text(),
  customer_note: text(),
  customer_note_notify: yes(),
  remote_ip: pii('ip').nullish(),
  x_forwarded_for: pii('ip').nullish(),
  // Grants access to the order.
  protect_code: text(),
  billing_address_id: ref(),
  quote_id: ref(),
  quote_address_id: ref(),
  edit_increment: number(),
  email_sent: yes(),
  is_virtual: yes(),
  ext_order_id: text(),
  ext_customer_id: text(),
  original_increment_id: word(),
  relation_child_id: word(),
  relation_child_real_id: word(),
  relation_parent_id: word(),
  relation_parent_real_id: word(),
  hold_before_state: word(),
  hold_before_status: word(),
  forced_shipment_with_invoice: yes(),
  items: z.array(OrderItem).nullish(),
  billing_address: OrderAddress,
  payment: Payment,
  status_histories: Comments,
  extension_attributes: phpObject({
    shipping_assignments: z.array(Shipping).nullish(),
    coupon_codes: z.array(z.string()).nullish(),
    converting_from_quote: yes(),
    ...both('gift_cards_amount customer_balance_amount'),
    gift_cards: undeclared(),
    applied_taxes: undeclared(),
    item_applied_taxes: undeclared(),
    taxes: undeclared(),
    additional_itemized_taxes: undeclared(),
    payment_additional_info: undeclared(),
  }).nullish(),
});

/** Of sweeps that list only ids. */
export const EntityKey = z.looseObject({ entity_id: ident() });
