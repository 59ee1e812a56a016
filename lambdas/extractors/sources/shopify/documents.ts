// GraphQL selections, shared by both paths: the paged read adds `first`/`after` and `pageInfo`, a bulk query must not
// have them. Bulk refuses a connection inside a list (`Order.refunds.refundLineItems`), so refunds are read by their
// ids on both paths.

const SHOP_MONEY = '{ shopMoney { amount currencyCode } }';
const BOTH_MONEY = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const ADDRESS = '{ firstName lastName company address1 address2 city province provinceCode countryCodeV2 zip phone }';
const TAX_LINES = `taxLines { title rate priceSet ${SHOP_MONEY} }`;
const ALLOCATIONS = `discountAllocations { allocatedAmountSet ${SHOP_MONEY} discountApplication { index targetType } }`;

export const SHOP = 'id name myshopifyDomain ianaTimezone currencyCode taxesIncluded createdAt updatedAt';

export const LINE_ITEM = `id sku title variantTitle vendor quantity currentQuantity isGiftCard taxable requiresShipping
  product { id } variant { id }
  originalUnitPriceSet ${SHOP_MONEY} originalTotalSet ${SHOP_MONEY}
  ${ALLOCATIONS} ${TAX_LINES}
  customAttributes { key value }`;

export const SHIPPING_LINE = `id title code isRemoved originalPriceSet ${SHOP_MONEY} discountedPriceSet ${SHOP_MONEY} ${ALLOCATIONS} ${TAX_LINES}`;

/**
 * Lists without pages; \`first\` would only truncate them. The counts beside them show when the vendor truncated them
 * anyway.
 */
export const LISTS = `transactionsCount { count precision } fulfillmentsCount { count precision }
  transactions { id kind status gateway test createdAt processedAt amountSet ${SHOP_MONEY} parentTransaction { id } fees { amount { amount currencyCode } } }
  fulfillments { id status createdAt deliveredAt totalQuantity }
  refunds { id }`;

export const ORDER = `id legacyResourceId name createdAt processedAt updatedAt cancelledAt cancelReason closedAt test confirmed
  currencyCode presentmentCurrencyCode taxesIncluded displayFinancialStatus displayFulfillmentStatus sourceName
  email phone note tags customAttributes { key value } clientIp customerLocale discountCodes
  customer { id }
  billingAddress ${ADDRESS} shippingAddress ${ADDRESS}
  totalPriceSet ${BOTH_MONEY} totalDiscountsSet ${SHOP_MONEY} totalTaxSet ${SHOP_MONEY}
  totalShippingPriceSet ${SHOP_MONEY} totalTipReceivedSet ${SHOP_MONEY} totalRefundedSet ${SHOP_MONEY}
  originalTotalDutiesSet ${SHOP_MONEY} originalTotalAdditionalFeesSet ${SHOP_MONEY}
  ${LISTS}`;

const REFUND_LINE_ITEM = `id quantity restockType lineItem { id } location { id } priceSet ${SHOP_MONEY} subtotalSet ${SHOP_MONEY} totalTaxSet ${SHOP_MONEY}`;

/** A refund without its connections. */
export const REFUND = `id createdAt processedAt updatedAt note totalRefundedSet ${SHOP_MONEY} duties { amountSet ${SHOP_MONEY} }`;

/**
 * The connections of a refund, with the number of nodes in the first page: nearly all refunds hold no more, and the
 * rest is drained.
 */
export const REFUND_CONNECTIONS = {
  refundLineItems: { selection: REFUND_LINE_ITEM, first: 3 },
  refundShippingLines: {
    selection: `id shippingLine { id } subtotalAmountSet ${SHOP_MONEY} taxAmountSet ${SHOP_MONEY}`,
    first: 1,
  },
  orderAdjustments: { selection: `id reason amountSet ${SHOP_MONEY} taxAmountSet ${SHOP_MONEY}`, first: 1 },
  transactions: { selection: 'id', first: 2 },
} as const;

export const CUSTOMER = `id legacyResourceId createdAt updatedAt firstName lastName state locale note tags
  defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
  defaultPhoneNumber { phoneNumber marketingState }
  defaultAddress ${ADDRESS}`;

export const METAFIELD = 'id namespace key type value';

export const PRODUCT = 'id legacyResourceId title handle productType vendor status tags isGiftCard createdAt updatedAt';

export const PRODUCT_VARIANT = `id legacyResourceId title sku barcode position price compareAtPrice taxable createdAt updatedAt
  product { id } inventoryItem { id }`;

export const INVENTORY_ITEM =
  'id legacyResourceId sku tracked requiresShipping createdAt updatedAt unitCost { amount currencyCode }';

export const INVENTORY_LEVEL = `id updatedAt isActive item { id } location { id }
  quantities(names: ["on_hand", "available", "committed", "incoming"]) { name quantity }`;

export const CHECKOUT_LINE = `id sku title variantTitle quantity product { id } variant { id }
  originalUnitPriceSet ${SHOP_MONEY} discountedTotalPriceSet ${SHOP_MONEY}`;

/** Without its address, which would let anyone finish the checkout. */
export const ABANDONED_CHECKOUT = `id name createdAt updatedAt completedAt taxesIncluded discountCodes note
  customer { id } billingAddress ${ADDRESS} shippingAddress ${ADDRESS}
  subtotalPriceSet ${BOTH_MONEY} totalPriceSet ${BOTH_MONEY} totalTaxSet ${SHOP_MONEY} totalDiscountSet ${SHOP_MONEY}
  totalLineItemsPriceSet ${SHOP_MONEY}`;

export const DRAFT_LINE = `id sku title variantTitle vendor quantity custom isGiftCard taxable
  product { id } variant { id } originalUnitPriceSet ${SHOP_MONEY} discountedTotalSet ${SHOP_MONEY} totalDiscountSet ${SHOP_MONEY}`;

export const DRAFT_ORDER = `id legacyResourceId name status createdAt updatedAt completedAt invoiceSentAt currencyCode
  presentmentCurrencyCode taxesIncluded email phone note2 tags poNumber discountCodes
  order { id } customer { id } billingAddress ${ADDRESS} shippingAddress ${ADDRESS}
  subtotalPriceSet ${BOTH_MONEY} totalPriceSet ${BOTH_MONEY} totalTaxSet ${SHOP_MONEY} totalDiscountsSet ${SHOP_MONEY}
  totalShippingPriceSet ${SHOP_MONEY}`;

/** Fulfillments of an order, with their expected number: the list has no pages. */
export const FULFILLMENTS = `id fulfillmentsCount { count precision }
  fulfillments { id legacyResourceId name status displayStatus createdAt updatedAt inTransitAt deliveredAt estimatedDeliveryAt
    totalQuantity requiresShipping order { id } location { id } trackingInfo { company number } }`;

/** Fields common to all kinds of discounts; those of apps have no summary, and codes have a stream of their own. */
const DISCOUNT = (
  type: string,
  more = '',
) => `... on ${type} { __typename title status createdAt updatedAt startsAt endsAt
  discountClasses asyncUsageCount ${more} }`;
const OF_CODES = 'usageLimit appliesOncePerCustomer codesCount { count precision }';
export const DISCOUNT_NODE = `id discount { ${DISCOUNT('DiscountCodeApp', OF_CODES)}
  ${DISCOUNT('DiscountCodeBasic', `summary ${OF_CODES}`)} ${DISCOUNT('DiscountCodeBxgy', `summary ${OF_CODES}`)}
  ${DISCOUNT('DiscountCodeFreeShipping', `summary ${OF_CODES}`)} ${DISCOUNT('DiscountAutomaticApp')}
  ${DISCOUNT('DiscountAutomaticBasic', 'summary')} ${DISCOUNT('DiscountAutomaticBxgy', 'summary')}
  ${DISCOUNT('DiscountAutomaticFreeShipping', 'summary')} }`;

export const VISIT = `... on CustomerVisit { id occurredAt source sourceType referrerUrl landingPage
  utmParameters { source medium campaign content term } }`;

/** The customer journey of an order: thirty days of visits, unknown until the vendor reports `ready`. */
export const JOURNEY = `id updatedAt createdAt customerJourneySummary { ready customerOrderIndex daysToConversion
  momentsCount { count precision } moments(first: 10) { nodes { ${VISIT} } pageInfo { hasNextPage endCursor } } }`;

export const COLLECTION = 'id legacyResourceId title handle sortOrder updatedAt productsCount { count precision }';

export const PRODUCT_METAFIELD =
  'id legacyResourceId namespace key type value ownerType createdAt updatedAt owner { ... on Product { id } }';

export const TENDER_TRANSACTION =
  'id processedAt test paymentMethod remoteReference amount { amount currencyCode } order { id }';

const SUMMARY = ['adjustments', 'charges', 'reservedFunds', 'retriedPayouts']
  .map((name) => `${name}Gross { amount currencyCode } ${name}Fee { amount currencyCode }`)
  .join(' ');
export const PAYOUT = `id legacyResourceId issuedAt status transactionType net { amount currencyCode }
  summary { ${SUMMARY} refundsFee { amount currencyCode } refundsFeeGross { amount currencyCode } }`;

export const EVENT =
  'id action createdAt appTitle attributeToApp attributeToUser ... on BasicEvent { subjectId subjectType }';

export const LOCATION =
  'id legacyResourceId name isActive createdAt updatedAt address { address1 address2 city provinceCode countryCode zip phone }';
