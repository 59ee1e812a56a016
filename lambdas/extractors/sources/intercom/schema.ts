// What Intercom's API sends (2.11 to 2.16), read loosely. Times are seconds since 1970.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io
import { z } from 'zod';
import { pii, undeclared } from '../../engine/fields.ts';
import { amount, flag, ident, reference } from '../../engine/loose-fields.ts';

const seconds = () => amount().nullish();
const count = () => amount().nullish();
const yes = () => flag().nullish();
const word = () => z.string().nullish();
const text = () => pii('text').nullish();
const ref = () => reference().nullish();

/** Companies, notes and tags hang on things as short lists of references. */
const Refs = z
  .looseObject({
    type: word(),
    data: z.array(z.looseObject({ type: word(), id: ref(), url: word() })).nullish(),
    url: word(),
    total_count: count(),
    has_more: yes(),
  })
  .nullish();

const Tag_ = z.looseObject({
  type: word(),
  id: ref(),
  name: word(),
  applied_at: seconds(),
  applied_by: z.looseObject({ type: word(), id: ref() }).nullish(),
});

export const Contact = z.looseObject({
  type: word(),
  id: ident(),
  workspace_id: ref(),
  /** The shop's id of the person; some shops put an address here. */
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
  /** As API 1.x had it. */
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
  // And the people it came with: 1.x calls them users.
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
  /** Contacts that were merged into this one (2.16, on request): edges of one person. */
  merge_history: z.array(z.looseObject({ type: word(), source_contact_id: ref(), merged_at: seconds() })).nullish(),
});

/** All a sweep for deletions needs to know. */
export const ContactKey = z.looseObject({ id: ident(), role: word() });

export const Company = z.looseObject({
  type: word(),
  id: ident(),
  company_id: text(),
  app_id: ref(),
  name: pii('company').nullish(),
  plan: z.looseObject({ type: word(), id: ref(), name: word() }).nullish(),
  remote_created_at: seconds(),
  created_at: seconds(),
  updated_at: seconds(),
  last_request_at: seconds(),
  size: count(),
  website: text(),
  industry: word(),
  monthly_spend: count(),
  session_count: count(),
  user_count: count(),
  custom_attributes: undeclared(),
  tags: z.looseObject({ type: word(), tags: z.array(Tag_).nullish() }).nullish(),
  segments: z
    .looseObject({
      type: word(),
      segments: z
        .array(
          z.looseObject({
            type: word(),
            id: ref(),
            name: word(),
            created_at: seconds(),
            updated_at: seconds(),
            person_type: word(),
            count: count(),
          }),
        )
        .nullish(),
    })
    .nullish(),
  notes: undeclared(),
});

const Author = z
  .looseObject({
    type: word(),
    id: ref(),
    name: pii('name').nullish(),
    email: pii('email').nullish(),
    from_ai_agent: yes(),
    is_ai_answer: yes(),
  })
  .nullish();

const Attachments = z
  .array(
    z.looseObject({
      type: word(),
      name: text(),
      url: text(),
      content_type: word(),
      filesize: count(),
      width: count(),
      height: count(),
    }),
  )
  .nullish();

export const ConversationPart = z.looseObject({
  type: word(),
  id: ident(),
  part_type: word(),
  body: text(),
  created_at: seconds(),
  updated_at: seconds(),
  notified_at: seconds(),
  assigned_to: z.looseObject({ type: word(), id: ref() }).nullish(),
  author: Author,
  attachments: Attachments,
  external_id: text(),
  redacted: yes(),
  email_message_metadata: undeclared(),
  metadata: undeclared(),
  state: word(),
  tags: z.array(Tag_).nullish(),
  event_details: undeclared(),
  app_package_code: word(),
  conversation_id: ref(),
});

const Statistics = z
  .looseObject({
    type: word(),
    time_to_assignment: count(),
    time_to_admin_reply: count(),
    time_to_first_close: count(),
    time_to_last_close: count(),
    median_time_to_reply: count(),
    first_contact_reply_at: seconds(),
    first_assignment_at: seconds(),
    first_admin_reply_at: seconds(),
    first_close_at: seconds(),
    last_assignment_at: seconds(),
    last_assignment_admin_reply_at: seconds(),
    last_contact_reply_at: seconds(),
    last_admin_reply_at: seconds(),
    last_close_at: seconds(),
    last_closed_by_id: ref(),
    count_reopens: count(),
    count_assignments: count(),
    count_conversation_parts: count(),
    assigned_team_first_response_time: undeclared(),
    assigned_team_first_response_time_in_office_hours: undeclared(),
    handling_time: count(),
    adjusted_handling_time: count(),
  })
  .nullish();

const Participant = z
  .looseObject({ type: word(), id: ref(), name: pii('name').nullish(), email: pii('email').nullish() })
  .nullish();

const People = (name: string) =>
  z
    .looseObject({
      type: word(),
      [name]: z.array(z.looseObject({ type: word(), id: ref(), external_id: text() })).nullish(),
    })
    .nullish();

export const Conversation = z.looseObject({
  type: word(),
  id: ident(),
  title: text(),
  created_at: seconds(),
  updated_at: seconds(),
  waiting_since: seconds(),
  snoozed_until: seconds(),
  open: yes(),
  state: word(),
  read: yes(),
  priority: word(),
  admin_assignee_id: ref(),
  team_assignee_id: ref(),
  assignee: z.looseObject({ type: word(), id: ref() }).nullish(),
  tags: z.looseObject({ type: word(), tags: z.array(Tag_).nullish() }).nullish(),
  conversation_rating: z
    .looseObject({
      rating: count(),
      remark: text(),
      requested_at: seconds(),
      replied_at: seconds(),
      created_at: seconds(),
      updated_at: seconds(),
      contact: z.looseObject({ type: word(), id: ref(), external_id: text() }).nullish(),
      customer: z.looseObject({ type: word(), id: ref(), external_id: text() }).nullish(),
      teammate: z.looseObject({ type: word(), id: ref() }).nullish(),
    })
    .nullish(),
  source: z
    .looseObject({
      type: word(),
      id: ref(),
      delivered_as: word(),
      subject: text(),
      body: text(),
      author: Author,
      attachments: Attachments,
      url: text(),
      redacted: yes(),
    })
    .nullish(),
  contacts: People('contacts'),
  // As API 1.x had it.
  user: Participant,
  customers: z.array(Participant).nullish(),
  conversation_message: z
    .looseObject({
      type: word(),
      id: ref(),
      subject: text(),
      body: text(),
      author: Author,
      attachments: Attachments,
      url: text(),
    })
    .nullish(),
  teammates: z
    .looseObject({
      type: word(),
      teammates: z.array(z.looseObject({ type: word(), id: ref() })).nullish(),
      admins: z.array(z.looseObject({ type: word(), id: ref() })).nullish(),
    })
    .nullish(),
  custom_attributes: undeclared(),
  first_contact_reply: z.looseObject({ created_at: seconds(), type: word(), url: text() }).nullish(),
  sla_applied: z.looseObject({ type: word(), sla_name: word(), sla_status: word() }).nullish(),
  statistics: Statistics,
  conversation_parts: z
    .looseObject({
      type: word(),
      conversation_parts: z.array(ConversationPart).nullish(),
      total_count: count(),
    })
    .nullish(),
  linked_objects: z
    .looseObject({
      type: word(),
      total_count: count(),
      has_more: yes(),
      data: z.array(z.looseObject({ type: word(), id: ref(), category: word() })).nullish(),
    })
    .nullish(),
  ai_agent_participated: yes(),
  ai_agent: z
    .looseObject({
      source_type: word(),
      source_title: text(),
      last_answer_type: word(),
      resolution_state: word(),
      rating: count(),
      rating_remark: text(),
      created_at: seconds(),
      updated_at: seconds(),
      content_sources: undeclared(),
    })
    .nullish(),
  ai_topics: undeclared(),
  topics: undeclared(),
  ticket: undeclared(),
  company: undeclared(),
  _parent_id: ref(),
});

export const Tag = z.looseObject({
  type: word(),
  id: ident(),
  name: word(),
  applied_at: seconds(),
  applied_by: z.looseObject({ type: word(), id: ref() }).nullish(),
});

export const Team = z.looseObject({
  type: word(),
  id: ident(),
  name: word(),
  admin_ids: z.array(reference()).nullish(),
  admin_priority_level: z
    .looseObject({
      primary_admin_ids: z.array(reference()).nullish(),
      secondary_admin_ids: z.array(reference()).nullish(),
    })
    .nullish(),
  assignment_limit: count(),
  distribution_method: word(),
});

/** Nothing but that it was, and when it went. */
export const DeletedConversation = z.looseObject({
  type: word(),
  id: ident(),
  object: word(),
  deleted: yes(),
  deleted_at: seconds(),
  metrics_retained: yes(),
});
