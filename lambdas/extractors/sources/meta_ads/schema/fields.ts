// Answers of the Marketing API at Graph v26.0, parsed loosely: figures come as text, ids as text of up to 18 digits,
// and an advertiser's texts (titles, bodies, URLs with parameters) are kept as tokens. Names of campaigns and ads are
// the merchant's own.
// https://developers.facebook.com/docs/marketing-api/reference
import { z } from 'zod';
import { number, ref, text, time, word } from '../../../engine/optional-fields.ts';

/** The configured value, and the effective one given its parents. */
export const Statuses = { status: word(), configured_status: word(), effective_status: word() };
export const Labels = z
  .array(z.looseObject({ id: ref(), name: text(), created_time: time(), updated_time: time() }))
  .nullish();
/** Text of the vendor for people; may quote a name. */
export const Issues = z
  .array(
    z.looseObject({
      level: word(),
      error_code: number(),
      error_type: word(),
      error_summary: text(),
      error_message: text(),
    }),
  )
  .nullish();
