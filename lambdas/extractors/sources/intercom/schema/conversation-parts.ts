// Messages, and their authors.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, word, yes } from '../../../engine/optional-fields.ts';
import { count, Pointer, seconds, Tagging } from './fields.ts';

export const Author = z
  .looseObject({
    type: word(),
    id: ref(),
    name: pii('name').nullish(),
    email: pii('email').nullish(),
    from_ai_agent: yes(),
    is_ai_answer: yes(),
  })
  .nullish();

export const Attachments = z
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
  assigned_to: Pointer.nullish(),
  author: Author,
  attachments: Attachments,
  external_id: text(),
  redacted: yes(),
  email_message_metadata: undeclared(),
  metadata: undeclared(),
  state: word(),
  tags: z.array(Tagging).nullish(),
  event_details: undeclared(),
  app_package_code: word(),
  conversation_id: ref(),
});
