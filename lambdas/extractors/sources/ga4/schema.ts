// Rows of GA4 reports as flat objects: a dimension or metric is a field, its value the text the vendor sent. What the answer says of
// its own quality stands on every row. A dimension nobody declared (a custom one may hold anything) becomes a token.
// https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema
import { z } from 'zod';
import { pii } from '../../engine/fields.ts';
import { amount, flag, reference } from '../../engine/loose-fields.ts';

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
  property_id: reference().nullish(),
  startDate: word(),
  endDate: word(),
};

const fields = <Value extends z.ZodType>(value: () => Value, names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, value()]));

/** Dimensions and metrics of the streams below and of similar reports. */
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
  ...fields(
    number,
    'active1DayUsers active7DayUsers active28DayUsers dauPerMau dauPerWau wauPerMau addPaymentInfos addShippingInfos ' +
      'advertiserAdClicks advertiserAdCost advertiserAdCostPerClick advertiserAdCostPerConversion advertiserAdCostPerKeyEvent ' +
      'advertiserAdImpressions averagePurchaseRevenue averagePurchaseRevenuePerPayingUser averagePurchaseRevenuePerUser ' +
      'averageRevenuePerUser crashAffectedUsers crashFreeUsersRate eventCountPerUser eventValue firstTimePurchasers ' +
      'firstTimePurchaserRate firstTimePurchasersPerNewUser grossItemRevenue grossPurchaseRevenue itemDiscountAmount ' +
      'itemListClickEvents itemListClickThroughRate itemListViewEvents itemPromotionClickThroughRate itemRefundAmount ' +
      'itemViewEvents itemsClickedInList itemsClickedInPromotion itemsViewedInList itemsViewedInPromotion ' +
      'organicGoogleSearchAveragePosition organicGoogleSearchClickThroughRate organicGoogleSearchClicks ' +
      'organicGoogleSearchImpressions promotionClicks promotionViews publisherAdClicks publisherAdImpressions purchaserRate ' +
      'purchaserConversionRate refundAmount returnOnAdSpend scrolledUsers sessionConversionRate sessionKeyEventRate ' +
      'shippingAmount taxAmount totalAdRevenue totalPurchasers transactionsPerPurchaser userConversionRate userKeyEventRate ' +
      'screenPageViewsPerUser engagedSessionsPerUser funnelStepAbandonments funnelStepAbandonmentRate funnelStepCompletionRate',
  ),
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
  ...fields(
    word,
    'source medium sourceMedium sourcePlatform campaignName campaignId defaultChannelGroup primaryChannelGroup ' +
      'sessionSourcePlatform sessionPrimaryChannelGroup sessionManualSource sessionManualMedium sessionManualCampaignName ' +
      'sessionManualCampaignId sessionGoogleAdsCampaignName sessionGoogleAdsCampaignId sessionGoogleAdsAdGroupName ' +
      'sessionGoogleAdsAdGroupId sessionGoogleAdsAdNetworkType googleAdsCampaignName googleAdsCampaignId googleAdsAdGroupName ' +
      'googleAdsAdGroupId googleAdsAdNetworkType firstUserSourceMedium firstUserSourcePlatform firstUserCampaignId ' +
      'firstUserPrimaryChannelGroup firstUserManualSource firstUserManualMedium firstUserManualCampaignName ' +
      'manualSource manualMedium manualCampaignName manualCampaignId',
  ),
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
  ...fields(
    word,
    'countryId continent continentId subContinent cityId languageCode platform platformDeviceCategory operatingSystemVersion ' +
      'operatingSystemWithVersion browserVersion deviceModel mobileDeviceBranding mobileDeviceModel screenResolution ' +
      'newVsReturning contentGroup streamId streamName dateHour dateHourMinute day dayOfWeek dayOfWeekName hour minute month ' +
      'nthDay nthWeek nthMonth week year yearMonth yearWeek isoWeek isoYear isoYearIsoWeek isKeyEvent isConversionEvent ' +
      'userAgeBracket userGender audienceResourceName currencyCode funnelStepName',
  ),
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
  ...origins,
  ...places,
  ...fields(word, 'itemAffiliation itemPromotionId itemPromotionName itemListPosition itemLocationID eventName'),
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

export const FunnelStep = z.looseObject({
  date: day(),
  eventName: word(),
  ...origins,
  ...places,
  ...metrics,
  ...quality,
});

/** `landingPage` is a path; with its query string it may hold anything and becomes a token. */
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
  audienceId: reference().nullish(),
  audienceName: word(),
  ...places,
  ...metrics,
  ...quality,
});
