// Orders with their payments.
import { z } from 'zod';
import { instant, pii } from '../../../engine/fields.ts';
import { amount, label } from '../../../engine/loose-fields.ts';
import { Parties } from './customers.ts';
import { Attribute, Count, gid, gidOf, Money, MoneySet, nodes, Ref } from './fields.ts';
import { LineItem, ShippingLine } from './order-lines.ts';
import { Refund } from './refunds.ts';

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
  /** Told for Shopify Payments alone. */
  fees: z.array(z.looseObject({ amount: Money.nullish() })).nullish(),
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
  ...Parties,
  totalPriceSet: MoneySet.nullish(),
  totalDiscountsSet: MoneySet.nullish(),
  totalTaxSet: MoneySet.nullish(),
  totalShippingPriceSet: MoneySet.nullish(),
  totalTipReceivedSet: MoneySet.nullish(),
  totalRefundedSet: MoneySet.nullish(),
  originalTotalDutiesSet: MoneySet.nullish(),
  originalTotalAdditionalFeesSet: MoneySet.nullish(),
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
