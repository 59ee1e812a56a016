// Answers of Mailchimp's Marketing API 3.0, parsed loosely: only the identifiers of a record are required.
// https://mailchimp.com/developer/marketing/api/

import { pii, undeclared } from '../../../engine/fields.ts';
import { amount, ident, reference } from '../../../engine/loose-fields.ts';
import { yes } from '../../../engine/optional-fields.ts';

export const count = () => amount().nullish();
/** Hypermedia: URLs that hold the subscriber's hash. */
export const Links = undeclared();

/** An MD5 of the lower-cased address, or a hash derived from it: anyone who knows the address can compute them. */
export const emailHash = () => pii('text');

/** A recipient of a campaign. */
export const recipient = {
  campaign_id: ident(),
  list_id: reference().nullish(),
  list_is_active: yes(),
  email_id: emailHash(),
  email_address: pii('email').nullish(),
};
