// One record per vendor, and what is to be wrong with it. Each is shown again three days later: it changed meanwhile, or the vendor's
// days are read twice.

/** `one` begins to be told apart by what the vendor calls it. */
type Shown = Readonly<Record<string, unknown>>;

export interface Poison {
  readonly stream: string;
  /** Paths of answers that hold the record. */
  readonly path: RegExp;
  readonly is: (one: Shown) => boolean;
  /** The record without its money or its day. */
  readonly spoilt: (one: Shown) => Shown;
  /** As the fault names it. */
  readonly field: string;
}

const TEXT = 'someday';
const MONEY = 'free';
const within = (one: Shown, name: string) => (one[name] ?? {}) as Shown;

export const POISONS: Readonly<Record<string, Poison>> = {
  shopify: {
    stream: 'orders',
    path: /bulk|graphql/,
    is: ({ id }) => id === 'gid://shopify/Order/5500000656',
    spoilt: (one) => ('processedAt' in one ? { ...one, processedAt: TEXT } : one),
    field: '$.processedAt',
  },
  woocommerce: {
    stream: 'orders',
    path: /\/orders\?/,
    is: ({ id }) => id === 1000170,
    spoilt: (one) => ({ ...one, total: MONEY }),
    field: '$.total',
  },
  magento: {
    stream: 'orders',
    path: /\/orders\?/,
    is: ({ entity_id: id }) => id === 3000000860,
    spoilt: (one) => ({ ...one, base_grand_total: MONEY }),
    field: '$.base_grand_total',
  },
  ga4: {
    stream: 'traffic',
    path: /runReport/,
    is: ({ dimensionValues: of }) => Array.isArray(of) && of.length === 5 && of[0].value === '20260716',
    spoilt: (one) => ({ ...one, dimensionValues: [{ value: TEXT }, ...(one.dimensionValues as Shown[]).slice(1)] }),
    field: '$.date',
  },
  meta_ads: {
    stream: 'ad_insights',
    path: /insights/,
    is: ({ ad_id: ad, date_start: day, spend }) =>
      ad === '12023000000101000017' && day === '2026-07-16' && spend !== undefined,
    spoilt: (one) => ({ ...one, spend: MONEY }),
    field: '$.spend',
  },
  google_ads: {
    stream: 'campaign_performance',
    path: /search/i,
    is: (one) =>
      within(one, 'campaign').id === '20100000007' &&
      within(one, 'segments').date === '2026-07-16' &&
      'costMicros' in within(one, 'metrics'),
    spoilt: (one) => ({ ...one, metrics: { ...within(one, 'metrics'), costMicros: MONEY } }),
    field: '$.metrics.costMicros',
  },
  klaviyo: {
    stream: 'events',
    path: /\/api\/events/,
    is: ({ type, id }) => type === 'event' && id === '100008189',
    spoilt: (one) =>
      'datetime' in within(one, 'attributes')
        ? { ...one, attributes: { ...within(one, 'attributes'), datetime: TEXT } }
        : one,
    field: '$.attributes.datetime',
  },
  mailchimp: {
    stream: 'email_activity',
    path: /email-activity/,
    is: ({ action, timestamp }) => action === 'open' && timestamp === '2026-07-11T09:36:41+00:00',
    spoilt: (one) => ({ ...one, timestamp: TEXT }),
    field: '$.timestamp',
  },
  zendesk: {
    stream: 'tickets',
    path: /incremental\/tickets/,
    is: ({ id, subject }) => id === 20035 && subject !== undefined,
    spoilt: (one) => ({ ...one, created_at: TEXT }),
    field: '$.created_at',
  },
  intercom: {
    stream: 'conversations',
    path: /conversations/,
    is: ({ type, id }) => type === 'conversation' && id === '1028',
    spoilt: (one) => ({ ...one, created_at: TEXT }),
    field: '$.created_at',
  },
};
