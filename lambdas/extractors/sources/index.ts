// The registry: one alphabetical line per source.
import type { Source } from '../engine/source.ts';
import { ecb } from './ecb/source.ts';
import { files } from './files/source.ts';
import { ga4 } from './ga4/source.ts';
import { googleAds } from './google_ads/source.ts';
import { intercom } from './intercom/source.ts';
import { klaviyo } from './klaviyo/source.ts';
import { magento } from './magento/source.ts';
import { mailchimp } from './mailchimp/source.ts';
import { metaAds } from './meta_ads/source.ts';
import { shopify } from './shopify/source.ts';
import { woocommerce } from './woocommerce/source.ts';
import { zendesk } from './zendesk/source.ts';

export const sources: readonly Source[] = [
  ecb,
  files,
  ga4,
  googleAds,
  intercom,
  klaviyo,
  magento,
  mailchimp,
  metaAds,
  shopify,
  woocommerce,
  zendesk,
];
