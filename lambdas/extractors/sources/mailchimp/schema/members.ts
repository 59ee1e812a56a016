// Members of a list, including former ones.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident, reference } from '../../../engine/loose-fields.ts';
import { text, time, word, yes } from '../../../engine/optional-fields.ts';
import { count, emailHash, Links, recipient } from './fields.ts';

/** Merge fields of an audience. An address comes as object, text or empty text: nothing in it is kept in clear. */
const MergeFields = z
  .looseObject({
    FNAME: pii('name').nullish(),
    LNAME: pii('name').nullish(),
    PHONE: pii('phone').nullish(),
    BIRTHDAY: pii('birthday').nullish(),
    ADDRESS: undeclared(),
  })
  .nullish();

export const Member = z.looseObject({
  id: emailHash(),
  email_address: pii('email').nullish(),
  unique_email_id: emailHash().nullish(),
  contact_id: emailHash().nullish(),
  full_name: pii('name').nullish(),
  web_id: reference().nullish(),
  email_type: word(),
  status: word(),
  unsubscribe_reason: text(),
  consents_to_one_to_one_messaging: yes(),
  sms_phone_number: pii('phone').nullish(),
  sms_subscription_status: word(),
  sms_subscription_last_updated: time(),
  merge_fields: MergeFields,
  interests: undeclared(),
  stats: z
    .looseObject({
      avg_open_rate: count(),
      avg_click_rate: count(),
      ecommerce_data: z
        .looseObject({ total_revenue: count(), number_of_orders: count(), currency_code: word() })
        .nullish(),
    })
    .nullish(),
  ip_signup: pii('ip').nullish(),
  timestamp_signup: time(),
  ip_opt: pii('ip').nullish(),
  timestamp_opt: time(),
  member_rating: count(),
  last_changed: time(),
  language: word(),
  vip: yes(),
  email_client: pii('agent').nullish(),
  location: z
    .looseObject({
      latitude: pii('text').nullish(),
      longitude: pii('text').nullish(),
      gmtoff: count(),
      dstoff: count(),
      country_code: word(),
      timezone: word(),
      region: word(),
    })
    .nullish(),
  marketing_permissions: z
    .array(z.looseObject({ marketing_permission_id: reference().nullish(), text: text(), enabled: yes() }))
    .nullish(),
  last_note: z
    .looseObject({
      note_id: reference().nullish(),
      created_at: time(),
      created_by: pii('name').nullish(),
      note: text(),
    })
    .nullish(),
  /** May name the colleague who added the member. */
  source: text(),
  tags_count: count(),
  tags: z.array(z.looseObject({ id: reference().nullish(), name: text() })).nullish(),
  list_id: reference().nullish(),
  segment_id: reference().nullish(),
  _parent_id: reference().nullish(),
  _links: Links,
});

/** Fields a sweep for deletions needs. */
export const MemberKey = z.looseObject({
  web_id: ident(),
  list_id: ident(),
  status: word(),
  _parent_id: reference().nullish(),
});

export const Unsubscribe = z.looseObject({
  ...recipient,
  merge_fields: MergeFields,
  vip: yes(),
  timestamp: time(),
  reason: text(),
  _parent_id: reference().nullish(),
  _links: Links,
});
