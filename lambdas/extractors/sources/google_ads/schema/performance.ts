// Daily performance.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { text, word } from '../../../engine/optional-fields.ts';
import { day } from './fields.ts';
import { ad, adGroupAd, campaign, criterion } from './resources.ts';
import { around, Dated, segments, withId } from './rows.ts';

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
/** Conversions by campaign, action and lag after the click. */
export const ConversionAction = z.looseObject({
  ...around,
  segments: z.looseObject({ ...segments, date: day(), conversionAction: z.string() }),
});
