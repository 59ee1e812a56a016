// Rows of GA4 reports as flat objects: a dimension or metric is a field, its value the text the vendor sent. What the answer says of
// its own quality stands on every row. A dimension nobody declared (a custom one may hold anything) becomes a token.
// https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema
import { z } from 'zod';
import { pii } from '../../engine/fields.ts';
import { amount, flag, ident } from '../../engine/loose-fields.ts';

const word = () => z.string().nullish();
const number = () => amount().nullish();
const yes = () => flag().nullish();
/** `20260131`, or with hyphens where another system has been at it. */
const day = () => z.string().regex(/^(\d{4}-?\d\d-?\d\d|\(other\))$/);

/** `ResponseMetaData` of the answer a row came in. */
const quality = {
  subjectToThresholding: yes(),
  dataLossFromOtherRow: yes(),
  isSampled: yes(),
  samplesReadCount: number(),
  samplingSpaceSize: number(),
  currencyCode: word(),
  timeZone: word(),
  property_id: ident().nullish(),
  startDate: word(),
  endDate: word(),
};

/** What the streams below or their neighbours ask for. */
const metrics = {
  sessions: number(),
  engagedSessions: number(),
  totalUsers: number(),
  activeUsers: number(),
  newUsers: number(),
  screenPageViews: number(),
  addToCarts: number(),
  checkouts: number(),
  ecommercePurchases: number(),
  transactions: number(),
  purchaseRevenue: number(),
  totalRevenue: number(),
  keyEvents: number(),
  conversions: number(),
  eventCount: number(),
  eventsPerSession: number(),
  engagementRate: number(),
  bounceRate: number(),
  sessionsPerUser: number(),
  averageSessionDuration: number(),
  userEngagementDuration: number(),
  screenPageViewsPerSession: number(),
};

const origins = {
  sessionSource: word(),
  sessionMedium: word(),
  sessionSourceMedium: word(),
  sessionCampaignName: word(),
  sessionCampaignId: word(),
  sessionDefaultChannelGroup: word(),
  firstUserSource: word(),
  firstUserMedium: word(),
  firstUserCampaignName: word(),
  firstUserDefaultChannelGroup: word(),
  sessionManualTerm: pii('text').nullish(),
  sessionManualAdContent: pii('text').nullish(),
};

const places = {
  country: word(),
  region: word(),
  city: word(),
  deviceCategory: word(),
  operatingSystem: word(),
  browser: word(),
  language: word(),
  hostName: word(),
};

/** Sessions are what makes a row of traffic: a property that was asked without a day still answers with them. */
export const Traffic = z.looseObject({
  date: day().nullish(),
  ...origins,
  ...places,
  ...metrics,
  ...quality,
  sessions: amount(),
});

export const EcommerceItem = z.looseObject({
  date: day(),
  itemId: word(),
  itemName: word(),
  itemBrand: word(),
  itemVariant: word(),
  itemCategory: word(),
  itemCategory2: word(),
  itemCategory3: word(),
  itemCategory4: word(),
  itemCategory5: word(),
  itemListName: word(),
  itemListId: word(),
  itemsViewed: number(),
  itemsAddedToCart: number(),
  itemsCheckedOut: number(),
  itemsPurchased: number(),
  itemPurchaseQuantity: number(),
  itemRevenue: number(),
  itemViews: number(),
  cartToViewRate: number(),
  purchaseToViewRate: number(),
  ...metrics,
  ...quality,
});

export const FunnelStep = z.looseObject({ date: day(), eventName: word(), ...places, ...metrics, ...quality });

/** `landingPage` is a path; the same with its query may hold anything and becomes a token. */
export const LandingPage = z.looseObject({
  date: day(),
  landingPage: word(),
  landingPagePlusQueryString: pii('text').nullish(),
  pagePath: word(),
  ...origins,
  ...places,
  ...metrics,
  ...quality,
});

export const Audience = z.looseObject({
  date: day(),
  audienceId: ident().nullish(),
  audienceName: word(),
  ...metrics,
  ...quality,
});
