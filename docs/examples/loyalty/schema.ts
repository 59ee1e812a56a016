import { z } from 'zod';
import { instant, numeric, pii, undeclared } from '../../../lambdas/extractors/engine/fields.ts';

/** Points earned or spent. What nobody declares is kept too: its texts as tokens, and counted. */
export const PointEvent = z.looseObject({
  id: z.string(),
  member_id: z.string(),
  email: pii('email').nullish(),
  kind: z.string().nullish(),
  points: numeric(),
  order_number: z.string().nullish(),
  note: pii('text').nullish(),
  created_at: instant().nullish(),
  updated_at: instant(),
  attributes: undeclared(),
});
