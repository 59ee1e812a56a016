import type { Declared } from '../declared.ts';
import { CUSTOMER } from './resources.ts';
import { GOOGLE_TRUTH } from './rows.ts';
import { GOOGLE_SECRET } from './tokens.ts';
import { googleAdsRefusal, googleAdsTwin } from './twin.ts';

export const googleAds: Declared = {
  make: googleAdsTwin,
  refusal: googleAdsRefusal,
  secret: GOOGLE_SECRET,
  settings: (url) => ({ customer_id: CUSTOMER, base_url: url }),
  truth: GOOGLE_TRUTH,
};
