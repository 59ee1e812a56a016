import type { Declared } from '../declared.ts';
import { mailchimpRefusal } from './refusals.ts';
import { MAILCHIMP_TRUTH } from './truth.ts';
import { MAILCHIMP_SECRET, mailchimpTwin } from './twin.ts';

export const mailchimp: Declared = {
  make: mailchimpTwin,
  refusal: mailchimpRefusal,
  secret: MAILCHIMP_SECRET,
  settings: (url) => ({ data_center: 'us1', base_url: `${url}/3.0` }),
  truth: MAILCHIMP_TRUTH,
};
