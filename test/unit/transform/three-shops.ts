// Goods and orders of three invented shops, in the vendors' shape.
const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const MADE = '2026-01-05T00:00:00Z';
const made = (text: string) => ({ createdAt: text, updatedAt: text });

/** An EAN-13 with its right check digit. @param digits the first twelve */
export function gtin(digits: string): string {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export const variant = (id: number, sku: string, barcode: string | null = null, product = 1) => ({
  ...{ id: gid('ProductVariant', id), title: 'Default Title', sku, barcode, price: '10.00', compareAtPrice: null },
  ...{ ...made(MADE), product: { id: gid('Product', product) }, inventoryItem: { id: gid('InventoryItem', id) } },
});

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
export const shopifyOrder = (id: number, of: number, amount: string) => ({
  ...{ id: gid('Order', id), name: `#${id}`, test: false, currencyCode: 'EUR', ...made('2026-02-01T00:00:00Z') },
  ...{ processedAt: '2026-02-01T00:00:00Z', taxesIncluded: false, displayFinancialStatus: 'PAID' },
  totalPriceSet: money(amount),
  lineItems: {
    nodes: [
      {
        ...{ id: gid('LineItem', id), sku: 'S', title: 'T', quantity: 1, currentQuantity: 1, isGiftCard: false },
        ...{ variant: { id: gid('ProductVariant', of) }, originalUnitPriceSet: money(amount) },
      },
    ],
  },
});

const wooTime = '2026-01-06T00:00:00';
export const wooProduct = (id: number, sku: string, global_unique_id = '') => ({
  ...{ id, name: 'Thing', type: 'simple', status: 'publish', sku, global_unique_id, price: '11.00' },
  ...{ date_created_gmt: wooTime, date_modified_gmt: wooTime },
});
export const wooOrder = (id: number, product_id: number, total: string) => ({
  ...{ id, number: `${id}`, currency: 'EUR', status: 'completed', prices_include_tax: false, total, total_tax: '0' },
  ...{ date_created_gmt: '2026-02-02T00:00:00', date_modified_gmt: '2026-02-02T00:00:00' },
  line_items: [
    { id: 10 * id, name: 'Thing', product_id, variation_id: 0, quantity: 1, subtotal: total, total, total_tax: '0' },
  ],
});

export const magentoProduct = (id: number, sku: string, ean: string | null = null, type_id = 'simple') => ({
  ...{ id, sku, name: 'Thing', type_id, status: 1, price: 12 },
  ...{ created_at: '2026-01-04 00:00:00', updated_at: '2026-01-04 00:00:00' },
  custom_attributes: ean === null ? [] : [{ attribute_code: 'ean', value: ean }],
});
export const magentoOrder = (id: number, product_id: number, sku: string, amount: string) => ({
  ...{ entity_id: id, increment_id: `${id}`, store_id: 1, base_currency_code: 'EUR', order_currency_code: 'EUR' },
  ...{ state: 'complete', status: 'complete', created_at: '2026-02-03 00:00:00', updated_at: '2026-02-03 00:00:00' },
  ...{ base_grand_total: amount, base_subtotal: amount, base_total_paid: amount },
  items: [
    {
      ...{ item_id: 10 * id, product_id, product_type: 'simple', sku, name: 'Thing', qty_ordered: '1' },
      ...{ base_row_total: amount, base_original_price: amount },
    },
  ],
});
