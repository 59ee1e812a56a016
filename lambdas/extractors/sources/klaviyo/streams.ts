// Streams of an account.
import type { Window } from '../../../contracts/ingest.ts';
import { link, type RestStream, sweep } from '../../engine/rest/declare.ts';
import { days } from '../../engine/source.ts';
import { common, next, snapshot } from './listings.ts';
import { groupOf, report } from './reports.ts';
import { Campaign } from './schema/campaigns.ts';
import { Event, Metric } from './schema/events.ts';
import { Flow, List, Segment } from './schema/groups.ts';
import { Profile } from './schema/profiles.ts';
import { CampaignReport, FlowReport } from './schema/reports.ts';

const between = (field: string) => (window: Window) =>
  `greater-or-equal(${field},${window.from}),less-than(${field},${window.to})`;

export const streams: readonly RestStream[] = [
  {
    ...common,
    name: 'profiles',
    changes: true,
    schema: Profile,
    path: '/api/profiles',
    maxWindowMs: days(365),
    cursor: { field: '$.attributes.updated', unit: 'iso', cut: true },
    scopes: [{ name: 'profiles:read', without: 'people and their consents' }],
    // `updated` knows only `greater-than`, to the second: the window opens a second early and we cut its edges.
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
    // Events are listed by when they happened, and appear up to a week later.
    lateMs: days(10),
    required: ['$.type', '$.attributes.datetime'],
    money: {
      amount: '$.attributes.event_properties.$value',
      currency: '$.attributes.event_properties.$currency_code',
    },
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
    ...snapshot,
    name: 'metrics',
    schema: Metric,
    path: '/api/metrics',
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
