// Answers of Zendesk's Support API v2, parsed loosely. Custom fields are lists of id and value; the meaning of a value
// is in ticket_fields, and equal texts have equal tokens, so a drop-down's choice can still be named by joining the
// two.
// https://developer.zendesk.com/api-reference/ticketing/introduction/
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { amount, label, reference } from '../../../engine/loose-fields.ts';
import { ref, text, word } from '../../../engine/optional-fields.ts';

export const count = () => amount().nullish();
export const refs = () => z.array(reference()).nullish();
/** Tags that people type, and rules copy from drop-downs. */
export const tags = () => z.array(pii('text')).nullish();

/** One end of a mail, a call or a message. */
const Correspondent = {
  address: pii('email').nullish(),
  name: pii('name').nullish(),
  phone: pii('phone').nullish(),
  formatted_phone: pii('phone').nullish(),
  username: pii('name').nullish(),
  profile_url: text(),
  facebook_id: text(),
  twitter_id: text(),
};

/** Channel of a message; the ends of a mail are people. */
export const Via = z
  .looseObject({
    channel: label().nullish(),
    source: z
      .looseObject({
        from: z
          .looseObject({
            id: ref(),
            ticket_id: ref(),
            title: text(),
            subject: text(),
            ...Correspondent,
            original_recipients: z.array(pii('email')).nullish(),
          })
          .nullish(),
        to: z
          .looseObject({
            ...Correspondent,
            email_ccs: z.array(undeclared()).nullish(),
          })
          .nullish(),
        rel: word(),
      })
      .nullish(),
  })
  .nullish();
