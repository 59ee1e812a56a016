// An order of Shopify's older REST form in the words of its GraphQL API: the examples of the vendor's own library are REST.

// biome-ignore lint/suspicious/noExplicitAny: a vendor's JSON
type Json = any;

const gid = (type: string, id: unknown) => `gid://shopify/${type}/${String(id)}`;
const set = (value: Json, fallback = '0.00'): Json => ({
  shopMoney: { amount: value?.shop_money.amount ?? fallback, currencyCode: value?.shop_money.currency_code ?? 'USD' },
  presentmentMoney: {
    amount: value?.presentment_money.amount ?? fallback,
    currencyCode: value?.presentment_money.currency_code ?? 'USD',
  },
});
const address = (one: Json): Json =>
  one && {
    firstName: one.first_name,
    lastName: one.last_name,
    company: one.company,
    address1: one.address1,
    address2: one.address2,
    city: one.city,
    province: one.province,
    provinceCode: one.province_code,
    countryCodeV2: one.country_code,
    zip: one.zip,
    phone: one.phone,
  };
const taxes = (lines: Json[]) => lines.map(({ title, rate, price_set }) => ({ title, rate, priceSet: set(price_set) }));
const allocations = (lines: Json[]) =>
  lines.map((one) => ({
    allocatedAmountSet: set(one.amount_set),
    discountApplication: { index: one.discount_application_index, targetType: 'LINE_ITEM' },
  }));
const attributes = (lines: Json[]) => lines.map(({ name, value }) => ({ key: name, value }));

const refund = (one: Json): Json => ({
  id: one.admin_graphql_api_id,
  createdAt: one.created_at,
  processedAt: one.processed_at,
  note: one.note,
  refundLineItems: {
    nodes: one.refund_line_items.map((line: Json) => ({
      id: gid('RefundLineItem', line.id),
      quantity: line.quantity,
      restockType: line.restock_type.toUpperCase(),
      lineItem: { id: gid('LineItem', line.line_item_id) },
      location: { id: gid('Location', line.location_id) },
      priceSet: set(line.line_item?.price_set),
      subtotalSet: set(line.subtotal_set),
      totalTaxSet: set(line.total_tax_set),
    })),
  },
  refundShippingLines: { nodes: [] },
  orderAdjustments: { nodes: [] },
  transactions: { nodes: one.transactions.map((each: Json) => ({ id: each.admin_graphql_api_id })) },
});

export const graphqlOrder = (one: Json): Json => ({
  id: one.admin_graphql_api_id,
  legacyResourceId: String(one.id),
  name: one.name,
  createdAt: one.created_at,
  processedAt: one.processed_at,
  updatedAt: one.updated_at,
  cancelledAt: one.cancelled_at,
  cancelReason: one.cancel_reason,
  closedAt: one.closed_at,
  test: one.test,
  confirmed: one.confirmed,
  currencyCode: one.currency,
  presentmentCurrencyCode: one.presentment_currency,
  taxesIncluded: one.taxes_included,
  displayFinancialStatus: one.financial_status?.toUpperCase() ?? null,
  displayFulfillmentStatus: one.fulfillment_status?.toUpperCase() ?? 'UNFULFILLED',
  sourceName: one.source_name,
  email: one.email,
  phone: one.phone,
  note: one.note,
  tags: one.tags.split(', ').filter(Boolean),
  customAttributes: attributes(one.note_attributes),
  clientIp: one.browser_ip,
  customerLocale: one.customer_locale,
  discountCodes: one.discount_codes.map((each: Json) => each.code),
  customer: one.customer ? { id: one.customer.admin_graphql_api_id } : null,
  billingAddress: address(one.billing_address),
  shippingAddress: address(one.shipping_address),
  totalPriceSet: set(one.total_price_set),
  totalDiscountsSet: set(one.total_discounts_set),
  totalTaxSet: set(one.total_tax_set),
  totalShippingPriceSet: set(one.total_shipping_price_set),
  totalTipReceivedSet: set(undefined, one.total_tip_received),
  totalRefundedSet: set(undefined),
  transactions: one.refunds.flatMap((each: Json) =>
    each.transactions.map((payment: Json) => ({
      id: payment.admin_graphql_api_id,
      kind: payment.kind.toUpperCase(),
      status: payment.status.toUpperCase(),
      gateway: payment.gateway,
      test: payment.test,
      createdAt: payment.created_at,
      processedAt: payment.processed_at,
      amountSet: { shopMoney: { amount: payment.amount, currencyCode: payment.currency } },
      parentTransaction: payment.parent_id ? { id: gid('OrderTransaction', payment.parent_id) } : null,
    })),
  ),
  fulfillments: one.fulfillments.map((each: Json) => ({
    id: each.admin_graphql_api_id,
    status: each.status.toUpperCase(),
    createdAt: each.created_at,
    totalQuantity: each.line_items.length,
  })),
  lineItems: {
    nodes: one.line_items.map((line: Json) => ({
      id: line.admin_graphql_api_id,
      sku: line.sku,
      title: line.title,
      variantTitle: line.variant_title,
      vendor: line.vendor,
      quantity: line.quantity,
      currentQuantity: line.current_quantity,
      isGiftCard: line.gift_card,
      taxable: line.taxable,
      requiresShipping: line.requires_shipping,
      product: line.product_id ? { id: gid('Product', line.product_id) } : null,
      variant: line.variant_id ? { id: gid('ProductVariant', line.variant_id) } : null,
      originalUnitPriceSet: set(line.price_set),
      originalTotalSet: set(line.price_set),
      discountAllocations: allocations(line.discount_allocations),
      taxLines: taxes(line.tax_lines),
      customAttributes: attributes(line.properties),
    })),
  },
  shippingLines: {
    nodes: one.shipping_lines.map((line: Json) => ({
      id: gid('ShippingLine', line.id),
      title: line.title,
      code: line.code,
      isRemoved: line.is_removed ?? false,
      originalPriceSet: set(line.price_set),
      discountedPriceSet: set(line.discounted_price_set),
      discountAllocations: allocations(line.discount_allocations),
      taxLines: taxes(line.tax_lines),
    })),
  },
  refunds: one.refunds.map(refund),
});
