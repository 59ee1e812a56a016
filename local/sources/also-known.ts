// Aliases of streams: the vendor's other names, and spellings of other countries.
import type { Source, Stream } from '../../lambdas/extractors/engine/source.ts';

const ALSO_KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ga4: { e_commerce_items: 'ecommerce_items', traffic_sources: 'traffic' },
  google_ads: { change_statuses: 'change_status', search_term_views: 'search_terms', keyword_views: 'keywords' },
  intercom: { conversation_parts: 'conversations' },
  magento: { creditmemos: 'credit_memos', inventory: 'source_items' },
  mailchimp: { list_members: 'members', audiences: 'lists', e_mail_activity: 'email_activity' },
  meta_ads: { adsets: 'ad_sets', ad_creatives: 'creatives', adcreatives: 'creatives', insights: 'ad_insights' },
  shopify: {
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
  },
  woocommerce: { order_refunds: 'refunds' },
  zendesk: { fields: 'ticket_fields', organisations: 'organizations', ticket_comments: 'comments' },
};

/** `reply` of `replies`, and the word itself when it is singular. */
export const singularOf = (word: string) => word.replace(/ies$/, 'y').replace(/s$/, '');
const wordsOf = (name: string) => name.split('_').map(singularOf);

/**
 * The stream of a name: its own in singular or plural, an alias, or a part of its name that no other stream has.
 * Undefined when none or several match.
 */
export function streamCalled({ name, streams }: Source, called: string): Stream | undefined {
  const wanted = called.trim().replaceAll(/[- ]/g, '_').toLowerCase();
  const named = (given: string) => streams.find((stream) => stream.name === given);
  const known = ALSO_KNOWN[name]?.[wanted];
  const words = wordsOf(wanted).join(' ');
  return (
    named(wanted) ??
    (known === undefined ? undefined : named(known)) ??
    only(streams, (one) => wordsOf(one).join(' ') === words) ??
    only(streams, (one) => ` ${wordsOf(one).join(' ')} `.includes(` ${words} `))
  );
}

function only(streams: readonly Stream[], fits: (name: string) => boolean): Stream | undefined {
  const [found, ...others] = streams.filter((stream) => fits(stream.name));
  return others.length === 0 ? found : undefined;
}
