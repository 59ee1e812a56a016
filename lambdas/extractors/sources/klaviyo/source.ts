import { z } from 'zod';
import type { Window } from '../../../contracts/ingest.ts';
import { days, hours, minutes, type Source, type Stream } from '../../engine/source.ts';
import * as schema from './schema.ts';
import { KlaviyoSession } from './session.ts';

export const REVISION = '2026-07-15';

const Settings = z.strictObject({
  /** Another host that speaks the same API, for a twin. */
  base_url: z.url().default('https://a.klaviyo.com'),
});

/** What a stream needs beyond the engine's words to be asked for. */
export interface KlaviyoStream extends Stream {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly filter?: (window: Window) => string;
  /** Params of a sweep that only counts. */
  readonly countParams: Readonly<Record<string, string>>;
}

const byId = (record: { id: string; attributes: Record<string, unknown> }) =>
  `${record.id}@${String(record.attributes.updated ?? record.attributes.updated_at ?? '')}`;

const between = (field: string) => (window: Window) =>
  `greater-or-equal(${field},${window.from}),less-than(${field},${window.to})`;

const common = { key: byId, lookbackMs: hours(1), safetyLagMs: minutes(1), proof: 'recounted' } as const;

const streams: readonly KlaviyoStream[] = [
  {
    ...common,
    name: 'profiles',
    changes: true,
    schema: schema.Profile,
    path: '/api/profiles',
    sync: 'incremental',
    maxWindowMs: days(365),
    // `updated` knows only `greater-than`, to the second: the window opens a second early and its edges are cut here.
    filter: (window) =>
      `greater-than(updated,${new Date(Date.parse(window.from) - 1000).toISOString()}),less-than(updated,${window.to})`,
    params: { sort: 'updated', 'page[size]': '100', 'additional-fields[profile]': 'subscriptions' },
    countParams: { sort: 'updated', 'page[size]': '100', 'fields[profile]': 'updated' },
  },
  {
    ...common,
    name: 'events',
    schema: schema.Event,
    key: (record: { id: string }) => record.id, // append-only
    path: '/api/events',
    sync: 'incremental',
    maxWindowMs: days(90),
    filter: between('datetime'),
    params: { sort: 'datetime', 'page[size]': '1000', 'fields[event]': 'timestamp,event_properties,datetime,uuid' },
    countParams: { sort: 'datetime', 'page[size]': '1000', 'fields[event]': 'datetime' },
  },
  {
    ...common,
    name: 'campaigns',
    changes: true,
    schema: schema.Campaign,
    path: '/api/campaigns',
    sync: 'incremental',
    maxWindowMs: days(3650),
    filter: (window) => `equals(messages.channel,'email'),${between('updated_at')(window)}`,
    params: { sort: 'updated_at' },
    countParams: { sort: 'updated_at', 'fields[campaign]': 'updated_at' },
  },
  {
    ...common,
    name: 'metrics',
    schema: schema.Metric,
    path: '/api/metrics',
    sync: 'snapshot',
    lookbackMs: 0,
    safetyLagMs: 0,
    maxWindowMs: days(36_500),
    params: {},
    countParams: {},
  },
];

export const klaviyo: Source = {
  name: 'klaviyo',
  apiVersion: REVISION,
  sunset: '2028-07-15', // two years behind the revision, https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
  maxParallel: 4,
  settings: Settings,
  secret: z.strictObject({ api_key: z.string().startsWith('pk_') }),
  streams,
  open: (connection, ports) =>
    new KlaviyoSession(Settings.parse(connection.settings).base_url, REVISION, streams, ports),
};
