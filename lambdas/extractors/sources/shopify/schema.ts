// What Shopify's Admin GraphQL API 2026-07 sends for the selections of `documents.ts`, read loosely: a field that is new or
// undeclared is kept (its strings as tokens) and counted as drift. https://shopify.dev/docs/api/admin-graphql/2026-07
import { z } from 'zod';
import { instant, money, numeric, pii } from '../../engine/fields.ts';

const gid = () => z.string().regex(/^gid:\/\/shopify\/\w+\/[^/]+$/);
const Ref = z.looseObject({ id: gid() });
const Money = z.looseObject({ amount: money(), currencyCode: z.string() });
const MoneySet = z.looseObject({ shopMoney: Money, presentmentMoney: Money.optional() });
const Count = z.looseObject({ count: z.number().int(), precision: z.string() });
const Attribute = z.looseObject({ key: z.string(), value: pii('text').nullish() });
const nodes = <T extends z.ZodType>(item: T) => z.looseObject({ nodes: z.array(item) });

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
});

const TaxLine = z.looseObject({ title: z.string(), rate: numeric().nullish(), priceSet: MoneySet });
const Allocation = z.looseObject({
  allocatedAmountSet: MoneySet,
  discountApplication: z.looseObject({ index: z.number().int(), targetType: z.string() }),
});

const LineItem = z.looseObject({
  id: gid(),
  sku: z.string().nullish(),
  title: z.string(),
  variantTitle: z.string().nullish(),
  vendor: z.string().nullish(),
  quantity: z.number().int(),
  currentQuantity: z.number().int(),
  isGiftCard: z.boolean(),
  taxable: z.boolean(),
  requiresShipping: z.boolean(),
  product: Ref.nullish(),
  variant: Ref.nullish(),
  originalUnitPriceSet: MoneySet,
  originalTotalSet: MoneySet,
  discountAllocations: z.array(Allocation),
  taxLines: z.array(TaxLine),
  customAttributes: z.array(Attribute),
});

const ShippingLine = z.looseObject({
  id: gid().nullish(),
  title: z.string(),
  code: z.string().nullish(),
  isRemoved: z.boolean(),
  originalPriceSet: MoneySet,
  discountedPriceSet: MoneySet,
  discountAllocations: z.array(Allocation),
  taxLines: z.array(TaxLine),
});

const Transaction = z.looseObject({
  id: gid(),
  kind: z.string(),
  status: z.string(),
  gateway: z.string().nullish(),
  test: z.boolean(),
  createdAt: instant(),
  processedAt: instant().nullish(),
  amountSet: MoneySet,
  parentTransaction: Ref.nullish(),
});

const Refund = z.looseObject({
  id: gid(),
  createdAt: instant().nullish(),
  processedAt: instant().nullish(),
  updatedAt: instant().nullish(),
  note: pii('text').nullish(),
  totalRefundedSet: MoneySet.optional(),
  refundLineItems: nodes(
    z.looseObject({
      id: gid().nullish(),
      quantity: z.number().int(),
      restockType: z.string(),
      lineItem: Ref,
      location: Ref.nullish(),
      priceSet: MoneySet,
      subtotalSet: MoneySet,
      totalTaxSet: MoneySet,
    }),
  ),
  refundShippingLines: nodes(
    z.looseObject({
      id: gid(),
      shippingLine: z.looseObject({ id: gid().nullish() }),
      subtotalAmountSet: MoneySet,
      taxAmountSet: MoneySet,
    }),
  ),
  orderAdjustments: nodes(
    z.looseObject({ id: gid(), reason: z.string().nullish(), amountSet: MoneySet, taxAmountSet: MoneySet }),
  ),
  transactions: nodes(Ref),
});

export const Order = z.looseObject({
  id: gid(),
  legacyResourceId: z.string(),
  name: z.string(),
  createdAt: instant(),
  processedAt: instant(),
  updatedAt: instant(),
  cancelledAt: instant().nullish(),
  cancelReason: z.string().nullish(),
  closedAt: instant().nullish(),
  test: z.boolean(),
  confirmed: z.boolean(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string(),
  sourceName: z.string().nullish(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  note: pii('text').nullish(),
  tags: z.array(pii('text')),
  customAttributes: z.array(Attribute),
  clientIp: pii('ip').nullish(),
  customerLocale: z.string().nullish(),
  discountCodes: z.array(z.string()),
  customer: Ref.nullish(),
  billingAddress: Address.nullish(),
  shippingAddress: Address.nullish(),
  totalPriceSet: MoneySet,
  totalDiscountsSet: MoneySet.nullish(),
  totalTaxSet: MoneySet.nullish(),
  totalShippingPriceSet: MoneySet,
  totalTipReceivedSet: MoneySet,
  totalRefundedSet: MoneySet,
  transactionsCount: Count.nullish(),
  fulfillmentsCount: Count.nullish(),
  transactions: z.array(Transaction),
  fulfillments: z.array(
    z.looseObject({
      id: gid(),
      status: z.string(),
      createdAt: instant(),
      deliveredAt: instant().nullish(),
      totalQuantity: z.number().int(),
    }),
  ),
  lineItems: nodes(LineItem),
  shippingLines: nodes(ShippingLine),
  refunds: z.array(Refund),
});

export const Customer = z.looseObject({
  id: gid(),
  legacyResourceId: z.string(),
  createdAt: instant(),
  updatedAt: instant(),
  firstName: pii('name').nullish(),
  lastName: pii('name').nullish(),
  state: z.string(),
  locale: z.string(),
  note: pii('text').nullish(),
  tags: z.array(pii('text')),
  defaultEmailAddress: z
    .looseObject({ emailAddress: pii('email'), marketingState: z.string(), marketingUpdatedAt: instant().nullish() })
    .nullish(),
  defaultPhoneNumber: z.looseObject({ phoneNumber: pii('phone'), marketingState: z.string() }).nullish(),
  defaultAddress: Address.nullish(),
  metafields: nodes(
    z.looseObject({ id: gid(), namespace: z.string(), key: z.string(), type: z.string(), value: pii('text') }),
  ),
});

export const Product = z.looseObject({
  id: gid(),
  legacyResourceId: z.string(),
  title: z.string(),
  handle: z.string(),
  productType: z.string(),
  vendor: z.string(),
  status: z.string(),
  tags: z.array(z.string()),
  isGiftCard: z.boolean(),
  createdAt: instant(),
  updatedAt: instant(),
});

export const ProductVariant = z.looseObject({
  id: gid(),
  legacyResourceId: z.string(),
  title: z.string(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  position: z.number().int(),
  price: money(),
  compareAtPrice: money().nullish(),
  taxable: z.boolean(),
  createdAt: instant(),
  updatedAt: instant(),
  product: Ref,
  inventoryItem: Ref,
});

export const InventoryItem = z.looseObject({
  id: gid(),
  legacyResourceId: z.string(),
  sku: z.string().nullish(),
  tracked: z.boolean(),
  requiresShipping: z.boolean(),
  createdAt: instant(),
  updatedAt: instant(),
  unitCost: Money.nullish(),
});

export const InventoryLevel = z.looseObject({
  id: z.string(),
  updatedAt: instant(),
  isActive: z.boolean(),
  item: Ref,
  location: Ref,
  quantities: z.array(z.looseObject({ name: z.string(), quantity: z.number().int() })),
});

export const Location = z.looseObject({
  id: gid(),
  legacyResourceId: z.string(),
  name: z.string(),
  isActive: z.boolean(),
  createdAt: instant(),
  updatedAt: instant(),
  address: Address,
});

export const Shop = z.looseObject({
  id: gid(),
  name: z.string(),
  myshopifyDomain: z.string(),
  ianaTimezone: z.string(),
  currencyCode: z.string(),
  taxesIncluded: z.boolean(),
  createdAt: instant(),
  updatedAt: instant(),
});
