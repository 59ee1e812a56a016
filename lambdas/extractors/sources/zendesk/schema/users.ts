// Requesters and agents.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { count, tags } from './fields.ts';

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
  /** Some shops use an address. */
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
