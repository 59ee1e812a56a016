// Conversations: contact, topic and rating.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, word, yes } from '../../../engine/optional-fields.ts';
import { Attachments, Author, ConversationPart } from './conversation-parts.ts';
import { count, Pointer, seconds, Taggings, Writer } from './fields.ts';
import { Statistics } from './statistics.ts';

const Participant = z
  .looseObject({ type: word(), id: ref(), name: pii('name').nullish(), email: pii('email').nullish() })
  .nullish();

const People = (name: string) =>
  z
    .looseObject({
      type: word(),
      [name]: z.array(Writer).nullish(),
    })
    .nullish();

/** The first message of a conversation. */
const message = {
  type: word(),
  id: ref(),
  subject: text(),
  body: text(),
  author: Author,
  attachments: Attachments,
  url: text(),
};

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
  assignee: Pointer.nullish(),
  tags: Taggings,
  conversation_rating: z
    .looseObject({
      rating: count(),
      remark: text(),
      requested_at: seconds(),
      replied_at: seconds(),
      created_at: seconds(),
      updated_at: seconds(),
      contact: Writer.nullish(),
      customer: Writer.nullish(),
      teammate: Pointer.nullish(),
    })
    .nullish(),
  source: z
    .looseObject({
      ...message,
      delivered_as: word(),
      redacted: yes(),
    })
    .nullish(),
  contacts: People('contacts'),
  // Field of API 1.x.
  user: Participant,
  customers: z.array(Participant).nullish(),
  conversation_message: z.looseObject(message).nullish(),
  teammates: z
    .looseObject({
      type: word(),
      teammates: z.array(Pointer).nullish(),
      admins: z.array(Pointer).nullish(),
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

/** A deleted conversation: its id and the time of deletion. */
export const DeletedConversation = z.looseObject({
  type: word(),
  id: ident(),
  object: word(),
  deleted: yes(),
  deleted_at: seconds(),
  metrics_retained: yes(),
});
