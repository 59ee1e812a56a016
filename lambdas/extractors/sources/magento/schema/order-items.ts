// Ordered items, and the quantities invoiced, shipped and refunded.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { label } from '../../../engine/loose-fields.ts';
import { number, ref, time, word, yes } from '../../../engine/optional-fields.ts';
import { fields } from './fields.ts';
import { Item } from './items.ts';

const OrderItemFields = {
  ...Item,
  ...fields(
    'qty_ordered qty_backordered qty_canceled qty_invoiced qty_refunded qty_returned qty_shipped tax_percent ' +
      'discount_percent tax_canceled discount_tax_compensation_canceled',
  ),
  item_id: ref(),
  order_id: ref(),
  parent_item_id: ref(),
  product_type: word(),
  product_option: undeclared(),
  quote_item_id: ref(),
  store_id: ref(),
  created_at: time(),
  updated_at: time(),
  applied_rule_ids: label().nullish(),
  is_qty_decimal: yes(),
  is_virtual: yes(),
  free_shipping: number(),
  no_discount: yes(),
  locked_do_invoice: yes(),
  locked_do_ship: yes(),
};
/**
 * Configurable products come twice: the priced item, and below it the packed item, which repeats the price inside its
 * parent.
 */
export const OrderItem = z.looseObject({ ...OrderItemFields, parent_item: z.looseObject(OrderItemFields).nullish() });
