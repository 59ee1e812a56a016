// What Shopify's Admin GraphQL API 2026-07 sends for the selections of `documents.ts`, read loosely: a field that is new or
// undeclared is kept (its strings as tokens) and counted as drift. https://shopify.dev/docs/api/admin-graphql/2026-07
import { z } from 'zod';
import { instant, numeric, pii } from '../../engine/fields.ts';
import { amount, label } from '../../engine/loose-fields.ts';

const gid = () => z.string().regex(/^gid:\/\/shopify\/\w+\/[^/]+$/);
/** The id of one of these types: what is read is the thing itself, and no part of it. */
const gidOf = (...types: readonly string[]) =>
  z.string().regex(new RegExp(`^gid://shopify/(?:${types.join('|')})/[^/]+$`));
const Ref = z.looseObject({ id: gid() });
/** Who bought, where the buyer was selected along. */
const Buyer = z.looseObject({
  id: gid(),
  displayName: pii('name').nullish(),
  firstName: pii('name').nullish(),
  lastName: pii('name').nullish(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  numberOfOrders: amount().nullish(),
});
const ProductRef = z.looseObject({
  id: gid(),
  title: z.string().nullish(),
  handle: z.string().nullish(),
  vendor: z.string().nullish(),
  productType: z.string().nullish(),
  status: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
});
const Options = z.array(z.looseObject({ name: z.string().nullish(), value: z.string().nullish() })).nullish();
const VariantRef = z.looseObject({
  id: gid(),
  title: z.string().nullish(),
  displayName: z.string().nullish(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  selectedOptions: Options,
  product: ProductRef.nullish(),
});
const Money = z.looseObject({ amount: amount().nullish(), currencyCode: z.string().nullish() });
const MoneySet = z.looseObject({ shopMoney: Money.nullish(), presentmentMoney: Money.nullish() });
const Count = z.looseObject({ count: z.number().int(), precision: z.string().nullish() });
const Attribute = z.looseObject({ key: z.string().nullish(), value: pii('text').nullish() });
/** A connection, however its reader asked for it. */
const nodes = <T extends z.ZodType>(item: T) =>
  z
    .looseObject({
      nodes: z.array(item).nullish(),
      edges: z.array(z.looseObject({ node: item, cursor: z.string().nullish() })).nullish(),
      pageInfo: z.unknown().optional(),
    })
    .nullish();

const Address = z.looseObject({
  firstName: pii('name').nullish(),
  lastName: pii('name').nullish(),
  company: pii('company').nullish(),
  address1: pii('street').nullish(),
  address2: pii('street').nullish(),
  city: z.string().nullish(),
  province: z.string().nullish(),
  provinceCode: z.string().nullish(),
  countryCodeV2: z.string().nullish(),
  countryCode: z.string().nullish(),
  zip: pii('postcode').nullish(),
  phone: pii('phone').nullish(),
  name: pii('name').nullish(),
  country: z.string().nullish(),
  latitude: pii('text').nullish(),
  longitude: pii('text').nullish(),
  timeZone: z.string().nullish(),
});

const TaxLine = z.looseObject({
  title: z.string().nullish(),
  rate: numeric().nullish(),
  priceSet: MoneySet.nullish(),
});
const Allocation = z.looseObject({
  allocatedAmountSet: MoneySet.nullish(),
  discountApplication: z.looseObject({ index: z.number().int().nullish(), targetType: z.string().nullish() }).nullish(),
});

const LineItem = z.looseObject({
  id: gid(),
  sku: z.string().nullish(),
  title: z.string().nullish(),
  variantTitle: z.string().nullish(),
  vendor: z.string().nullish(),
  quantity: z.number().int().nullish(),
  currentQuantity: z.number().int().nullish(),
  name: z.string().nullish(),
  fulfillmentStatus: z.string().nullish(),
  isGiftCard: z.boolean().nullish(),
  taxable: z.boolean().nullish(),
  requiresShipping: z.boolean().nullish(),
  product: ProductRef.nullish(),
  variant: VariantRef.nullish(),
  originalUnitPriceSet: MoneySet.nullish(),
  originalTotalSet: MoneySet.nullish(),
  discountAllocations: z.array(Allocation).nullish(),
  taxLines: z.array(TaxLine).nullish(),
  customAttributes: z.array(Attribute).nullish(),
});

const ShippingLine = z.looseObject({
  id: gid().nullish(),
  title: z.string().nullish(),
  code: z.string().nullish(),
  isRemoved: z.boolean().nullish(),
  originalPriceSet: MoneySet.nullish(),
  discountedPriceSet: MoneySet.nullish(),
  discountAllocations: z.array(Allocation).nullish(),
  taxLines: z.array(TaxLine).nullish(),
});

const Transaction = z.looseObject({
  id: gid(),
  kind: z.string().nullish(),
  status: z.string().nullish(),
  gateway: z.string().nullish(),
  formattedGateway: z.string().nullish(),
  errorCode: z.string().nullish(),
  test: z.boolean().nullish(),
  createdAt: instant().nullish(),
  processedAt: instant().nullish(),
  amountSet: MoneySet.nullish(),
  parentTransaction: Ref.nullish(),
});

const Refund = z.looseObject({
  id: gid(),
  createdAt: instant().nullish(),
  processedAt: instant().nullish(),
  updatedAt: instant().nullish(),
  note: pii('text').nullish(),
  totalRefundedSet: MoneySet.nullish(),
  refundLineItems: nodes(
    z.looseObject({
      id: gid().nullish(),
      quantity: z.number().int().nullish(),
      restockType: z.string().nullish(),
      lineItem: Ref.nullish(),
      location: Ref.nullish(),
      priceSet: MoneySet.nullish(),
      subtotalSet: MoneySet.nullish(),
      totalTaxSet: MoneySet.nullish(),
    }),
  ),
  refundShippingLines: nodes(
    z.looseObject({
      id: gid(),
      shippingLine: z.looseObject({ id: gid().nullish() }).nullish(),
      subtotalAmountSet: MoneySet.nullish(),
      taxAmountSet: MoneySet.nullish(),
    }),
  ),
  orderAdjustments: nodes(
    z.looseObject({
      id: gid().nullish(),
      reason: z.string().nullish(),
      amountSet: MoneySet.nullish(),
      taxAmountSet: MoneySet.nullish(),
    }),
  ),
  transactions: nodes(Ref).nullish(),
});

export const Order = z.looseObject({
  id: gidOf('Order'),
  legacyResourceId: label().nullish(),
  name: z.string().nullish(),
  createdAt: instant().nullish(),
  processedAt: instant().nullish(),
  updatedAt: instant().nullish(),
  cancelledAt: instant().nullish(),
  cancelReason: z.string().nullish(),
  closedAt: instant().nullish(),
  test: z.boolean().nullish(),
  confirmed: z.boolean().nullish(),
  currencyCode: z.string().nullish(),
  presentmentCurrencyCode: z.string().nullish(),
  taxesIncluded: z.boolean().nullish(),
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string().nullish(),
  sourceName: z.string().nullish(),
  sourceIdentifier: z.string().nullish(),
  riskLevel: z.string().nullish(),
  returnStatus: z.string().nullish(),
  netPayment: amount().nullish(),
  totalWeight: amount().nullish(),
  paymentGatewayNames: z.array(z.string()).nullish(),
  channelInformation: z
    .looseObject({
      channelDefinition: z
        .looseObject({
          handle: z.string().nullish(),
          channelName: z.string().nullish(),
          subChannelName: z.string().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  note: pii('text').nullish(),
  tags: z.array(pii('text')).nullish(),
  customAttributes: z.array(Attribute).nullish(),
  clientIp: pii('ip').nullish(),
  customerLocale: z.string().nullish(),
  discountCodes: z.array(z.string()).nullish(),
  customer: Buyer.nullish(),
  billingAddress: Address.nullish(),
  shippingAddress: Address.nullish(),
  totalPriceSet: MoneySet.nullish(),
  totalDiscountsSet: MoneySet.nullish(),
  totalTaxSet: MoneySet.nullish(),
  totalShippingPriceSet: MoneySet.nullish(),
  totalTipReceivedSet: MoneySet.nullish(),
  totalRefundedSet: MoneySet.nullish(),
  transactionsCount: Count.nullish(),
  fulfillmentsCount: Count.nullish(),
  transactions: z.array(Transaction).nullish(),
  fulfillments: z
    .array(
      z.looseObject({
        id: gid(),
        status: z.string().nullish(),
        createdAt: instant().nullish(),
        deliveredAt: instant().nullish(),
        totalQuantity: z.number().int().nullish(),
      }),
    )
    .nullish(),
  lineItems: nodes(LineItem).nullish(),
  shippingLines: nodes(ShippingLine).nullish(),
  refunds: z.array(Refund).nullish(),
});

const Consent = z.looseObject({
  marketingState: z.string().nullish(),
  marketingOptInLevel: z.string().nullish(),
  consentUpdatedAt: instant().nullish(),
  consentCollectedFrom: z.string().nullish(),
});

export const Customer = z.looseObject({
  id: gidOf('Customer'),
  legacyResourceId: label().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  firstName: pii('name').nullish(),
  lastName: pii('name').nullish(),
  displayName: pii('name').nullish(),
  // Before 2024-07 these stood here.
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  numberOfOrders: amount().nullish(),
  ordersCount: amount().nullish(),
  amountSpent: Money.nullish(),
  lifetimeDuration: z.string().nullish(),
  productSubscriberStatus: z.string().nullish(),
  emailMarketingConsent: Consent.nullish(),
  smsMarketingConsent: Consent.nullish(),
  addresses: z.array(Address).nullish(),
  state: z.string().nullish(),
  locale: z.string().nullish(),
  note: pii('text').nullish(),
  tags: z.array(pii('text')).nullish(),
  defaultEmailAddress: z
    .looseObject({
      emailAddress: pii('email').nullish(),
      marketingState: z.string().nullish(),
      marketingUpdatedAt: instant().nullish(),
    })
    .nullish(),
  defaultPhoneNumber: z
    .looseObject({ phoneNumber: pii('phone').nullish(), marketingState: z.string().nullish() })
    .nullish(),
  defaultAddress: Address.nullish(),
  addressesV2: nodes(Address),
  metafields: nodes(
    z.looseObject({
      id: gid().nullish(),
      namespace: z.string().nullish(),
      key: z.string().nullish(),
      type: z.string().nullish(),
      value: pii('text').nullish(),
    }),
  ),
});

export const ProductVariant = z.looseObject({
  id: gidOf('ProductVariant'),
  legacyResourceId: label().nullish(),
  title: z.string().nullish(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  position: z.number().int().nullish(),
  price: amount().nullish(),
  compareAtPrice: amount().nullish(),
  taxable: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  displayName: z.string().nullish(),
  inventoryPolicy: z.string().nullish(),
  inventoryQuantity: z.number().int().nullish(),
  selectedOptions: Options,
  product: ProductRef.nullish(),
  inventoryItem: z.looseObject({ id: gid(), sku: z.string().nullish() }).nullish(),
});

export const Product = z.looseObject({
  id: gidOf('Product'),
  legacyResourceId: label().nullish(),
  title: z.string().nullish(),
  handle: z.string().nullish(),
  productType: z.string().nullish(),
  vendor: z.string().nullish(),
  status: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  isGiftCard: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  publishedAt: instant().nullish(),
  category: z
    .looseObject({ id: z.string().nullish(), name: z.string().nullish(), fullName: z.string().nullish() })
    .nullish(),
  options: z
    .array(z.looseObject({ id: gid().nullish(), name: z.string().nullish(), values: z.array(z.string()).nullish() }))
    .nullish(),
  variants: nodes(ProductVariant),
  collections: nodes(z.looseObject({ id: gid(), title: z.string().nullish(), handle: z.string().nullish() })),
});

export const InventoryItem = z.looseObject({
  id: gidOf('InventoryItem'),
  legacyResourceId: label().nullish(),
  sku: z.string().nullish(),
  tracked: z.boolean().nullish(),
  requiresShipping: z.boolean().nullish(),
  countryCodeOfOrigin: z.string().nullish(),
  provinceCodeOfOrigin: z.string().nullish(),
  harmonizedSystemCode: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  unitCost: Money.nullish(),
});

export const InventoryLevel = z.looseObject({
  id: gidOf('InventoryLevel'),
  updatedAt: instant().nullish(),
  isActive: z.boolean().nullish(),
  item: z.looseObject({ id: gid(), sku: z.string().nullish() }).nullish(),
  location: Ref.nullish(),
  quantities: z.array(z.looseObject({ name: z.string().nullish(), quantity: z.number().int().nullish() })).nullish(),
});

export const Location = z.looseObject({
  id: gidOf('Location'),
  legacyResourceId: label().nullish(),
  name: z.string().nullish(),
  isActive: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  address: Address.nullish(),
});

export const Shop = z.looseObject({
  id: gidOf('Shop'),
  name: z.string().nullish(),
  myshopifyDomain: z.string().nullish(),
  ianaTimezone: z.string().nullish(),
  currencyCode: z.string().nullish(),
  enabledPresentmentCurrencies: z.array(z.string()).nullish(),
  timezoneAbbreviation: z.string().nullish(),
  weightUnit: z.string().nullish(),
  unitSystem: z.string().nullish(),
  plan: z.looseObject({ displayName: z.string().nullish(), publicDisplayName: z.string().nullish() }).nullish(),
  taxesIncluded: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
});

const line = {
  id: gid(),
  sku: z.string().nullish(),
  title: z.string().nullish(),
  variantTitle: z.string().nullish(),
  quantity: z.number().int().nullish(),
  product: ProductRef.nullish(),
  variant: VariantRef.nullish(),
  originalUnitPriceSet: MoneySet.nullish(),
};

export const AbandonedCheckout = z.looseObject({
  id: gidOf('AbandonedCheckout', 'Checkout'),
  name: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  completedAt: instant().nullish(),
  taxesIncluded: z.boolean().nullish(),
  discountCodes: z.array(z.string()).nullish(),
  note: pii('text').nullish(),
  customer: Buyer.nullish(),
  billingAddress: Address.nullish(),
  shippingAddress: Address.nullish(),
  subtotalPriceSet: MoneySet.nullish(),
  totalPriceSet: MoneySet.nullish(),
  totalTaxSet: MoneySet.nullish(),
  totalDiscountSet: MoneySet.nullish(),
  totalLineItemsPriceSet: MoneySet.nullish(),
  lineItems: nodes(z.looseObject({ ...line, discountedTotalPriceSet: MoneySet.nullish() })),
});

export const DraftOrder = z.looseObject({
  id: gidOf('DraftOrder'),
  legacyResourceId: label().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  completedAt: instant().nullish(),
  invoiceSentAt: instant().nullish(),
  currencyCode: z.string().nullish(),
  presentmentCurrencyCode: z.string().nullish(),
  taxesIncluded: z.boolean().nullish(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  note2: pii('text').nullish(),
  tags: z.array(pii('text')).nullish(),
  poNumber: pii('text').nullish(),
  discountCodes: z.array(z.string()).nullish(),
  order: Ref.nullish(),
  customer: Buyer.nullish(),
  billingAddress: Address.nullish(),
  shippingAddress: Address.nullish(),
  subtotalPriceSet: MoneySet.nullish(),
  totalPriceSet: MoneySet.nullish(),
  totalTaxSet: MoneySet.nullish(),
  totalDiscountsSet: MoneySet.nullish(),
  totalShippingPriceSet: MoneySet.nullish(),
  lineItems: nodes(
    z.looseObject({
      ...line,
      vendor: z.string().nullish(),
      custom: z.boolean().nullish(),
      isGiftCard: z.boolean().nullish(),
      taxable: z.boolean().nullish(),
      discountedTotalSet: MoneySet.nullish(),
      totalDiscountSet: MoneySet.nullish(),
    }),
  ),
});

export const Fulfillment = z.looseObject({
  id: gidOf('Fulfillment'),
  legacyResourceId: label().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  displayStatus: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  inTransitAt: instant().nullish(),
  deliveredAt: instant().nullish(),
  estimatedDeliveryAt: instant().nullish(),
  totalQuantity: z.number().int().nullish(),
  requiresShipping: z.boolean().nullish(),
  order: Ref.nullish(),
  location: Ref.nullish(),
  // With a parcel's number anybody can see where it goes.
  trackingInfo: z.array(z.looseObject({ company: z.string().nullish(), number: pii('text').nullish() })).nullish(),
});

const Discount = z
  .looseObject({
    __typename: z.string().nullish(),
    title: z.string().nullish(),
    status: z.string().nullish(),
    summary: z.string().nullish(),
    createdAt: instant().nullish(),
    updatedAt: instant().nullish(),
    startsAt: instant().nullish(),
    endsAt: instant().nullish(),
    discountClasses: z.array(z.string()).nullish(),
    asyncUsageCount: z.number().int().nullish(),
    usageLimit: z.number().int().nullish(),
    appliesOncePerCustomer: z.boolean().nullish(),
    codesCount: Count.nullish(),
    codes: nodes(z.looseObject({ id: gid(), code: z.string().nullish(), asyncUsageCount: z.number().int().nullish() })),
  })
  .nullish();

export const DiscountNode = z.looseObject({
  // `DiscountNode`, `DiscountCodeNode`, `DiscountAutomaticNode`
  id: gidOf('Discount\\w*Node'),
  discount: Discount,
  // Lists of one kind call it so.
  codeDiscount: Discount,
  automaticDiscount: Discount,
});

const Visit = z.looseObject({
  id: gid().nullish(),
  occurredAt: instant().nullish(),
  source: z.string().nullish(),
  sourceType: z.string().nullish(),
  // Addresses carry whatever was put behind their question mark.
  referrerUrl: pii('text').nullish(),
  landingPage: pii('text').nullish(),
  utmParameters: z
    .looseObject({
      source: z.string().nullish(),
      medium: z.string().nullish(),
      campaign: z.string().nullish(),
      content: pii('text').nullish(),
      term: pii('text').nullish(),
    })
    .nullish(),
});

export const Journey = z.looseObject({
  id: gidOf('Order'),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  customerJourneySummary: z
    .looseObject({
      ready: z.boolean().nullish(),
      customerOrderIndex: z.number().int().nullish(),
      daysToConversion: z.number().int().nullish(),
      momentsCount: Count.nullish(),
      moments: nodes(Visit),
    })
    .nullish(),
});

export const Collection = z.looseObject({
  id: gidOf('Collection'),
  legacyResourceId: label().nullish(),
  title: z.string().nullish(),
  handle: z.string().nullish(),
  sortOrder: z.string().nullish(),
  updatedAt: instant().nullish(),
  productsCount: Count.nullish(),
  products: nodes(Ref),
});

export const ProductMetafield = z.looseObject({
  id: gidOf('Metafield'),
  legacyResourceId: label().nullish(),
  namespace: z.string().nullish(),
  key: z.string().nullish(),
  type: z.string().nullish(),
  value: pii('text').nullish(),
  ownerType: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  owner: Ref.nullish(),
});

export const TenderTransaction = z.looseObject({
  id: gidOf('TenderTransaction'),
  processedAt: instant().nullish(),
  test: z.boolean().nullish(),
  paymentMethod: z.string().nullish(),
  remoteReference: pii('text').nullish(),
  amount: Money.nullish(),
  order: Ref.nullish(),
});

const gross = (names: string) =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [
      [`${name}Gross`, Money.nullish()],
      [`${name}Fee`, Money.nullish()],
    ]),
  );

export const Payout = z.looseObject({
  id: gidOf('ShopifyPaymentsPayout'),
  legacyResourceId: label().nullish(),
  issuedAt: instant().nullish(),
  status: z.string().nullish(),
  transactionType: z.string().nullish(),
  net: Money.nullish(),
  summary: z
    .looseObject({
      ...gross('adjustments charges reservedFunds retriedPayouts'),
      refundsFee: Money.nullish(),
      refundsFeeGross: Money.nullish(),
    })
    .nullish(),
});

export const Event = z.looseObject({
  id: gidOf('\\w*Event'),
  action: z.string().nullish(),
  createdAt: instant().nullish(),
  appTitle: z.string().nullish(),
  attributeToApp: z.boolean().nullish(),
  attributeToUser: z.boolean().nullish(),
  subjectId: gid().nullish(),
  subjectType: z.string().nullish(),
});

export const OrderAgreements = z.looseObject({
  id: gid(),
  updatedAt: instant().nullish(),
  edited: z.boolean().nullish(),
  returnStatus: z.string().nullish(),
  agreements: nodes(
    z.looseObject({
      id: gid(),
      happenedAt: instant().nullish(),
      reason: z.string().nullish(),
      sales: nodes(
        z.looseObject({
          __typename: z.string().nullish(),
          id: gid(),
          actionType: z.string().nullish(),
          lineItem: Ref.nullish(),
        }),
      ),
    }),
  ),
});

/** A day of the shop's own clock, money in its currency; taken from sales is negative. */
export const SalesReport = z.looseObject({
  day: z.string().regex(/^\d{4}-\d\d-\d\d/),
  orders: amount().nullish(),
  gross_sales: amount().nullish(),
  discounts: amount().nullish(),
  sales_reversals: amount().nullish(),
  /** The name of `sales_reversals` before 2026-04. */
  returns: amount().nullish(),
  net_sales: amount().nullish(),
  shipping_charges: amount().nullish(),
  taxes: amount().nullish(),
  total_sales: amount().nullish(),
});
