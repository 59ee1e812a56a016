// Items as orders and their documents list them.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { label } from '../../../engine/loose-fields.ts';
import { number, ref, text, word } from '../../../engine/optional-fields.ts';
import { both, fields } from './fields.ts';

const ItemAmounts = both(
  'price price_incl_tax row_total row_total_incl_tax tax_amount discount_amount discount_tax_compensation_amount ' +
    'original_price amount_refunded discount_invoiced discount_refunded row_invoiced tax_invoiced tax_refunded ' +
    'tax_before_discount weee_tax_applied_amount weee_tax_disposition weee_tax_row_disposition cost ' +
    'discount_tax_compensation_invoiced discount_tax_compensation_refunded',
);

export const Item = {
  ...ItemAmounts,
  ...fields('weee_tax_applied_row_amount base_weee_tax_applied_row_amnt weight row_weight'),
  name: word(),
  sku: label().nullish(),
  product_id: ref(),
  parent_id: ref(),
  order_item_id: ref(),
  qty: number(),
  description: text(),
  additional_data: undeclared(),
  weee_tax_applied: undeclared(),
  extension_attributes: undeclared(),
};

/** The items of an invoice, a credit memo or a shipment. */
export const DocumentItems = z.array(z.looseObject({ ...Item, entity_id: ref() })).nullish();
