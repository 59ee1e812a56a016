// What Intercom's API sends (2.11 to 2.16), read loosely. Times are seconds since 1970.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io
import { z } from 'zod';
import { amount } from '../../../engine/loose-fields.ts';
import { ref, text, word, yes } from '../../../engine/optional-fields.ts';

export const seconds = () => amount().nullish();
export const count = () => amount().nullish();

/** Somebody or something by its kind and id alone. */
export const Pointer = z.looseObject({ type: word(), id: ref() });
/** Who writes, with the shop's own id of the person, which some shops make of an address. */
export const Writer = z.looseObject({ type: word(), id: ref(), external_id: text() });

/** Companies, notes and tags hang on things as short lists of references. */
export const Refs = z
  .looseObject({
    type: word(),
    data: z.array(z.looseObject({ type: word(), id: ref(), url: word() })).nullish(),
    url: word(),
    total_count: count(),
    has_more: yes(),
  })
  .nullish();

/** A tag, and when and by whom it was put on. */
export const Tagging = z.looseObject({
  type: word(),
  id: ref(),
  name: word(),
  applied_at: seconds(),
  applied_by: Pointer.nullish(),
});
export const Taggings = z.looseObject({ type: word(), tags: z.array(Tagging).nullish() }).nullish();
