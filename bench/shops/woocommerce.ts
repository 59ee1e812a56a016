// A WooCommerce shop of any size: orders of three lines, a refund for one in twelve.
import { atOf, PRODUCTS, price, type Stream } from './stream.ts';

const local = (ms: number) => new Date(ms).toISOString().slice(0, 19);
const amount = (cents: number) => (cents / 100).toFixed(2);

function order(id: number, orders: number): unknown {
  const at = atOf(id, orders);
  const lines = [0, 1, 2].map((line) => {
    const product = (id * 7 + line * 131) % PRODUCTS;
    const cents = price(product);
    return {
      ...{ id: id * 10 + line, name: `Product ${product}`, product_id: product + 1, variation_id: 0 },
      ...{ sku: `SKU-${product}`, quantity: 1, subtotal: amount(cents), total: amount(cents) },
      ...{ subtotal_tax: amount(cents * 0.2), total_tax: amount(cents * 0.2) },
    };
  });
  const goods = lines.reduce((sum, line) => sum + Number(line.total) + Number(line.total_tax), 0);
  return {
    ...{ id, number: String(id), status: 'completed', currency: 'EUR', prices_include_tax: false },
    ...{ date_created_gmt: local(at), date_modified_gmt: local(at + 60_000), date_paid_gmt: local(at) },
    ...{ date_completed_gmt: local(at + 60_000), discount_total: '0.00', discount_tax: '0.00' },
    ...{ shipping_total: '5.00', shipping_tax: '0.00', total: (goods + 5).toFixed(2), total_tax: '0.00' },
    ...{ customer_id: 1 + (id % Math.ceil(orders / 4)), payment_method: 'card' },
    billing: { first_name: `name_1_${id % 900}`, email: `email_1_${id % Math.ceil(orders / 4)}`, country: 'DE' },
    line_items: lines,
    shipping_lines: [{ id: id * 100, method_title: 'Standard', total: '5.00', total_tax: '0.00' }],
    ...{ fee_lines: [], coupon_lines: [], refunds: [] },
  };
}

function refund(nth: number, orders: number): unknown {
  const id = nth * 12;
  const cents = price((id * 7) % PRODUCTS);
  return {
    ...{ id: 10 * orders + nth, parent_id: id, date_created_gmt: local(atOf(id, orders) + 3_600_000) },
    amount: amount(cents * 1.2),
    line_items: [
      {
        ...{ id: 100 * orders + nth, product_id: 1 + ((id * 7) % PRODUCTS), quantity: -1, _refunded_item_id: id * 10 },
        ...{ total: amount(-cents), total_tax: amount(-cents * 0.2) },
      },
    ],
    ...{ shipping_lines: [], fee_lines: [] },
  };
}

const customer = (id: number) => ({
  ...{ id, role: 'customer', email: `email_1_${id}`, first_name: `name_1_${id % 900}` },
  ...{ date_created_gmt: '2024-10-01T00:00:00', date_modified_gmt: '2024-10-01T00:00:00', billing: { country: 'DE' } },
});
const product = (id: number) => ({
  ...{ id, name: `Product ${id - 1}`, type: 'simple', status: 'publish', sku: `SKU-${id - 1}` },
  ...{ price: amount(price(id - 1)), regular_price: amount(price(id - 1)), sale_price: '' },
  ...{ date_created_gmt: '2024-10-01T00:00:00', date_modified_gmt: '2024-10-01T00:00:00' },
});

const SOURCE = { source: 'woocommerce' };
export const woocommerce = (orders: number): Stream[] => [
  {
    ...SOURCE,
    stream: 'shop',
    count: 1,
    make: () => ({ name: 'Bench', timezone_string: 'Europe/Berlin', gmt_offset: 1 }),
  },
  { ...SOURCE, stream: 'products', count: PRODUCTS, make: product },
  { ...SOURCE, stream: 'customers', count: Math.ceil(orders / 4), make: customer },
  { ...SOURCE, stream: 'refunds', count: Math.floor(orders / 12), make: (nth) => refund(nth, orders) },
  { ...SOURCE, stream: 'orders', count: orders, make: (id) => order(id, orders) },
];
