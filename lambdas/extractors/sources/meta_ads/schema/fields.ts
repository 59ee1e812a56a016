// What the Marketing API sends at Graph v26.0, read loosely: figures come as text, ids as text of up to 18 digits, and what an
// advertiser wrote (titles, texts, addresses with parameters) is kept as tokens. Names of campaigns and ads are the merchant's own.
// https://developers.facebook.com/docs/marketing-api/reference
import { z } from 'zod';
import { number, ref, text, time, word } from '../../../engine/optional-fields.ts';

/** As it was set, and as it works out below what it belongs to. */
export const Statuses = { status: word(), configured_status: word(), effective_status: word() };
export const Labels = z
  .array(z.looseObject({ id: ref(), name: text(), created_time: time(), updated_time: time() }))
  .nullish();
/** Told by the vendor for people to read; may quote a name. */
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
