// Contacts.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, word, yes } from '../../../engine/optional-fields.ts';
import { Refs, seconds } from './fields.ts';

export const Contact = z.looseObject({
  type: word(),
  id: ident(),
  workspace_id: ref(),
  /** The shop's id of the person; some shops use an address. */
  external_id: text(),
  role: word(),
  email: pii('email').nullish(),
  email_domain: text(),
  phone: pii('phone').nullish(),
  formatted_phone: pii('phone').nullish(),
  name: pii('name').nullish(),
  avatar: undeclared(),
  owner_id: ref(),
  social_profiles: z
    .looseObject({ type: word(), data: z.array(z.looseObject({ type: word(), name: text(), url: text() })).nullish() })
    .nullish(),
  has_hard_bounced: yes(),
  marked_email_as_spam: yes(),
  unsubscribed_from_emails: yes(),
  unsubscribed_from_sms: yes(),
  sms_consent: yes(),
  created_at: seconds(),
  updated_at: seconds(),
  signed_up_at: seconds(),
  last_seen_at: seconds(),
  last_replied_at: seconds(),
  last_contacted_at: seconds(),
  last_email_opened_at: seconds(),
  last_email_clicked_at: seconds(),
  language_override: word(),
  browser: pii('agent').nullish(),
  browser_version: pii('agent').nullish(),
  browser_language: word(),
  os: pii('agent').nullish(),
  location: z
    .looseObject({
      type: word(),
      country: word(),
      region: word(),
      city: word(),
      country_code: word(),
      continent_code: word(),
    })
    .nullish(),
  /** Field of API 1.x. */
  location_data: z
    .looseObject({
      latitude: pii('text').nullish(),
      longitude: pii('text').nullish(),
      city_name: word(),
      region_name: word(),
      country_name: word(),
      postal_code: pii('postcode').nullish(),
      country_code: word(),
      continent_code: word(),
      timezone: word(),
    })
    .nullish(),
  // The people of 1.x, which calls them users.
  user_id: text(),
  pseudonym: pii('name').nullish(),
  android_app_name: word(),
  android_app_version: word(),
  android_device: pii('agent').nullish(),
  android_os_version: word(),
  android_sdk_version: word(),
  android_last_seen_at: seconds(),
  ios_app_name: word(),
  ios_app_version: word(),
  ios_device: pii('agent').nullish(),
  ios_os_version: word(),
  ios_sdk_version: word(),
  ios_last_seen_at: seconds(),
  custom_attributes: undeclared(),
  tags: Refs,
  notes: Refs,
  companies: Refs,
  opted_out_subscription_types: undeclared(),
  opted_in_subscription_types: undeclared(),
  utm_campaign: word(),
  utm_content: text(),
  utm_medium: word(),
  utm_source: word(),
  utm_term: text(),
  referrer: text(),
  enabled_push_messaging: yes(),
  archived: yes(),
  /** Contacts merged into this one (2.16, on request): identity edges of one person. */
  merge_history: z.array(z.looseObject({ type: word(), source_contact_id: ref(), merged_at: seconds() })).nullish(),
});

/** Fields a sweep for deletions needs. */
export const ContactKey = z.looseObject({ id: ident(), role: word() });
