// What googleAds:searchStream answers at v24, read loosely: rows of nested objects, int64 as text, money in micros, unset fields left
// out. What people typed into the search box, and addresses with parameters, are kept as tokens.
import { z } from 'zod';
import { pii } from '../../engine/fields.ts';
import { amount, flag, ident, mostly, reference } from '../../engine/loose-fields.ts';

const ref = () => reference().nullish();
const word = () => z.string().nullish();
const words = () => z.array(z.string()).nullish();
const text = () => pii('text').nullish();
const texts = () => z.array(pii('text')).nullish();
const number = () => amount().nullish();
const yes = () => flag().nullish();
/** A day, in text; of the account. */
const day = () => z.string().regex(/^\d{4}-\d\d-\d\d$/);

const Customer = z
  .looseObject({
    resourceName: word(),
    id: ref(),
    descriptiveName: pii('company').nullish(),
    currencyCode: word(),
    timeZone: word(),
    manager: yes(),
    testAccount: yes(),
    status: word(),
  })
  .nullish();

const campaign = {
  resourceName: word(),
  id: ref(),
  name: word(),
  status: word(),
  servingStatus: word(),
  primaryStatus: word(),
  primaryStatusReasons: words(),
  advertisingChannelType: word(),
  advertisingChannelSubType: word(),
  biddingStrategyType: word(),
  biddingStrategy: word(),
  campaignBudget: word(),
  baseCampaign: word(),
  experimentType: word(),
  paymentMode: word(),
  optimizationScore: number(),
  startDate: word(),
  endDate: word(),
  startDateTime: word(),
  endDateTime: word(),
  trackingUrlTemplate: text(),
  finalUrlSuffix: text(),
  labels: words(),
};
const CampaignBudget = z
  .looseObject({
    resourceName: word(),
    id: ref(),
    amountMicros: number(),
    totalAmountMicros: number(),
    period: word(),
    explicitlyShared: yes(),
  })
  .nullish();

const adGroup = {
  resourceName: word(),
  id: ref(),
  name: word(),
  status: word(),
  primaryStatus: word(),
  type: word(),
  campaign: word(),
  baseAdGroup: word(),
  adRotationMode: word(),
  cpcBidMicros: number(),
  cpmBidMicros: number(),
  targetCpaMicros: number(),
  targetRoas: number(),
  labels: words(),
};

const Texts = z.array(z.looseObject({ text: text(), assetPerformanceLabel: word(), pinnedField: word() })).nullish();
const ad = {
  resourceName: word(),
  id: ref(),
  name: word(),
  type: word(),
  displayUrl: text(),
  finalUrls: texts(),
  finalMobileUrls: texts(),
  trackingUrlTemplate: text(),
  finalUrlSuffix: text(),
  devicePreference: word(),
  addedByGoogleAds: yes(),
  systemManagedResourceSource: word(),
  responsiveSearchAd: z.looseObject({ headlines: Texts, descriptions: Texts, path1: text(), path2: text() }).nullish(),
};
const adGroupAd = {
  resourceName: word(),
  status: word(),
  primaryStatus: word(),
  adGroup: word(),
  adStrength: word(),
  labels: words(),
  policySummary: z.looseObject({ approvalStatus: word(), reviewStatus: word() }).nullish(),
  ad: z.looseObject(ad).nullish(),
};

const criterion = {
  resourceName: word(),
  criterionId: ref(),
  status: word(),
  type: word(),
  adGroup: word(),
  displayName: text(),
  negative: yes(),
  approvalStatus: word(),
  systemServingStatus: word(),
  keyword: z.looseObject({ text: word(), matchType: word() }).nullish(),
  cpcBidMicros: number(),
  effectiveCpcBidMicros: number(),
  bidModifier: number(),
  finalUrls: texts(),
  qualityInfo: z
    .looseObject({ qualityScore: number(), creativeQualityScore: word(), postClickQualityScore: word() })
    .nullish(),
};

const Campaign_ = z.looseObject(campaign).nullish();
const AdGroup_ = z.looseObject(adGroup).nullish();
const AdGroupAd_ = z.looseObject(adGroupAd).nullish();
const Criterion_ = z.looseObject(criterion).nullish();

const Metrics = z
  .looseObject({
    impressions: number(),
    clicks: number(),
    costMicros: number(),
    interactions: number(),
    interactionEventTypes: words(),
    ctr: number(),
    averageCpc: number(),
    averageCpm: number(),
    averageCost: number(),
    conversions: number(),
    conversionsValue: number(),
    conversionsByConversionDate: number(),
    conversionsValueByConversionDate: number(),
    allConversions: number(),
    allConversionsValue: number(),
    allConversionsByConversionDate: number(),
    allConversionsValueByConversionDate: number(),
    viewThroughConversions: number(),
    crossDeviceConversions: number(),
    costPerConversion: number(),
    activeViewImpressions: number(),
    activeViewMeasurability: number(),
    activeViewMeasurableCostMicros: number(),
    activeViewMeasurableImpressions: number(),
    activeViewViewability: number(),
    searchImpressionShare: number(),
  })
  .catchall(mostly(amount()))
  .nullish();

const segments = {
  device: word(),
  adNetworkType: word(),
  conversionAction: word(),
  conversionActionName: word(),
  conversionActionCategory: word(),
  conversionOrAdjustmentLagBucket: word(),
  conversionLagBucket: word(),
  searchTermMatchType: word(),
  dayOfWeek: word(),
  week: word(),
  month: word(),
  quarter: word(),
  year: number(),
  hour: number(),
  keyword: z
    .looseObject({
      adGroupCriterion: word(),
      info: z.looseObject({ text: word(), matchType: word() }).nullish(),
    })
    .nullish(),
};
/** What rows are cut by is the vendor's word or a resource's name, all of it. */
const Segments = z
  .looseObject({ date: day().nullish(), ...segments })
  .catchall(mostly(z.string()))
  .nullish();
const Dated = z.looseObject({ date: day(), ...segments }).catchall(mostly(z.string()));

/** Whatever is selected along: a row holds the resources its query names. */
const around = {
  customer: Customer,
  campaign: Campaign_,
  campaignBudget: CampaignBudget,
  adGroup: AdGroup_,
  adGroupAd: AdGroupAd_,
  adGroupCriterion: Criterion_,
  metrics: Metrics,
  segments: Segments,
};
const withId = <Shape extends z.ZodRawShape>(shape: Shape) => z.looseObject({ ...shape, id: ident() });

export const Campaign = z.looseObject({ ...around, campaign: withId(campaign) });
export const AdGroup = z.looseObject({ ...around, adGroup: withId(adGroup) });
export const Ad = z.looseObject({ ...around, adGroupAd: z.looseObject({ ...adGroupAd, ad: withId(ad) }) });
export const Keyword = z.looseObject({
  ...around,
  adGroupCriterion: z.looseObject({ ...criterion, criterionId: ident() }),
});

export const CampaignPerformance = z.looseObject({ ...around, campaign: withId(campaign), segments: Dated });
export const AdPerformance = z.looseObject({
  ...around,
  adGroupAd: z.looseObject({ ...adGroupAd, ad: withId(ad) }),
  segments: Dated,
});
export const KeywordPerformance = z.looseObject({
  ...around,
  keywordView: z.looseObject({ resourceName: word() }).nullish(),
  adGroupCriterion: z.looseObject({ ...criterion, criterionId: ident() }),
  segments: Dated,
});
/** The resource's name holds the search term in base64. */
export const SearchTerm = z.looseObject({
  ...around,
  searchTermView: z.looseObject({
    resourceName: text(),
    searchTerm: pii('text'),
    status: word(),
    adGroup: word(),
  }),
  segments: Dated,
});
/** Conversions by campaign, action and how long after the click they came. */
export const ConversionAction = z.looseObject({
  ...around,
  segments: z.looseObject({ ...segments, date: day(), conversionAction: z.string() }),
});
export const ChangeStatus = z.looseObject({
  ...around,
  changeStatus: z.looseObject({
    resourceName: z.string(),
    lastChangeDateTime: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/),
    resourceType: word(),
    resourceStatus: word(),
    campaign: word(),
    adGroup: word(),
    adGroupAd: word(),
    adGroupCriterion: word(),
    campaignCriterion: word(),
    feed: word(),
    asset: word(),
    adGroupAsset: word(),
    campaignAsset: word(),
    customerAsset: word(),
  }),
});
