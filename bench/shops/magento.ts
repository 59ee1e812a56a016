// A Magento shop of any size in pounds: orders of three lines, an invoice each, a credit memo for one in twelve; and the bank's rates.
import { AS_OF, atOf, PRODUCTS, price, type Stream } from './stream.ts';

const spaced = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const amount = (cents: number) => (cents / 100).toFixed(4);
const CURRENCY = { base_currency_code: 'GBP', order_currency_code: 'GBP' };
const DAYS = 720;

const goodsOf = (id: number) => [0, 1, 2].map((line) => price((id * 7 + line * 131) % PRODUCTS));

function order(id: number, orders: number): unknown {
  const at = atOf(id, orders);
  const cents = goodsOf(id);
  const goods = cents.reduce((sum, one) => sum + one, 0);
  return {
    ...{ entity_id: id, increment_id: String(id), store_id: 1, state: 'complete', status: 'complete' },
    ...{ created_at: spaced(at), updated_at: spaced(at + 60_000), ...CURRENCY, base_to_order_rate: 1 },
    ...{ base_grand_total: amount(goods * 1.2 + 500), grand_total: amount(goods * 1.2 + 500) },
    ...{ base_subtotal: amount(goods), base_discount_amount: '0', base_shipping_amount: '5.0000' },
    ...{
      base_tax_amount: amount(goods * 0.2),
      base_shipping_tax_amount: '0',
      base_total_paid: amount(goods * 1.2 + 500),
    },
    ...{ customer_id: 1 + (id % Math.ceil(orders / 4)), customer_is_guest: 0 },
    ...{ customer_email: `email_1_${id % Math.ceil(orders / 4)}`, customer_firstname: `name_1_${id % 900}` },
    billing_address: { country_id: 'GB' },
    payment: { method: 'card' },
    items: cents.map((one, line) => {
      const product = (id * 7 + line * 131) % PRODUCTS;
      return {
        ...{ item_id: id * 10 + line, product_id: product + 1, product_type: 'simple', sku: `SKU-${product}` },
        ...{ name: `Product ${product}`, qty_ordered: 1, qty_canceled: 0, base_row_total: amount(one) },
        ...{ base_discount_amount: '0', base_tax_amount: amount(one * 0.2), base_original_price: amount(one) },
      };
    }),
  };
}

const invoice = (id: number, orders: number) => ({
  ...{ entity_id: id, increment_id: String(id), order_id: id, state: 2, ...CURRENCY },
  ...{ created_at: spaced(atOf(id, orders)), updated_at: spaced(atOf(id, orders)) },
  base_grand_total: amount(goodsOf(id).reduce((sum, one) => sum + one, 0) * 1.2 + 500),
});

function creditMemo(nth: number, orders: number): unknown {
  const id = nth * 12;
  const cents = price((id * 7) % PRODUCTS);
  return {
    ...{ entity_id: nth, increment_id: String(nth), order_id: id, state: 2, ...CURRENCY },
    ...{ created_at: spaced(atOf(id, orders) + 3_600_000), updated_at: spaced(atOf(id, orders) + 3_600_000) },
    ...{ base_grand_total: amount(cents * 1.2), base_subtotal: amount(cents), base_tax_amount: amount(cents * 0.2) },
    ...{ base_adjustment: '0', base_shipping_amount: '0', base_shipping_tax_amount: '0' },
    items: [
      {
        entity_id: nth,
        order_item_id: id * 10,
        qty: 1,
        base_row_total: amount(cents),
        base_tax_amount: amount(cents * 0.2),
      },
    ],
  };
}

const born = { created_at: '2024-10-01 00:00:00', updated_at: '2024-10-01 00:00:00' };
const customer = (id: number) => ({
  ...{ id, email: `email_1_${id}`, firstname: `name_1_${id % 900}`, website_id: 1, addresses: [], ...born },
});
const product = (id: number) => ({
  ...{
    id,
    sku: `SKU-${id - 1}`,
    name: `Product ${id - 1}`,
    type_id: 'simple',
    status: 1,
    price: price(id - 1) / 100,
    ...born,
  },
});
const store = () => ({ id: 1, code: 'main', timezone: 'Europe/London', base_currency_code: 'GBP' });
const rate = (day: number) => ({
  TIME_PERIOD: new Date(Date.parse(AS_OF) - day * 86_400_000).toISOString().slice(0, 10),
  ...{ CURRENCY: 'GBP', OBS_VALUE: (0.8 + (day % 90) / 1000).toFixed(4) },
});

const SOURCE = { source: 'magento' };
export const magento = (orders: number): Stream[] => [
  { ...SOURCE, stream: 'store_configs', count: 1, make: store },
  { ...SOURCE, stream: 'products', count: PRODUCTS, make: product },
  { ...SOURCE, stream: 'customers', count: Math.ceil(orders / 4), make: customer },
  { ...SOURCE, stream: 'invoices', count: orders, make: (id) => invoice(id, orders) },
  { ...SOURCE, stream: 'credit_memos', count: Math.floor(orders / 12), make: (nth) => creditMemo(nth, orders) },
  { ...SOURCE, stream: 'orders', count: orders, make: (id) => order(id, orders) },
  { source: 'ecb', stream: 'rates', count: DAYS, make: rate },
];
