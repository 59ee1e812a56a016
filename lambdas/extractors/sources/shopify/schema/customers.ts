// Customers and their addresses.
import { z } from 'zod';
import { instant, pii } from '../../../engine/fields.ts';
import { amount, label } from '../../../engine/loose-fields.ts';
import { gid, gidOf, Metafield, Money, nodes } from './fields.ts';

/** The buyer, when selected with the order. */
const Buyer = z.looseObject({
  id: gid(),
  displayName: pii('name').nullish(),
  firstName: pii('name').nullish(),
  lastName: pii('name').nullish(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  numberOfOrders: amount().nullish(),
});

export const Address = z.looseObject({
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

/** The customer of an order, and its addresses. */
export const Parties = {
  customer: Buyer.nullish(),
  billingAddress: Address.nullish(),
  shippingAddress: Address.nullish(),
};

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
  // Location of these fields before 2024-07.
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
      ...Metafield,
    }),
  ),
});
