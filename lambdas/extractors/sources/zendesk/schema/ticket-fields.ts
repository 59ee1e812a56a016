// Custom fields of tickets.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { count } from './fields.ts';

/** A choice of a drop-down: tickets hold its value, as text and as tag. */
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
