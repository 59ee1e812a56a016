// The registry: one alphabetical line a source.
import type { Source } from '../engine/source.ts';
import { klaviyo } from './klaviyo/source.ts';
import { magento } from './magento/source.ts';
import { mailchimp } from './mailchimp/source.ts';
import { metaAds } from './meta_ads/source.ts';
import { shopify } from './shopify/source.ts';
import { woocommerce } from './woocommerce/source.ts';

export const sources: readonly Source[] = [
  klaviyo, //
  magento,
  mailchimp,
  metaAds,
  shopify,
  woocommerce,
];
