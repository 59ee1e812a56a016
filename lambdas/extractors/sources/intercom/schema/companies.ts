// The companies of contacts.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, word } from '../../../engine/optional-fields.ts';
import { count, seconds, Taggings } from './fields.ts';

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
  tags: Taggings,
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
