// Answers of Intercom's API (2.11 to 2.16), parsed loosely. Times are seconds since 1970.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io
import { z } from 'zod';
import { amount } from '../../../engine/loose-fields.ts';
import { ref, text, word, yes } from '../../../engine/optional-fields.ts';

export const seconds = () => amount().nullish();
export const count = () => amount().nullish();

/** A reference: kind and id only. */
export const Pointer = z.looseObject({ type: word(), id: ref() });
/** The author, with the shop's own id of the person, which some shops derive from an address. */
export const Writer = z.looseObject({ type: word(), id: ref(), external_id: text() });

/** Companies, notes and tags of an object are short lists of references. */
export const Refs = z
  .looseObject({
    type: word(),
    data: z.array(z.looseObject({ type: word(), id: ref(), url: word() })).nullish(),
    url: word(),
    total_count: count(),
    has_more: yes(),
  })
  .nullish();

/** A tag, and when and by whom it was applied. */
export const Tagging = z.looseObject({
  type: word(),
  id: ref(),
  name: word(),
  applied_at: seconds(),
  applied_by: Pointer.nullish(),
});
export const Taggings = z.looseObject({ type: word(), tags: z.array(Tagging).nullish() }).nullish();
