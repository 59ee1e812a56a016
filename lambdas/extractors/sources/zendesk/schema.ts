// What Zendesk's Support API v2 sends, read loosely. Custom fields are lists of id and value; what a value means stands in
// ticket_fields, and equal texts have equal tokens, so a drop-down's choice can still be named by joining the two.
// https://developer.zendesk.com/api-reference/ticketing/introduction/
import { z } from 'zod';
import { pii, undeclared } from '../../engine/fields.ts';
import { amount, flag, ident, label, moment, reference } from '../../engine/loose-fields.ts';

const time = () => moment().nullish();
const count = () => amount().nullish();
const yes = () => flag().nullish();
const word = () => z.string().nullish();
const text = () => pii('text').nullish();
const ref = () => reference().nullish();
const refs = () => z.array(reference()).nullish();
/** Labels people type, and rules copy from drop-downs. */
const tags = () => z.array(pii('text')).nullish();
const CustomFields = z.array(z.looseObject({ id: ref(), value: undeclared() })).nullish();

/** How something arrived; the ends of a mail are people. */
const Via = z
  .looseObject({
    channel: label().nullish(),
    source: z
      .looseObject({
        from: z
          .looseObject({
            id: ref(),
            ticket_id: ref(),
            title: text(),
            subject: text(),
            address: pii('email').nullish(),
            name: pii('name').nullish(),
            phone: pii('phone').nullish(),
            formatted_phone: pii('phone').nullish(),
            original_recipients: z.array(pii('email')).nullish(),
            username: pii('name').nullish(),
            profile_url: text(),
            facebook_id: text(),
            twitter_id: text(),
          })
          .nullish(),
        to: z
          .looseObject({
            address: pii('email').nullish(),
            name: pii('name').nullish(),
            phone: pii('phone').nullish(),
            formatted_phone: pii('phone').nullish(),
            email_ccs: z.array(undeclared()).nullish(),
            username: pii('name').nullish(),
            profile_url: text(),
            facebook_id: text(),
            twitter_id: text(),
          })
          .nullish(),
        rel: word(),
      })
      .nullish(),
  })
  .nullish();

export const Ticket = z.looseObject({
  id: ident(),
  url: word(),
  external_id: text(),
  via: Via,
  created_at: time(),
  updated_at: time(),
  generated_timestamp: count(),
  type: word(),
  subject: text(),
  raw_subject: text(),
  description: text(),
  priority: word(),
  status: word(),
  recipient: pii('email').nullish(),
  requester_id: ref(),
  submitter_id: ref(),
  assignee_id: ref(),
  organization_id: ref(),
  group_id: ref(),
  collaborator_ids: refs(),
  follower_ids: refs(),
  email_cc_ids: refs(),
  forum_topic_id: ref(),
  problem_id: ref(),
  has_incidents: yes(),
  is_public: yes(),
  due_at: time(),
  tags: tags(),
  custom_fields: CustomFields,
  fields: CustomFields,
  custom_status_id: ref(),
  encoded_id: word(),
  satisfaction_rating: z
    .looseObject({ id: ref(), score: word(), comment: text(), reason: text(), reason_id: ref() })
    .nullish(),
  satisfaction_probability: count(),
  sharing_agreement_ids: refs(),
  followup_ids: refs(),
  followup_source_id: ref(),
  via_followup_source_id: ref(),
  ticket_form_id: ref(),
  brand_id: ref(),
  allow_channelback: yes(),
  allow_attachments: yes(),
  from_messaging_channel: yes(),
  support_type: word(),
  deleted_ticket_form_id: ref(),
});

const Minutes = z.looseObject({ calendar: count(), business: count() }).nullish();

export const TicketMetric = z.looseObject({
  id: ident(),
  ticket_id: ref(),
  url: word(),
  generated_timestamp: count(),
  created_at: time(),
  updated_at: time(),
  group_stations: count(),
  assignee_stations: count(),
  reopens: count(),
  replies: count(),
  assignee_updated_at: time(),
  requester_updated_at: time(),
  status_updated_at: time(),
  initially_assigned_at: time(),
  assigned_at: time(),
  solved_at: time(),
  latest_comment_added_at: time(),
  custom_status_updated_at: time(),
  reply_time_in_minutes: Minutes,
  first_resolution_time_in_minutes: Minutes,
  full_resolution_time_in_minutes: Minutes,
  agent_wait_time_in_minutes: Minutes,
  requester_wait_time_in_minutes: Minutes,
  on_hold_time_in_minutes: Minutes,
  reply_time_in_seconds: z.looseObject({ calendar: count(), business: count() }).nullish(),
});

export const Comment = z.looseObject({
  id: ident(),
  ticket_id: ref(),
  audit_id: ref(),
  type: word(),
  event_type: word(),
  author_id: ref(),
  body: text(),
  html_body: text(),
  plain_body: text(),
  public: yes(),
  comment_public: yes(),
  attachments: z
    .array(
      z.looseObject({
        id: ref(),
        file_name: text(),
        content_url: text(),
        mapped_content_url: text(),
        url: text(),
        content_type: word(),
        size: count(),
        inline: yes(),
        deleted: yes(),
        width: count(),
        height: count(),
        malware_access_override: yes(),
        malware_scan_result: word(),
        thumbnails: undeclared(),
      }),
    )
    .nullish(),
  via: Via,
  via_reference_id: ref(),
  /** Where and with what it was written. */
  metadata: z
    .looseObject({
      system: z
        .looseObject({
          client: pii('agent').nullish(),
          ip_address: pii('ip').nullish(),
          location: text(),
          latitude: pii('text').nullish(),
          longitude: pii('text').nullish(),
        })
        .nullish(),
      custom: undeclared(),
    })
    .nullish(),
  created_at: time(),
  timestamp: count(),
});

export const User = z.looseObject({
  id: ident(),
  url: word(),
  name: pii('name').nullish(),
  alias: pii('name').nullish(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
  shared_phone_number: yes(),
  photo: undeclared(),
  remote_photo_url: text(),
  created_at: time(),
  updated_at: time(),
  last_login_at: time(),
  time_zone: word(),
  iana_time_zone: word(),
  locale_id: ref(),
  locale: word(),
  organization_id: ref(),
  role: word(),
  role_type: count(),
  custom_role_id: ref(),
  default_group_id: ref(),
  verified: yes(),
  active: yes(),
  suspended: yes(),
  shared: yes(),
  shared_agent: yes(),
  moderator: yes(),
  chat_only: yes(),
  restricted_agent: yes(),
  only_private_comments: yes(),
  two_factor_auth_enabled: yes(),
  report_csv: yes(),
  permanently_deleted: yes(),
  ticket_restriction: word(),
  user_type: word(),
  /** Some shops put an address here. */
  external_id: text(),
  tags: tags(),
  signature: text(),
  details: text(),
  notes: text(),
  user_fields: undeclared(),
});

export const Organization = z.looseObject({
  id: ident(),
  url: word(),
  name: pii('company').nullish(),
  shared_tickets: yes(),
  shared_comments: yes(),
  external_id: text(),
  created_at: time(),
  updated_at: time(),
  deleted_at: time(),
  domain_names: z.array(pii('text')).nullish(),
  details: text(),
  notes: text(),
  group_id: ref(),
  tags: tags(),
  organization_fields: undeclared(),
});

export const SatisfactionRating = z.looseObject({
  id: ident(),
  url: word(),
  assignee_id: ref(),
  group_id: ref(),
  requester_id: ref(),
  ticket_id: ref(),
  score: word(),
  created_at: time(),
  updated_at: time(),
  comment: text(),
  reason: text(),
  reason_id: ref(),
  reason_code: count(),
});

/** A choice of a drop-down: its value is what tickets hold, as text and as tag. */
const Option = z.looseObject({
  id: ref(),
  url: word(),
  name: word(),
  raw_name: word(),
  value: text(),
  default: yes(),
});

export const TicketField = z.looseObject({
  id: ident(),
  url: word(),
  type: word(),
  title: word(),
  raw_title: word(),
  description: text(),
  raw_description: text(),
  position: count(),
  active: yes(),
  required: yes(),
  collapsed_for_agents: yes(),
  regexp_for_validation: word(),
  title_in_portal: word(),
  raw_title_in_portal: word(),
  visible_in_portal: yes(),
  editable_in_portal: yes(),
  required_in_portal: yes(),
  tag: text(),
  key: word(),
  created_at: time(),
  updated_at: time(),
  removable: yes(),
  agent_description: text(),
  agent_can_edit: yes(),
  sub_type_id: ref(),
  creator_user_id: ref(),
  creator_app_name: word(),
  custom_statuses: undeclared(),
  system_field_options: z.array(z.looseObject({ name: word(), value: word() })).nullish(),
  custom_field_options: z.array(Option).nullish(),
  relationship_target_type: word(),
  relationship_filter: undeclared(),
});
