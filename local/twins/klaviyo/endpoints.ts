// Listable resources, their rates, and their filter fields.
import type { Collection } from '../../world/records/collection.ts';
import type { World } from '../../world/world.ts';
import * as records from './records.ts';

/** A resource as JSON text, and its position in its list. */
interface Row {
  readonly at: number;
  readonly id: string;
  readonly text: string;
}

export interface Endpoint {
  /** Calls per second and per minute. */
  readonly burst: number;
  readonly steady: number;
  readonly pageSize: { readonly default: number; readonly max: number };
  /** The filter and sort field, and its operators. */
  readonly field?: string;
  readonly operators?: readonly string[];
  page(world: World, window: PageWindow): Row[];
}

interface PageWindow {
  readonly asOf: number;
  readonly from?: number;
  readonly to?: number;
  readonly after?: { readonly at: number; readonly id: string };
  readonly limit: number;
  readonly withSubscriptions: boolean;
  /** True if an attribute is requested. */
  readonly wants: (field: string) => boolean;
}

const rows = <T extends { id: string }>(
  collection: Collection<T>,
  at: (one: T) => number,
  text: (one: T) => string,
  window: PageWindow,
): Row[] => collection.page(window).map((one) => ({ at: at(one), id: one.id, text: text(one) }));

const textOf = (record: records.Resource, { wants }: PageWindow): string =>
  JSON.stringify({
    ...record,
    attributes: Object.fromEntries(Object.entries(record.attributes).filter(([name]) => wants(name))),
  });

export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/api/flows': {
    burst: 3,
    steady: 60,
    pageSize: { default: 50, max: 50 },
    page: ({ mail }, window) => shortList(mail.groups?.flows.map(records.flowOf), window),
  },
  '/api/lists': {
    burst: 75,
    steady: 750,
    pageSize: { default: 10, max: 10 },
    page: ({ mail }, window) => shortList(mail.groups?.lists.map(records.listOf), window),
  },
  '/api/segments': {
    burst: 75,
    steady: 750,
    pageSize: { default: 10, max: 10 },
    page: ({ mail }, window) => shortList(mail.groups?.segments.map(records.segmentOf), window),
  },
  '/api/profiles': {
    burst: 75,
    steady: 750,
    pageSize: { default: 20, max: 100 },
    field: 'updated',
    operators: ['greater-than', 'less-than'],
    page: (world, window) =>
      rows(
        world.mail.profiles,
        (one) => one.updatedAt,
        (one) => textOf(records.profileOf(one, window.withSubscriptions), window),
        window,
      ),
  },
  '/api/events': {
    burst: 350,
    steady: 3500,
    pageSize: { default: 200, max: 1000 },
    field: 'datetime',
    operators: ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'],
    page: (world, window) =>
      rows(
        world.mail.events,
        (one) => one.at,
        (one) => records.eventText(one, window.wants),
        window,
      ),
  },
  '/api/campaigns': {
    burst: 10,
    steady: 150,
    pageSize: { default: 100, max: 100 },
    field: 'updated_at',
    operators: ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'],
    page: (world, window) =>
      rows(
        world.mail.campaigns,
        (one) => one.updatedAt,
        (one) => textOf(records.campaignOf(one), window),
        window,
      ),
  },
  '/api/metrics': {
    burst: 10,
    steady: 150,
    pageSize: { default: 200, max: 200 },
    page: (world, window) =>
      rows(
        world.mail.metrics,
        (one) => one.updatedAt,
        (one) => textOf(records.metricOf(one), window),
        window,
      ),
  },
};

/** A short list that is not a collection. */
const shortList = (all: readonly records.Resource[] | undefined, { limit, after, wants }: PageWindow): Row[] => {
  const begin = after === undefined ? 0 : (all ?? []).findIndex(({ id }) => id === after.id) + 1;
  return (all ?? [])
    .slice(begin, begin + limit)
    .map((one) => ({ at: 0, id: one.id, text: textOf(one, { wants } as PageWindow) }));
};
