import { z } from 'zod';
import { ConfigError, SourceContractError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import { remainingIn, WindowPace } from '../../engine/pace/windows.ts';
import { bearer } from '../../engine/rest/auth.ts';
import { type Listing, link, type RestStream, sweep } from '../../engine/rest/declare.ts';
import { type DeclaredSource, defineSource } from '../../engine/rest/define-source.ts';
import { at } from '../../engine/rest/place.ts';
import { type Listed, type Occasion, RestSession } from '../../engine/rest/session.ts';
import {
  type Connection,
  days,
  hours,
  minutes,
  type PageToken,
  type SessionPorts,
  type Source,
  seconds,
} from '../../engine/source.ts';
import { Campaign } from './schema/campaigns.ts';
import { Event, Metric } from './schema/events.ts';
import { Flow, List, Segment } from './schema/groups.ts';
import { Profile } from './schema/profiles.ts';
import { CampaignReport, FlowReport } from './schema/reports.ts';

export const REVISION = '2026-07-15';

const Settings = z.strictObject({
  /** Another host that speaks the same API, for a twin. */
  base_url: z.url().default('https://a.klaviyo.com'),
  /** What reports count as a conversion; the metric called Placed Order unless told otherwise. */
  conversion_metric_id: z.string().optional(),
});

/** Burst and steady windows by endpoint. https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling */
const limits = (burst: number, steady: number) => [
  { calls: burst, perMs: seconds(1) },
  { calls: steady, perMs: minutes(1) },
];
const LIMITS = {
  '/api/events': limits(350, 3500),
  '/api/profiles': limits(75, 750),
  '/api/campaigns': limits(10, 150),
  '/api/metrics': limits(10, 150),
  '/api/flows': limits(3, 60),
  '/api/lists': limits(75, 750),
  '/api/segments': limits(75, 750),
  '/api/campaign-values-reports': [...limits(1, 2), { calls: 225, perMs: days(1) }],
  '/api/flow-values-reports': [...limits(1, 2), { calls: 225, perMs: days(1) }],
};

const byId = (record: { id: string; attributes: Record<string, unknown> }) =>
  `${record.id}@${String(record.attributes.updated ?? record.attributes.updated_at ?? '')}`;

const between = (field: string) => (window: Window) =>
  `greater-or-equal(${field},${window.from}),less-than(${field},${window.to})`;

const common = {
  key: byId,
  sync: 'incremental',
  lookbackMs: hours(1),
  safetyLagMs: minutes(1),
  proof: 'recounted',
  deletes: 'invisible',
  records: '$.data',
} as const;
const next = '$.links.next';

const snapshot = {
  ...common,
  sync: 'snapshot',
  deletes: 'snapshot',
  lookbackMs: 0,
  safetyLagMs: 0,
  maxWindowMs: days(36_500),
} as const;

const STATISTICS = [
  'recipients',
  'delivered',
  'bounced',
  'opens',
  'opens_unique',
  'clicks',
  'clicks_unique',
  'unsubscribes',
  'spam_complaints',
  'conversions',
  'conversion_value',
];
/** Values of the last year, the longest there is; so few calls are allowed that once a day is often. */
const report = (type: 'campaign-values-report' | 'flow-values-report') =>
  ({
    ...snapshot,
    everyMs: days(1),
    deletes: 'restated',
    method: 'POST',
    path: `/api/${type}s`,
    body: ({ from, to }: Window) => ({
      data: {
        type,
        attributes: {
          statistics: STATISTICS,
          timeframe: { start: new Date(Math.max(Date.parse(from), Date.parse(to) - days(365))).toISOString(), end: to },
        },
      },
    }),
    records: '$.data.attributes.results',
    paging: link({ from: next }),
    count: sweep(),
  }) as const;

interface Grouped {
  readonly groupings: Readonly<Record<string, string | null | undefined>>;
}
const groupOf =
  (...names: readonly string[]) =>
  ({ groupings }: Grouped) =>
    names.map((name) => groupings[name] ?? '').join(':');

const streams: readonly RestStream[] = [
  {
    ...common,
    name: 'profiles',
    changes: true,
    schema: Profile,
    path: '/api/profiles',
    maxWindowMs: days(365),
    cursor: { field: '$.attributes.updated', unit: 'iso', cut: true },
    scopes: [{ name: 'profiles:read', without: 'people and their consents' }],
    // `updated` knows only `greater-than`, to the second: the window opens a second early and its edges are cut by us.
    params: (window) => ({
      filter: `greater-than(updated,${new Date(Date.parse(window.from) - 1000).toISOString()}),less-than(updated,${window.to})`,
      sort: 'updated',
      'additional-fields[profile]': 'subscriptions',
    }),
    paging: link({ from: next, size: ['page[size]', 100] }),
    count: sweep({ params: { 'additional-fields[profile]': undefined, 'fields[profile]': 'updated' } }),
  },
  {
    ...common,
    name: 'events',
    schema: Event,
    key: (record: { id: string }) => record.id,
    deletes: 'never',
    path: '/api/events',
    maxWindowMs: days(90),
    cursor: { field: '$.attributes.datetime', unit: 'iso' },
    scopes: [{ name: 'events:read', without: 'everything people did: mails received, opened, clicked, orders placed' }],
    params: (window) => ({
      filter: between('datetime')(window),
      sort: 'datetime',
      'fields[event]': 'timestamp,event_properties,datetime,uuid',
    }),
    paging: link({ from: next, size: ['page[size]', 1000] }),
    count: sweep({ params: { 'fields[event]': 'datetime' } }),
  },
  {
    ...common,
    name: 'campaigns',
    changes: true,
    schema: Campaign,
    path: '/api/campaigns',
    deletes: 'status',
    maxWindowMs: days(3650),
    cursor: { field: '$.attributes.updated_at', unit: 'iso' },
    scopes: [{ name: 'campaigns:read', without: 'campaigns' }],
    params: (window) => ({
      filter: `equals(messages.channel,'email'),${between('updated_at')(window)}`,
      sort: 'updated_at',
    }),
    paging: link({ from: next }),
    count: sweep({ params: { 'fields[campaign]': 'updated_at' } }),
  },
  {
    ...common,
    name: 'metrics',
    schema: Metric,
    path: '/api/metrics',
    sync: 'snapshot',
    deletes: 'snapshot',
    lookbackMs: 0,
    safetyLagMs: 0,
    maxWindowMs: days(36_500),
    scopes: [{ name: 'metrics:read', without: 'the names of events' }],
    paging: link({ from: next }),
    count: sweep(),
  },
  {
    ...snapshot,
    name: 'flows',
    schema: Flow,
    path: '/api/flows',
    scopes: [{ name: 'flows:read', without: 'the names of flows' }],
    paging: link({ from: next, size: ['page[size]', 50] }),
    count: sweep(),
  },
  {
    ...snapshot,
    name: 'lists',
    schema: List,
    path: '/api/lists',
    scopes: [{ name: 'lists:read', without: 'lists' }],
    paging: link({ from: next, size: ['page[size]', 10] }),
    count: sweep(),
  },
  {
    ...snapshot,
    name: 'segments',
    schema: Segment,
    path: '/api/segments',
    scopes: [{ name: 'segments:read', without: 'segments' }],
    paging: link({ from: next, size: ['page[size]', 10] }),
    count: sweep(),
  },
  {
    ...report('campaign-values-report'),
    name: 'campaign_reports',
    schema: CampaignReport,
    key: groupOf('campaign_id', 'campaign_message_id', 'send_channel'),
    scopes: [{ name: 'campaigns:read', without: 'what campaigns brought' }],
  },
  {
    ...report('flow-values-report'),
    name: 'flow_reports',
    schema: FlowReport,
    key: groupOf('flow_id', 'flow_message_id', 'send_channel'),
    scopes: [{ name: 'flows:read', without: 'what flows brought' }],
  },
];

const METRICS: Listing = { path: '/api/metrics', records: '$.data', paging: link({ from: next }) };
/** What reports count as a conversion where the settings name none. */
const CONVERSION = 'Placed Order';

const NOTHING: Listed = { answer: { status: 200, header: () => undefined, body: {} }, records: [], next: undefined };

/** Reports want the id of the metric that is a conversion; accounts name it alike and number it each in its own way. */
class KlaviyoSession extends RestSession {
  #metric: string | undefined;

  override async list(listing: Listing, occasion: Occasion, token: PageToken | undefined): Promise<Listed> {
    if (listing.method !== 'POST') return super.list(listing, occasion, token);
    this.#metric ??= await this.#conversionMetric(occasion);
    if (this.#metric === undefined) return NOTHING;
    const params = { ...occasion.params, '$.data.attributes.conversion_metric_id': this.#metric };
    return super.list(listing, { ...occasion, params }, token);
  }

  constructor(settings: z.output<typeof Settings>, connection: Connection, ports: SessionPorts) {
    super(account, settings, connection, ports);
    this.#metric = settings.conversion_metric_id;
  }

  /** Undefined for an account without any metric: it has sent nothing to report on. */
  async #conversionMetric({ window }: Occasion): Promise<string | undefined> {
    for (let page: PageToken | undefined, seen = 0; ; ) {
      const { records, next: following } = await super.list(METRICS, { window }, page);
      for (const metric of records)
        if (at(metric, '$.attributes.name') === CONVERSION) return String(at(metric, '$.id'));
      seen += records.length;
      if (following === undefined && seen === 0) return undefined;
      if (following === undefined)
        throw new ConfigError(
          `klaviyo: no metric of the account is called '${CONVERSION}'; name the one that is a conversion in conversion_metric_id`,
        );
      page = following;
    }
  }
}

const account: DeclaredSource<typeof Settings> = {
  name: 'klaviyo',
  apiVersion: REVISION,
  sunset: '2028-07-15', // two years behind the revision, https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
  docs: 'https://developers.klaviyo.com/en/reference/api_overview',
  limits:
    'events 350/s and 3500/min, profiles 75/s and 750/min, campaigns and metrics 10/s and 150/min, values reports 2/min and 225/day',
  maxParallel: 4,
  settings: Settings,
  secret: z.strictObject({ api_key: z.string().startsWith('pk_') }),
  baseUrl: ({ base_url }) => base_url,
  headers: () => ({
    accept: 'application/vnd.api+json',
    revision: REVISION,
    // A retired revision would be answered by a newer one without a word.
    'x-klaviyo-revision-fall-forward-opt-out': '1',
  }),
  auth: bearer('api_key', 'Klaviyo-API-Key'),
  pace: (clock) => new WindowPace(clock, LIMITS, remainingIn('ratelimit-remaining', 'ratelimit-reset')),
  refuse: ({ status, header }) => {
    const served = header('revision');
    if (status >= 400 || served === undefined || served === REVISION) return undefined;
    return new SourceContractError(
      `klaviyo served revision ${served} instead of ${REVISION}: the pinned revision has ended; move the pin`,
    );
  },
  streams,
};

export const klaviyo: Source = {
  ...defineSource(account),
  open: (connection, ports) => new KlaviyoSession(Settings.parse(connection.settings), connection, ports),
};
