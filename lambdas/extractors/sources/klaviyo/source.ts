import { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import { remainingIn, WindowPace } from '../../engine/pace/windows.ts';
import { bearer } from '../../engine/rest/auth.ts';
import { link, type RestStream, sweep } from '../../engine/rest/declare.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { days, hours, minutes, seconds } from '../../engine/source.ts';
import * as schema from './schema.ts';

export const REVISION = '2026-07-15';

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

const streams: readonly RestStream[] = [
  {
    ...common,
    name: 'profiles',
    changes: true,
    schema: schema.Profile,
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
    schema: schema.Event,
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
    schema: schema.Campaign,
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
    schema: schema.Metric,
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
];

export const klaviyo = defineSource({
  name: 'klaviyo',
  apiVersion: REVISION,
  sunset: '2028-07-15', // two years behind the revision, https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
  docs: 'https://developers.klaviyo.com/en/reference/api_overview',
  limits: 'events 350/s and 3500/min, profiles 75/s and 750/min, campaigns and metrics 10/s and 150/min',
  maxParallel: 4,
  settings: z.strictObject({
    /** Another host that speaks the same API, for a twin. */
    base_url: z.url().default('https://a.klaviyo.com'),
  }),
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
});
