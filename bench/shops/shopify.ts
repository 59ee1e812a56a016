// A Shopify shop of any size: orders of three lines, and what they name.
import { atOf, PRODUCTS, price, type Stream } from './stream.ts';

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const money = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2), currencyCode: 'EUR' } });
const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

function order(id: number, orders: number): unknown {
  const at = atOf(id, orders);
  const lines = [0, 1, 2].map((line) => {
    const product = (id * 7 + line * 131) % PRODUCTS;
    const cents = price(product);
    return {
      id: gid('LineItem', id * 10 + line),
      sku: `SKU-${product}`,
      title: `Product ${product}`,
      quantity: 1 + ((id + line) % 3),
      currentQuantity: 1 + ((id + line) % 3),
      isGiftCard: false,
      product: { id: gid('Product', product + 1) },
      variant: { id: gid('ProductVariant', product + 1) },
      originalUnitPriceSet: money(cents),
      discountAllocations: id % 5 === 0 ? [{ allocatedAmountSet: money(100) }] : [],
      taxLines: [{ title: 'VAT', rate: 0.2, priceSet: money(Math.round(cents * 0.2)) }],
    };
  });
  return {
    id: gid('Order', id),
    name: `#${id}`,
    customer: { id: gid('Customer', 1 + (id % Math.ceil(orders / 4))) },
    createdAt: iso(at),
    processedAt: iso(at),
    updatedAt: iso(at + 60_000),
    cancelledAt: null,
    test: false,
    currencyCode: 'EUR',
    taxesIncluded: false,
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'FULFILLED',
    totalPriceSet: money(0),
    totalTipReceivedSet: money(0),
    lineItems: { nodes: lines },
    shippingLines: {
      nodes: [
        {
          id: gid('ShippingLine', id),
          title: 'Standard',
          isRemoved: false,
          discountedPriceSet: money(500),
          taxLines: [],
        },
      ],
    },
    transactions: [
      {
        id: gid('OrderTransaction', id),
        kind: 'SALE',
        status: 'SUCCESS',
        gateway: 'card',
        createdAt: iso(at),
        processedAt: iso(at),
        amountSet: money(0),
      },
    ],
    refunds: [],
  };
}

const customer = (id: number) => ({
  id: gid('Customer', id),
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
  state: 'ENABLED',
  locale: 'en',
  tags: [],
  defaultEmailAddress: { emailAddress: `email_1_${id}`, marketingState: 'SUBSCRIBED' },
  metafields: { nodes: [] },
});
const product = (id: number) => ({
  id: gid('Product', id),
  title: `Product ${id}`,
  productType: 'Things',
  vendor: 'Us',
  status: 'ACTIVE',
  tags: [],
  isGiftCard: false,
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
});
const variant = (id: number) => ({
  id: gid('ProductVariant', id),
  title: 'Default',
  sku: `SKU-${id - 1}`,
  price: (price(id - 1) / 100).toFixed(2),
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
  product: { id: gid('Product', id) },
  inventoryItem: { id: gid('InventoryItem', id) },
});
const shop = () => ({
  id: gid('Shop', 1),
  name: 'Bench',
  myshopifyDomain: 'bench.myshopify.com',
  ianaTimezone: 'Europe/Berlin',
  currencyCode: 'EUR',
  taxesIncluded: false,
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
});

export const shopify = (orders: number): Stream[] => [
  { source: 'shopify', stream: 'shop', count: 1, make: shop },
  { source: 'shopify', stream: 'products', count: PRODUCTS, make: product },
  { source: 'shopify', stream: 'product_variants', count: PRODUCTS, make: variant },
  { source: 'shopify', stream: 'customers', count: Math.ceil(orders / 4), make: customer },
  { source: 'shopify', stream: 'orders', count: orders, make: (id) => order(id, orders) },
];
