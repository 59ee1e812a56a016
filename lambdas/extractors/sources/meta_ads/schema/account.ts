// The account itself.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { number, ref, time, word, words } from '../../../engine/optional-fields.ts';

/** The account itself: its currency and its time zone. */
export const AdAccount = z.looseObject({
  id: ident(),
  account_id: ref(),
  name: pii('company').nullish(),
  currency: word(),
  timezone_id: number(),
  timezone_name: word(),
  timezone_offset_hours_utc: number(),
  account_status: number(),
  age: number(),
  amount_spent: number(),
  balance: number(),
  spend_cap: number(),
  disable_reason: number(),
  owner: ref(),
  business: z.looseObject({ id: ref(), name: pii('company').nullish() }).nullish(),
  min_campaign_group_spend_cap: number(),
  min_daily_budget: number(),
  capabilities: words(),
  user_tasks: words(),
  created_time: time(),
  business_name: pii('company').nullish(),
  business_city: word(),
  business_country_code: word(),
  business_state: word(),
  business_street: pii('street').nullish(),
  business_street2: pii('street').nullish(),
  business_zip: pii('postcode').nullish(),
  end_advertiser_name: pii('company').nullish(),
});
