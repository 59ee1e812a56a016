// The tags and teams of the workspace.
import { z } from 'zod';
import { ident, reference } from '../../../engine/loose-fields.ts';
import { word } from '../../../engine/optional-fields.ts';
import { count, Pointer, seconds } from './fields.ts';

export const Tag = z.looseObject({
  type: word(),
  id: ident(),
  name: word(),
  applied_at: seconds(),
  applied_by: Pointer.nullish(),
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
