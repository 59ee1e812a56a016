// A kind of record per vendor, and what is to be wrong with one of it. Each is asked for again three days later, because it was not
// read well.

/** `one` begins to be told apart by what the vendor calls it. */
type Shown = Readonly<Record<string, unknown>>;

export interface Poison {
  readonly stream: string;
  /** Paths of answers that hold the record. */
  readonly path: RegExp;
  /** What tells a record of the kind apart; the first that is shown is spoilt, and no other. Undefined for all else. */
  readonly idOf: (one: Shown) => unknown;
  /** The record without its money or its day. */
  readonly spoilt: (one: Shown) => Shown;
  /** As the fault names it. */
  readonly field: string;
}

/** Ten days before the first reading. */
const SINCE = '2026-07-07';
const isRecent = (at: unknown) => typeof at === 'string' && at >= SINCE;
/** Rows of ads, keywords and search terms name their ad group. */
const isOfCampaign = (one: Shown) => !Object.keys(one).some((name) => /^(adGroup|searchTerm)/.test(name));
const TEXT = 'someday';
const MONEY = 'free';
const within = (one: Shown, name: string) => (one[name] ?? {}) as Shown;

export const POISONS: Readonly<Record<string, Poison>> = {
  shopify: {
    stream: 'orders',
    path: /bulk|graphql/,
    idOf: ({ id, processedAt }) =>
      String(id).startsWith('gid://shopify/Order/') && isRecent(processedAt) ? id : undefined,
    spoilt: (one) => ('processedAt' in one ? { ...one, processedAt: TEXT } : one),
    field: '$.processedAt',
  },
  woocommerce: {
    stream: 'orders',
    path: /\/orders\?/,
    idOf: ({ id, total, date_created_gmt: at }) => (total !== undefined && isRecent(at) ? id : undefined),
    spoilt: (one) => ({ ...one, total: MONEY }),
    field: '$.total',
  },
  magento: {
    stream: 'orders',
    path: /\/orders\?/,
    idOf: ({ entity_id: id, base_grand_total: total, items }) =>
      total !== undefined && Array.isArray(items) ? id : undefined,
    spoilt: (one) => ({ ...one, base_grand_total: MONEY }),
    field: '$.base_grand_total',
  },
  ga4: {
    stream: 'traffic',
    path: /runReport/,
    idOf: ({ dimensionValues: of }) =>
      Array.isArray(of) && of.length === 5 && of[0].value === '20260716' ? JSON.stringify(of) : undefined,
    spoilt: (one) => ({ ...one, dimensionValues: [{ value: TEXT }, ...(one.dimensionValues as Shown[]).slice(1)] }),
    field: '$.date',
  },
  meta_ads: {
    stream: 'ad_insights',
    path: /insights/,
    idOf: ({ ad_id: ad, date_start: day, spend }) => (day === '2026-07-16' && spend !== undefined ? ad : undefined),
    spoilt: (one) => ({ ...one, spend: MONEY }),
    field: '$.spend',
  },
  google_ads: {
    stream: 'campaign_performance',
    path: /search/i,
    idOf: (one) =>
      within(one, 'segments').date === '2026-07-16' && 'costMicros' in within(one, 'metrics') && isOfCampaign(one)
        ? within(one, 'campaign').id
        : undefined,
    spoilt: (one) => ({ ...one, metrics: { ...within(one, 'metrics'), costMicros: MONEY } }),
    field: '$.metrics.costMicros',
  },
  klaviyo: {
    stream: 'events',
    path: /\/api\/events/,
    idOf: ({ type, id, attributes }) => (type === 'event' && isRecent((attributes as Shown).datetime) ? id : undefined),
    spoilt: (one) =>
      'datetime' in within(one, 'attributes')
        ? { ...one, attributes: { ...within(one, 'attributes'), datetime: TEXT } }
        : one,
    field: '$.attributes.datetime',
  },
  mailchimp: {
    stream: 'email_activity',
    path: /email-activity/,
    idOf: ({ action, timestamp }) => (action === 'open' && isRecent(timestamp) ? timestamp : undefined),
    spoilt: (one) => ({ ...one, timestamp: TEXT }),
    field: '$.timestamp',
  },
  zendesk: {
    stream: 'tickets',
    path: /incremental\/tickets/,
    idOf: ({ id, subject }) => (subject !== undefined ? id : undefined),
    spoilt: (one) => ({ ...one, created_at: TEXT }),
    field: '$.created_at',
  },
  intercom: {
    stream: 'conversations',
    path: /conversations/,
    idOf: ({ type, id, created_at: at }) => (type === 'conversation' && at !== undefined ? id : undefined),
    spoilt: (one) => ({ ...one, created_at: TEXT }),
    field: '$.created_at',
  },
};
