import type { Declared } from '../declared.ts';
import { META_TOKEN } from './lists.ts';
import { ACCOUNT } from './objects.ts';
import { META_TRUTH } from './truth.ts';
import { metaTwin } from './twin.ts';
import { metaRefusal } from './usage.ts';

export const metaAds: Declared = {
  make: metaTwin(),
  refusal: metaRefusal,
  secret: { access_token: META_TOKEN },
  settings: (url) => ({ account_id: ACCOUNT, base_url: url }),
  truth: META_TRUTH,
};
