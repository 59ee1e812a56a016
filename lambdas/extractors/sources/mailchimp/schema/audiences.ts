// Audiences, with their totals.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { ident, reference } from '../../../engine/loose-fields.ts';
import { text, time, word, yes } from '../../../engine/optional-fields.ts';
import { count, Links } from './fields.ts';

export const List = z.looseObject({
  id: ident(),
  web_id: reference().nullish(),
  name: word(),
  contact: z
    .looseObject({
      company: pii('company').nullish(),
      address1: pii('street').nullish(),
      address2: pii('street').nullish(),
      city: word(),
      state: word(),
      zip: pii('postcode').nullish(),
      country: word(),
      phone: pii('phone').nullish(),
    })
    .nullish(),
  permission_reminder: text(),
  use_archive_bar: yes(),
  campaign_defaults: z
    .looseObject({
      from_name: pii('name').nullish(),
      from_email: pii('email').nullish(),
      subject: text(),
      language: word(),
    })
    .nullish(),
  notify_on_subscribe: pii('email').nullish(),
  notify_on_unsubscribe: pii('email').nullish(),
  date_created: time(),
  list_rating: count(),
  email_type_option: yes(),
  subscribe_url_short: text(),
  subscribe_url_long: text(),
  beamer_address: pii('email').nullish(),
  visibility: word(),
  double_optin: yes(),
  has_welcome: yes(),
  marketing_permissions: yes(),
  modules: z.array(z.string()).nullish(),
  // Of audiences made for one store.
  currency_code: word(),
  stats: z
    .looseObject({
      member_count: count(),
      total_contacts: count(),
      unsubscribe_count: count(),
      cleaned_count: count(),
      member_count_since_send: count(),
      unsubscribe_count_since_send: count(),
      cleaned_count_since_send: count(),
      campaign_count: count(),
      campaign_last_sent: time(),
      merge_field_count: count(),
      avg_sub_rate: count(),
      avg_unsub_rate: count(),
      target_sub_rate: count(),
      open_rate: count(),
      click_rate: count(),
      last_sub_date: time(),
      last_unsub_date: time(),
    })
    .nullish(),
  _links: Links,
});
