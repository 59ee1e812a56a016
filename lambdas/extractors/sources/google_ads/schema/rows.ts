// Fields common to all queries.
import { z } from 'zod';
import { amount, ident, mostly } from '../../../engine/loose-fields.ts';
import { number, word, words } from '../../../engine/optional-fields.ts';
import { day } from './fields.ts';
import { adGroup, adGroupAd, CampaignBudget, Customer, campaign, criterion } from './resources.ts';

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

export const segments = {
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
/** Dimensions are entirely vendor words or resource names. */
const Segments = z
  .looseObject({ date: day().nullish(), ...segments })
  .catchall(mostly(z.string()))
  .nullish();
export const Dated = z.looseObject({ date: day(), ...segments }).catchall(mostly(z.string()));

/** Other selected resources: a row holds those its query names. */
export const around = {
  customer: Customer,
  campaign: Campaign_,
  campaignBudget: CampaignBudget,
  adGroup: AdGroup_,
  adGroupAd: AdGroupAd_,
  adGroupCriterion: Criterion_,
  metrics: Metrics,
  segments: Segments,
};
export const withId = <Shape extends z.ZodRawShape>(shape: Shape) => z.looseObject({ ...shape, id: ident() });
