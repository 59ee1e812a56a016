// What Adobe Commerce and Magento Open Source 2.4 send over REST, read loosely. Modules add attributes of their own, in
// `custom_attributes` and `extension_attributes`. Amounts come twice: in the currency the books are kept in (`base_`), and in the one
// the shopper saw. Times are UTC and do not say so. https://developer.adobe.com/commerce/webapi/rest/
import { z } from 'zod';
import { pii, undeclared } from '../../engine/fields.ts';
import {
  amount,
  flag,
  ident,
  label,
  moment,
  mostly,
  phpList,
  phpObject,
  reference,
} from '../../engine/loose-fields.ts';

const time = () => moment().nullish();
const number = () => amount().nullish();
const yes = () => flag().nullish();
const word = () => z.string().nullish();
const text = () => pii('text').nullish();
const name = () => pii('name').nullish();
const ref = () => reference().nullish();
const fields = (names: string) => Object.fromEntries(names.split(' ').map((one) => [one, number()]));
/** The same amounts in the shopper's currency and in that of the books. */
const both = (names: string) => ({
  ...fields(names),
  ...fields(
    names
      .split(' ')
      .map((one) => `base_${one}`)
      .join(' '),
  ),
});

/** Pairs of code and value; some versions write an object of them by code. */
const listOrObject = <Item extends z.ZodType>(item: Item) => phpList(item).nullish();

/** An attribute somebody added: its code says what it is, its value may be anything. */
const Attributes = listOrObject(z.looseObject({ attribute_code: word(), value: undeclared() }));
/** Of goods and categories, which are nobody: numbers, codes and choices are kept, sentences are not. */
const choice = () => z.string().regex(/^[\w./-]{0,64}$/);
const GoodsAttributes = listOrObject(
  z.looseObject({ attribute_code: word(), value: mostly(z.union([choice(), z.array(choice())])) }),
);
const Money = {
  base_currency_code: word(),
  order_currency_code: word(),
  global_currency_code: word(),
  store_currency_code: word(),
  ...fields('base_to_global_rate base_to_order_rate store_to_base_rate store_to_order_rate'),
};
const Comments = z
  .array(
    z.looseObject({
      entity_id: ref(),
      parent_id: ref(),
      created_at: time(),
      comment: text(),
      status: word(),
      entity_name: word(),
      is_customer_notified: yes(),
      is_visible_on_front: yes(),
      extension_attributes: undeclared(),
    }),
  )
  .nullish();

const Person = {
  prefix: name(),
  firstname: name(),
  middlename: name(),
  lastname: name(),
  suffix: name(),
};
const Place = {
  company: pii('company').nullish(),
  street: z.union([z.array(pii('street')), pii('street')]).nullish(),
  city: word(),
  region_id: ref(),
  postcode: pii('postcode').nullish(),
  country_id: word(),
  telephone: pii('phone').nullish(),
  fax: pii('phone').nullish(),
  vat_id: text(),
  extension_attributes: undeclared(),
};

const OrderAddress = z
  .looseObject({
    ...Person,
    ...Place,
    entity_id: ref(),
    parent_id: ref(),
    address_type: word(),
    customer_id: ref(),
    customer_address_id: ref(),
    email: pii('email').nullish(),
    region: word(),
    region_code: word(),
  })
  .nullish();

const CustomerAddress = z.looseObject({
  ...Person,
  ...Place,
  id: ref(),
  customer_id: ref(),
  region: z
    .union([
      z.looseObject({ region_code: word(), region: word(), region_id: ref(), extension_attributes: undeclared() }),
      z.string(),
    ])
    .nullish(),
  default_shipping: yes(),
  default_billing: yes(),
  custom_attributes: Attributes,
});

const ItemAmounts = both(
  'price price_incl_tax row_total row_total_incl_tax tax_amount discount_amount discount_tax_compensation_amount ' +
    'original_price amount_refunded discount_invoiced discount_refunded row_invoiced tax_invoiced tax_refunded ' +
    'tax_before_discount weee_tax_applied_amount weee_tax_disposition weee_tax_row_disposition cost ' +
    'discount_tax_compensation_invoiced discount_tax_compensation_refunded',
);

const Item = {
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
const OrderItem = z.looseObject({ ...OrderItemFields, parent_item: z.looseObject(OrderItemFields).nullish() });

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
  // The order's items once more.
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
  // Opens the order to whoever holds it.
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
  items: z.array(z.looseObject({ ...Item, entity_id: ref() })).nullish(),
});

export const CreditMemo = z.looseObject({
  ...Document,
  ...both('adjustment adjustment_negative adjustment_positive'),
  creditmemo_status: number(),
  invoice_id: ref(),
  items: z.array(z.looseObject({ ...Item, entity_id: ref() })).nullish(),
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
  items: z.array(z.looseObject({ ...Item, entity_id: ref() })).nullish(),
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

export const Customer = z.looseObject({
  ...Person,
  id: ident(),
  group_id: ref(),
  website_id: ref(),
  store_id: ref(),
  created_at: time(),
  updated_at: time(),
  created_in: word(),
  confirmation: text(),
  email: pii('email').nullish(),
  dob: pii('birthday').nullish(),
  gender: number(),
  taxvat: text(),
  default_billing: ref(),
  default_shipping: ref(),
  disable_auto_group_change: yes(),
  addresses: z.array(CustomerAddress).nullish(),
  extension_attributes: phpObject({
    is_subscribed: yes(),
    assistance_allowed: number(),
    company_attributes: undeclared(),
  }).nullish(),
  custom_attributes: Attributes,
});

export const Product = z.looseObject({
  id: ident(),
  sku: label(),
  name: word(),
  attribute_set_id: ref(),
  price: number(),
  status: number(),
  visibility: number(),
  type_id: word(),
  created_at: time(),
  updated_at: time(),
  weight: number(),
  extension_attributes: phpObject({
    website_ids: z.array(reference()).nullish(),
    category_links: z
      .array(z.looseObject({ position: number(), category_id: ref(), extension_attributes: undeclared() }))
      .nullish(),
    stock_item: phpObject({
      item_id: ref(),
      product_id: ref(),
      stock_id: ref(),
      qty: number(),
      is_in_stock: yes(),
      manage_stock: yes(),
      backorders: number(),
    }).nullish(),
    configurable_product_links: z.array(reference()).nullish(),
    configurable_product_options: undeclared(),
    bundle_product_options: undeclared(),
    downloadable_product_links: undeclared(),
    downloadable_product_samples: undeclared(),
    giftcard_amounts: undeclared(),
    discounts: undeclared(),
  }).nullish(),
  product_links: z
    .array(
      z.looseObject({
        sku: label().nullish(),
        link_type: word(),
        linked_product_sku: label().nullish(),
        linked_product_type: word(),
        position: number(),
      }),
    )
    .nullish(),
  options: undeclared(),
  media_gallery_entries: undeclared(),
  tier_prices: z
    .array(
      z.looseObject({ customer_group_id: ref(), qty: number(), value: number(), extension_attributes: undeclared() }),
    )
    .nullish(),
  custom_attributes: GoodsAttributes,
});

export const SourceItem = z.looseObject({
  sku: label(),
  source_code: z.string(),
  quantity: number(),
  status: number(),
  extension_attributes: undeclared(),
});

const branch = {
  id: ident(),
  parent_id: ref(),
  name: word(),
  is_active: yes(),
  position: number(),
  level: number(),
  product_count: number(),
};
/** The whole tree in one, where somebody asked for it: deeper than this no shop sorts. */
const branches = (depth: number): z.ZodType =>
  z.array(z.looseObject(depth === 0 ? branch : { ...branch, children_data: branches(depth - 1) })).nullish();

export const Category = z.looseObject({
  ...branch,
  children_data: branches(5),
  children: word(),
  path: word(),
  created_at: time(),
  updated_at: time(),
  available_sort_by: z.array(z.string()).nullish(),
  include_in_menu: yes(),
  custom_attributes: GoodsAttributes,
  extension_attributes: undeclared(),
});

/** A view of the shop: its currencies, and the zone in which it cuts days. */
export const StoreConfig = z.looseObject({
  id: ident(),
  code: word(),
  website_id: ref(),
  locale: word(),
  base_currency_code: word(),
  default_display_currency_code: word(),
  timezone: word(),
  weight_unit: word(),
  base_url: word(),
  base_link_url: word(),
  base_static_url: word(),
  base_media_url: word(),
  secure_base_url: word(),
  secure_base_link_url: word(),
  secure_base_static_url: word(),
  secure_base_media_url: word(),
  extension_attributes: undeclared(),
});

/** Of sweeps that ask who is there and nothing else. */
export const EntityKey = z.looseObject({ entity_id: ident() });
export const CustomerKey = z.looseObject({ id: ident() });
export const ProductKey = z.looseObject({ id: ident(), sku: word() });
