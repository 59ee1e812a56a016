// The resources a row may hold.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { number, ref, text, texts, word, words, yes } from '../../../engine/optional-fields.ts';

export const Customer = z
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

export const campaign = {
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
export const CampaignBudget = z
  .looseObject({
    resourceName: word(),
    id: ref(),
    amountMicros: number(),
    totalAmountMicros: number(),
    period: word(),
    explicitlyShared: yes(),
  })
  .nullish();

export const adGroup = {
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
export const ad = {
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
export const adGroupAd = {
  resourceName: word(),
  status: word(),
  primaryStatus: word(),
  adGroup: word(),
  adStrength: word(),
  labels: words(),
  policySummary: z.looseObject({ approvalStatus: word(), reviewStatus: word() }).nullish(),
  ad: z.looseObject(ad).nullish(),
};

export const criterion = {
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
