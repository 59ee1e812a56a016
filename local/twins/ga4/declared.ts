import type { Declared } from '../declared.ts';
import { GOOGLE_SECRET } from '../google_ads/tokens.ts';
import { GA4_TRUTH } from './reports.ts';
import { ga4Refusal, ga4Twin, PROPERTY } from './twin.ts';

export const ga4: Declared = {
  make: ga4Twin(),
  refusal: ga4Refusal,
  secret: GOOGLE_SECRET,
  settings: (url) => ({ property_id: PROPERTY, base_url: url }),
  truth: GA4_TRUTH,
};
