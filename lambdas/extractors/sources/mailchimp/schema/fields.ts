// What Mailchimp's Marketing API 3.0 sends, read loosely: only what identifies a record is required.
// https://mailchimp.com/developer/marketing/api/

import { pii, undeclared } from '../../../engine/fields.ts';
import { amount, ident, reference } from '../../../engine/loose-fields.ts';
import { yes } from '../../../engine/optional-fields.ts';

export const count = () => amount().nullish();
/** Hypermedia: addresses that hold the subscriber's hash. */
export const Links = undeclared();

/** An MD5 of the lower-cased address, and others made of it: whoever knows the address knows them. */
export const emailHash = () => pii('text');

/** Somebody a campaign went to. */
export const recipient = {
  campaign_id: ident(),
  list_id: reference().nullish(),
  list_is_active: yes(),
  email_id: emailHash(),
  email_address: pii('email').nullish(),
};
