// The site itself.
import { z } from 'zod';
import { number, text, word, zone } from '../../../engine/optional-fields.ts';

/** What WordPress says of itself: the zone in which the shop cuts its days. */
export const Shop = z.looseObject({
  name: z.string(),
  description: text(),
  url: word(),
  home: word(),
  gmt_offset: number(),
  timezone_string: zone(),
});
