// Names people use for streams beside ours: the vendor's other words, and the spellings of other countries.
import type { Source, Stream } from '../../lambdas/extractors/engine/source.ts';

const ALSO_KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ga4: { items: 'ecommerce_items', e_commerce_items: 'ecommerce_items', traffic_sources: 'traffic' },
  google_ads: { change_statuses: 'change_status', search_term_views: 'search_terms', keyword_views: 'keywords' },
  intercom: { conversation_parts: 'conversations' },
  magento: { creditmemos: 'credit_memos', inventory: 'source_items' },
  mailchimp: { list_members: 'members', audiences: 'lists', e_mail_activity: 'email_activity' },
  meta_ads: { adsets: 'ad_sets', ad_creatives: 'creatives', adcreatives: 'creatives', insights: 'ad_insights' },
  shopify: {
    checkouts: 'abandoned_checkouts',
    customer_journey_moments: 'journey_moments',
    customer_journeys: 'journey_moments',
    deleted_products: 'events',
    discounts: 'discount_nodes',
    fulfilments: 'fulfillments',
    price_rules: 'discount_nodes',
    redeem_codes: 'discount_codes',
    sales_agreements: 'order_agreements',
    shopifyql: 'sales_reports',
    transactions: 'tender_transactions',
    variants: 'product_variants',
  },
  woocommerce: { order_refunds: 'refunds', reviews: 'product_reviews', variations: 'product_variations' },
  zendesk: { fields: 'ticket_fields', organisations: 'organizations', ticket_comments: 'comments' },
};

/** The stream of a name, or of one it is also known by. */
export function streamCalled({ name, streams }: Source, called: string): Stream | undefined {
  const wanted = called.replaceAll('-', '_').toLowerCase();
  const known = ALSO_KNOWN[name]?.[wanted] ?? wanted;
  return streams.find((stream) => stream.name === wanted) ?? streams.find((stream) => stream.name === known);
}
