// Campaigns, ad groups, ads, keywords, and their change history.
import { z } from 'zod';
import { ident } from '../../../engine/loose-fields.ts';
import { word } from '../../../engine/optional-fields.ts';
import { ad, adGroup, adGroupAd, campaign, criterion } from './resources.ts';
import { around, withId } from './rows.ts';

export const Campaign = z.looseObject({ ...around, campaign: withId(campaign) });
export const AdGroup = z.looseObject({ ...around, adGroup: withId(adGroup) });
export const Ad = z.looseObject({ ...around, adGroupAd: z.looseObject({ ...adGroupAd, ad: withId(ad) }) });
export const Keyword = z.looseObject({
  ...around,
  adGroupCriterion: z.looseObject({ ...criterion, criterionId: ident() }),
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
