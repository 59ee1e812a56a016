// The site itself.
import { z } from 'zod';
import { number, text, word, zone } from '../../../engine/optional-fields.ts';

/** Settings of WordPress: the time zone of the shop. */
export const Shop = z.looseObject({
  name: z.string(),
  description: text(),
  url: word(),
  home: word(),
  gmt_offset: number(),
  timezone_string: zone(),
});
