// Ads and their creatives.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { number, ref, text, time, word } from '../../../engine/optional-fields.ts';
import { Targeting } from './campaigns.ts';
import { Issues, Labels, Statuses } from './fields.ts';

export const Ad = z.looseObject({
  id: ident(),
  account_id: ref(),
  campaign_id: ref(),
  adset_id: ref(),
  name: word(),
  ...Statuses,
  creative: z.looseObject({ id: ref(), creative_id: ref(), effective_object_story_id: ref() }).nullish(),
  source_ad_id: ref(),
  last_updated_by_app_id: ref(),
  bid_type: word(),
  bid_amount: number(),
  bid_info: undeclared(),
  conversion_specs: undeclared(),
  tracking_specs: undeclared(),
  recommendations: undeclared(),
  targeting: Targeting,
  adset: z.looseObject({ id: ref(), name: word() }).nullish(),
  campaign: z.looseObject({ id: ref(), name: word() }).nullish(),
  conversion_domain: word(),
  preview_shareable_link: text(),
  adlabels: Labels,
  issues_info: Issues,
  created_time: time(),
  updated_time: time(),
});

export const Creative = z.looseObject({
  id: ident(),
  account_id: ref(),
  name: text(),
  status: word(),
  object_type: word(),
  call_to_action_type: word(),
  actor_id: ref(),
  instagram_actor_id: ref(),
  instagram_user_id: ref(),
  object_id: ref(),
  object_story_id: ref(),
  effective_object_story_id: ref(),
  effective_instagram_media_id: ref(),
  effective_instagram_story_id: ref(),
  product_set_id: ref(),
  video_id: ref(),
  image_hash: ref(),
  image_url: text(),
  thumbnail_url: text(),
  thumbnail_data_url: text(),
  instagram_permalink_url: text(),
  link_url: text(),
  object_url: text(),
  template_url: text(),
  url_tags: text(),
  title: text(),
  body: text(),
  object_story_spec: undeclared(),
  asset_feed_spec: undeclared(),
  template_url_spec: undeclared(),
  image_crops: undeclared(),
  adlabels: Labels,
});
