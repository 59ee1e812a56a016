// Campaigns, and their ad sets with audiences and budgets.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { amount, ident } from '../../../engine/loose-fields.ts';
import { number, ref, time, word, words, yes } from '../../../engine/optional-fields.ts';
import { Issues, Labels, Statuses } from './fields.ts';

export const Campaign = z.looseObject({
  id: ident(),
  account_id: ref(),
  name: word(),
  objective: word(),
  ...Statuses,
  buying_type: word(),
  bid_strategy: word(),
  daily_budget: number(),
  lifetime_budget: number(),
  budget_remaining: number(),
  budget_rebalance_flag: yes(),
  spend_cap: number(),
  pacing_type: words(),
  boosted_object_id: ref(),
  source_campaign_id: ref(),
  smart_promotion_type: word(),
  special_ad_category: word(),
  special_ad_categories: words(),
  special_ad_category_country: words(),
  adlabels: Labels,
  issues_info: Issues,
  start_time: time(),
  stop_time: time(),
  created_time: time(),
  updated_time: time(),
});

/** Targeting: places and devices are the advertiser's choice, interests and audiences become tokens. */
export const Targeting = z
  .looseObject({
    age_min: number(),
    age_max: number(),
    age_range: z.array(amount()).nullish(),
    genders: z.array(amount()).nullish(),
    geo_locations: z.looseObject({ countries: words(), country_groups: words(), location_types: words() }).nullish(),
    publisher_platforms: words(),
    device_platforms: words(),
    facebook_positions: words(),
    instagram_positions: words(),
    messenger_positions: words(),
    audience_network_positions: words(),
    user_os: words(),
    brand_safety_content_filter_levels: words(),
    targeting_optimization: word(),
  })
  .nullish();

export const AdSet = z.looseObject({
  id: ident(),
  account_id: ref(),
  campaign_id: ref(),
  name: word(),
  ...Statuses,
  optimization_goal: word(),
  billing_event: word(),
  bid_strategy: word(),
  bid_amount: number(),
  bid_info: undeclared(),
  bid_constraints: undeclared(),
  daily_budget: number(),
  lifetime_budget: number(),
  budget_remaining: number(),
  destination_type: word(),
  promoted_object: z
    .looseObject({
      pixel_id: ref(),
      page_id: ref(),
      application_id: ref(),
      product_set_id: ref(),
      product_catalog_id: ref(),
      custom_event_type: word(),
    })
    .nullish(),
  attribution_spec: z.array(z.looseObject({ event_type: word(), window_days: number() })).nullish(),
  learning_stage_info: undeclared(),
  targeting: Targeting,
  adlabels: Labels,
  issues_info: Issues,
  pacing_type: words(),
  daily_min_spend_target: number(),
  daily_spend_cap: number(),
  lifetime_min_spend_target: number(),
  lifetime_spend_cap: number(),
  lifetime_imps: number(),
  source_adset_id: ref(),
  rf_prediction_id: ref(),
  recurring_budget_semantics: yes(),
  start_time: time(),
  end_time: time(),
  created_time: time(),
  updated_time: time(),
});
