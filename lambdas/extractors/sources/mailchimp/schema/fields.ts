// What Mailchimp's Marketing API 3.0 sends, read loosely: only what identifies a record is required.
// https://mailchimp.com/developer/marketing/api/
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { amount, flag, ident, moment, reference } from '../../../engine/loose-fields.ts';

export const time = () => moment().nullish();
export const count = () => amount().nullish();
export const yes = () => flag().nullish();
export const word = () => z.string().nullish();
export const text = () => pii('text').nullish();
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
