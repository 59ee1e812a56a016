// What the Marketing API sends at Graph v26.0, read loosely: figures come as text, ids as text of up to 18 digits, and what an
// advertiser wrote (titles, texts, addresses with parameters) is kept as tokens. Names of campaigns and ads are the merchant's own.
// https://developers.facebook.com/docs/marketing-api/reference
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { amount, flag, moment, reference } from '../../../engine/loose-fields.ts';

export const ref = () => reference().nullish();
export const word = () => z.string().nullish();
export const words = () => z.array(z.string()).nullish();
export const text = () => pii('text').nullish();
export const time = () => moment().nullish();
export const number = () => amount().nullish();
export const yes = () => flag().nullish();
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
