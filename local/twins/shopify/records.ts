// The world's records in Shopify's words (Admin GraphQL 2026-07).
import type {
  Address,
  Customer,
  InventoryLevel,
  Location,
  Order,
  OrderLine,
  Product,
  Refund,
  ShippingLine,
  Shop,
  TaxLine,
  Variant,
} from '../../world/world.ts';
import { Connection, Resolver, type Wire } from './graphql.ts';

export const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;
const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const isoOrNull = (ms: number | undefined) => (ms === undefined ? null : iso(ms));
/** Minor units as Shopify's decimal text. */
export const decimal = (minor: number): string => {
  const text = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};

interface Currencies {
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly presentmentRate: number;
}

const moneyIn =
  ({ currency, presentmentCurrency, presentmentRate }: Currencies) =>
  (minor: number): Wire => ({
    shopMoney: { amount: decimal(minor), currencyCode: currency },
    presentmentMoney: { amount: decimal(Math.round(minor * presentmentRate)), currencyCode: presentmentCurrency },
  });
type Money = ReturnType<typeof moneyIn>;

function addressOf(address: Address | undefined): Wire | null {
  if (!address) return null;
  const { countryCode, provinceCode } = address;
  return {
    firstName: address.firstName ?? null,
    lastName: address.lastName ?? null,
    company: address.company ?? null,
    address1: address.address1 ?? null,
    address2: null,
    city: address.city ?? null,
    province: provinceCode ?? null,
    provinceCode: provinceCode ?? null,
    countryCodeV2: countryCode,
    countryCode,
    zip: address.zip ?? null,
    phone: address.phone ?? null,
  };
}

const taxLine =
  (money: Money) =>
  (one: TaxLine): Wire => ({
    title: one.title,
    rate: one.rate,
    ratePercentage: one.rate * 100,
    priceSet: money(one.amount),
  });

const allocated =
  (money: Money, targetType: string) =>
  (one: { application: number; amount: number }): Wire => ({
    allocatedAmountSet: money(one.amount),
    discountApplication: { index: one.application, targetType },
  });

const lineItem =
  (money: Money) =>
  (line: OrderLine): Wire => ({
    id: gid('LineItem', line.id),
    sku: line.sku ?? null,
    title: line.title,
    variantTitle: line.variantTitle ?? null,
    vendor: line.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    isGiftCard: line.isGiftCard,
    taxable: line.taxable,
    requiresShipping: line.requiresShipping,
    product: line.productId === undefined ? null : { id: gid('Product', line.productId) },
    variant: line.variantId === undefined ? null : { id: gid('ProductVariant', line.variantId) },
    originalUnitPriceSet: money(line.unitPrice),
    originalTotalSet: money(line.unitPrice * line.quantity),
    discountAllocations: line.allocations.map(allocated(money, 'LINE_ITEM')),
    taxLines: line.taxes.map(taxLine(money)),
    customAttributes: [],
  });

const shippingLine =
  (money: Money) =>
  (line: ShippingLine): Wire => ({
    id: gid('ShippingLine', line.id),
    title: line.title,
    code: line.code,
    isRemoved: false,
    originalPriceSet: money(line.price),
    discountedPriceSet: money(line.price - line.discount),
    discountAllocations:
      line.discount > 0 ? [allocated(money, 'SHIPPING_LINE')({ application: 0, amount: line.discount })] : [],
    taxLines: line.taxes.map(taxLine(money)),
  });

const taxOf = (taxes: readonly TaxLine[]) => taxes.reduce((sum, one) => sum + one.amount, 0);

/** A refund as a node of its own. */
export function refundNodeOf(order: Order, refundId: string): Wire | null {
  const refund = order.refunds.find((one) => one.id === refundId);
  return refund ? refundOf(moneyIn(order), order)(refund) : null;
}

const refundOf =
  (money: Money, order: Order) =>
  (refund: Refund): Wire => ({
    id: gid('Refund', refund.id),
    createdAt: iso(refund.createdAt),
    processedAt: iso(refund.createdAt),
    updatedAt: iso(refund.updatedAt),
    note: refund.note ?? null,
    totalRefundedSet: money(refund.amount),
    refundLineItems: Connection.of(
      refund.lines.map((line) => ({
        id: gid('RefundLineItem', line.id),
        quantity: line.quantity,
        restockType: line.restockType,
        lineItem: { id: gid('LineItem', line.lineId) },
        location: line.locationId === undefined ? null : { id: gid('Location', line.locationId) },
        priceSet: money(order.lines.find((one) => one.id === line.lineId)?.unitPrice ?? 0),
        subtotalSet: money(line.subtotal),
        totalTaxSet: money(line.tax),
      })),
    ),
    refundShippingLines: Connection.of(
      refund.shipping.map((line) => ({
        id: gid('RefundShippingLine', line.shippingLineId),
        shippingLine: { id: gid('ShippingLine', line.shippingLineId) },
        subtotalAmountSet: money(line.subtotal),
        taxAmountSet: money(line.tax),
      })),
    ),
    // Shopify signs adjustments from the order's side: money given back is negative.
    orderAdjustments: Connection.of(
      refund.adjustments.map((one) => ({
        id: gid('OrderAdjustment', one.id),
        reason: one.reason,
        amountSet: money(-one.amount),
        taxAmountSet: money(-one.tax),
      })),
    ),
    transactions: Connection.of(refund.transactionIds.map((id) => ({ id: gid('OrderTransaction', id) }))),
  });

export function orderOf(order: Order): Wire {
  const money = moneyIn(order);
  const goods = order.lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
  const discounts = order.lines.reduce(
    (sum, line) => sum + line.allocations.reduce((all, one) => all + one.amount, 0),
    0,
  );
  const shipping = order.shipping.reduce((sum, line) => sum + line.price - line.discount, 0);
  const tax =
    order.lines.reduce((sum, line) => sum + taxOf(line.taxes), 0) +
    order.shipping.reduce((sum, line) => sum + taxOf(line.taxes), 0);
  const refunds = order.refunds.map(refundOf(money, order));
  const refunded = order.transactions
    .filter((one) => one.kind === 'REFUND' && one.status === 'SUCCESS')
    .reduce((sum, one) => sum + one.amount, 0);
  return {
    id: gid('Order', order.id),
    legacyResourceId: order.id,
    name: order.name,
    createdAt: iso(order.createdAt),
    processedAt: iso(order.processedAt),
    updatedAt: iso(order.updatedAt),
    cancelledAt: isoOrNull(order.cancelledAt),
    cancelReason: order.cancelReason ?? null,
    closedAt: isoOrNull(order.closedAt),
    test: order.test,
    confirmed: true,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: order.taxesIncluded,
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: order.fulfillmentStatus,
    sourceName: order.sourceName,
    email: order.email ?? null,
    phone: order.phone ?? null,
    note: order.note ?? null,
    tags: order.tags,
    customAttributes: order.customAttributes,
    clientIp: order.clientIp ?? null,
    customerLocale: order.locale,
    discountCodes: order.discounts.filter((one) => one.kind === 'code').map((one) => one.title),
    customer: order.customerId === undefined ? null : { id: gid('Customer', order.customerId) },
    billingAddress: addressOf(order.billingAddress),
    shippingAddress: addressOf(order.shippingAddress),
    totalPriceSet: money(goods - discounts + shipping + (order.taxesIncluded ? 0 : tax) + order.tip),
    totalDiscountsSet: money(discounts),
    totalTaxSet: money(tax),
    totalShippingPriceSet: money(shipping),
    totalTipReceivedSet: money(order.tip),
    totalRefundedSet: money(refunded),
    transactionsCount: { count: order.transactions.length, precision: 'EXACT' },
    fulfillmentsCount: { count: order.fulfillments.length, precision: 'EXACT' },
    transactions: order.transactions.map((one) => ({
      id: gid('OrderTransaction', one.id),
      kind: one.kind,
      status: one.status,
      gateway: one.gateway,
      test: order.test,
      createdAt: iso(one.createdAt),
      processedAt: iso(one.processedAt),
      amountSet: money(one.amount),
      parentTransaction: one.parentId === undefined ? null : { id: gid('OrderTransaction', one.parentId) },
    })),
    fulfillments: order.fulfillments.map((one) => ({
      id: gid('Fulfillment', one.id),
      status: one.status,
      createdAt: iso(one.createdAt),
      deliveredAt: isoOrNull(one.deliveredAt),
      totalQuantity: one.lines.reduce((sum, line) => sum + line.quantity, 0),
    })),
    refunds,
    lineItems: Connection.of(order.lines.map(lineItem(money))),
    shippingLines: Connection.of(order.shipping.map(shippingLine(money))),
  };
}

export const customerOf = (customer: Customer): Wire => ({
  id: gid('Customer', customer.id),
  legacyResourceId: customer.id,
  createdAt: iso(customer.createdAt),
  updatedAt: iso(customer.updatedAt),
  firstName: customer.firstName ?? null,
  lastName: customer.lastName ?? null,
  state: customer.state,
  locale: customer.locale,
  note: customer.note ?? null,
  tags: customer.tags,
  defaultEmailAddress:
    customer.email === undefined
      ? null
      : {
          emailAddress: customer.email,
          marketingState: customer.emailConsent,
          marketingUpdatedAt: isoOrNull(customer.emailConsentAt),
        },
  defaultPhoneNumber:
    customer.phone === undefined ? null : { phoneNumber: customer.phone, marketingState: customer.smsConsent },
  defaultAddress: addressOf(customer.defaultAddress),
  metafields: Connection.of(
    customer.metafields.map((one, at) => ({
      id: gid('Metafield', `${customer.id}${at}`),
      namespace: one.namespace,
      key: one.key,
      type: one.type,
      value: one.value,
    })),
  ),
});

export const productOf = (product: Product): Wire => ({
  id: gid('Product', product.id),
  legacyResourceId: product.id,
  title: product.title,
  handle: product.handle,
  productType: product.productType,
  vendor: product.vendor,
  status: product.status,
  tags: product.tags,
  isGiftCard: product.isGiftCard,
  createdAt: iso(product.createdAt),
  updatedAt: iso(product.updatedAt),
});

export const variantOf = (product: Product, variant: Variant): Wire => ({
  id: gid('ProductVariant', variant.id),
  legacyResourceId: variant.id,
  title: variant.title,
  sku: variant.sku,
  barcode: variant.barcode ?? null,
  position: variant.position,
  price: decimal(variant.price),
  compareAtPrice: variant.compareAtPrice === undefined ? null : decimal(variant.compareAtPrice),
  taxable: variant.taxable,
  createdAt: iso(variant.createdAt),
  updatedAt: iso(variant.updatedAt),
  product: { id: gid('Product', product.id) },
  inventoryItem: { id: gid('InventoryItem', variant.inventoryItemId) },
});

/** @param levels of the item, asked for only when a document wants them */
export const inventoryItemOf = (variant: Variant, currency: string, levels: () => readonly InventoryLevel[]): Wire => ({
  id: gid('InventoryItem', variant.inventoryItemId),
  legacyResourceId: variant.inventoryItemId,
  sku: variant.sku,
  tracked: variant.tracked,
  requiresShipping: variant.tracked,
  createdAt: iso(variant.createdAt),
  updatedAt: iso(variant.updatedAt),
  unitCost: variant.unitCost === undefined ? null : { amount: decimal(variant.unitCost), currencyCode: currency },
  inventoryLevels: new Connection((args) => Connection.of(levels().map(levelOf)).page(args)),
});

const levelOf = (level: InventoryLevel): Wire => {
  const units: Readonly<Record<string, number>> = {
    on_hand: level.onHand,
    available: level.available,
    committed: level.committed,
    incoming: level.incoming,
  };
  return {
    id: `${gid('InventoryLevel', level.id)}?inventory_item_id=${level.inventoryItemId}`,
    updatedAt: iso(level.updatedAt),
    isActive: true,
    item: { id: gid('InventoryItem', level.inventoryItemId) },
    location: { id: gid('Location', level.locationId) },
    quantities: new Resolver(({ names }) =>
      (names as readonly string[]).map((name) => ({ name, quantity: units[name] ?? 0 })),
    ),
  };
};

export const locationOf = (location: Location): Wire => ({
  id: gid('Location', location.id),
  legacyResourceId: location.id,
  name: location.name,
  isActive: location.isActive,
  createdAt: iso(location.createdAt),
  updatedAt: iso(location.updatedAt),
  address: addressOf(location.address)!,
});

export const shopOf = (shop: Shop, start: number): Wire => ({
  id: gid('Shop', '1'),
  name: shop.name,
  myshopifyDomain: 'twin.myshopify.com',
  ianaTimezone: shop.timeZone,
  currencyCode: shop.currency,
  taxesIncluded: false,
  createdAt: iso(start),
  updatedAt: iso(start),
});
