// What was ordered, and how much of it was invoiced, sent and given back.
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
/** Goods in sizes come twice: the item that was priced, and below it, with the whole of it inside, the one that was packed. */
export const OrderItem = z.looseObject({ ...OrderItemFields, parent_item: z.looseObject(OrderItemFields).nullish() });
