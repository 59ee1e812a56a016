// Tickets, and their satisfaction ratings.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { count, refs, tags, Via } from './fields.ts';

const CustomFields = z.array(z.looseObject({ id: ref(), value: undeclared() })).nullish();

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
