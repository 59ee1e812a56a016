// Klaviyo's JSON:API as one account sees it: key, revision, cursors, a burst and a steady window by endpoint.
import type { Clock } from '../../../lambdas/ports/ports.ts';
import type { Collection } from '../../world/records/collection.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import * as records from './records.ts';
import { REPORTS, reportAnswer } from './reports.ts';

const KEY = 'pk_twin';
export const KLAVIYO_SECRET = { api_key: KEY };
const REVISION = '2026-07-15';

/** A kind of resource nobody has heard of. */
const WRONG = { type: 'mystery' };

/** A resource as JSON text, and where it stands in its list. */
interface Row {
  readonly at: number;
  readonly id: string;
  readonly text: string;
}

interface Endpoint {
  /** Calls a second and a minute. */
  readonly burst: number;
  readonly steady: number;
  readonly pageSize: { readonly default: number; readonly max: number };
  /** Field the list is filtered and sorted by, and the operators it knows. */
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
  /** Whether an attribute is to be sent. */
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

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
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

/** A short list that is not kept as a collection. */
const shortList = (all: readonly records.Resource[] | undefined, { limit, after, wants }: PageWindow): Row[] => {
  const begin = after === undefined ? 0 : (all ?? []).findIndex(({ id }) => id === after.id) + 1;
  return (all ?? [])
    .slice(begin, begin + limit)
    .map((one) => ({ at: 0, id: one.id, text: textOf(one, { wants } as PageWindow) }));
};

export function klaviyoTwin({ world, clock, faults, baseUrl }: TwinContext): Twin {
  const limits = new Map(
    Object.entries(ENDPOINTS).map(([path, { burst, steady }]) => [path, new Windows(clock, burst, steady)]),
  );
  // Predictive analytics have windows of their own, far narrower.
  const costly = new Windows(clock, 10, 150);
  const reports = new Map(Object.keys(REPORTS).map((path) => [path, new Windows(clock, 1, 2, 225)]));
  return (request) => {
    const path = request.url.pathname.replace(/\/$/, '');
    const endpoint = ENDPOINTS[path];
    const report = reports.get(path);
    if (request.method !== (report ? 'POST' : 'GET'))
      return problem(405, 'method_not_allowed', `Method "${request.method}" not allowed.`);
    if (!endpoint && !report) return problem(404, 'not_found', `The path ${path} could not be found.`);
    if (request.headers.authorization !== `Klaviyo-API-Key ${KEY}`)
      return problem(401, 'not_authenticated', 'Missing or invalid private key.');
    const { revision } = request.headers;
    if (revision === undefined) return problem(400, 'invalid', 'The revision header is required.');
    // A revision that has ended is answered by the newest one without a word, unless the caller forbids it.
    if (revision !== REVISION && request.headers['x-klaviyo-revision-fall-forward-opt-out'] === '1')
      return problem(410, 'gone', `The revision ${String(revision)} is no longer supported.`);
    if (report) {
      const { refused, headers } = report.take();
      if (refused !== undefined) return throttled(refused);
      const answer = reportAnswer(request, world, faults, baseUrl());
      if (typeof answer === 'string') return problem(400, 'invalid', answer);
      return { ...answer, headers: { ...answer.headers, ...headers, revision: REVISION } };
    }
    if (!endpoint) return problem(404, 'not_found', `The path ${path} could not be found.`);
    const wrong = refusedParameter(request.url.searchParams, endpoint);
    if (wrong !== undefined) return problem(400, 'invalid', wrong);
    const analytics = (request.url.searchParams.get('additional-fields[profile]') ?? '').includes(
      'predictive_analytics',
    );
    const { refused, headers } = (analytics ? costly : limits.get(path)!).take();
    if (refused !== undefined) return throttled(refused);
    const answer = list(request, endpoint, path, world, faults, baseUrl());
    return { ...answer, headers: { ...answer.headers, ...headers, revision: REVISION } };
  };
}

function list(
  { url }: TwinRequest,
  endpoint: Endpoint,
  path: string,
  world: World,
  faults: Faults,
  baseUrl: string,
): TwinAnswer {
  const size = Number(url.searchParams.get('page[size]') ?? endpoint.pageSize.default);
  if (!(size >= 1 && size <= endpoint.pageSize.max))
    return problem(400, 'invalid', `page[size] must be between 1 and ${endpoint.pageSize.max}.`);
  const filter = url.searchParams.get('filter') ?? '';
  if (path === '/api/campaigns' && !/equals\(messages\.channel,/.test(filter))
    return problem(400, 'invalid', "A channel filter is required to list campaigns: equals(messages.channel,'email').");
  const range = endpoint.field ? rangeOf(filter, endpoint.field) : {};
  const cursor = url.searchParams.get('page[cursor]');
  const after = cursor === null ? undefined : readCursor(cursor);
  const fields = sparse(url.searchParams);
  const found = endpoint.page(world, {
    asOf: world.asOf,
    ...range,
    ...(after ? { after } : {}),
    limit: size + 1,
    wants: (field) => fields === undefined || fields.has(field),
    withSubscriptions: (url.searchParams.get('additional-fields[profile]') ?? '').includes('subscriptions'),
  });
  const page = found.slice(0, size);
  const last = page.at(-1);
  let next: string | null = null;
  if (found.length > size && last) {
    const following = new URL(baseUrl + path + url.search);
    following.searchParams.set('page[cursor]', Buffer.from(`${last.at}:${last.id}`).toString('base64url'));
    next = following.href;
  }
  const given = faults.shorten(path.slice('/api/'.length), page).map(({ text }) => text);
  const data = faults.spoils ? given.map((text) => JSON.stringify(faults.spoil(JSON.parse(text), WRONG))) : given;
  const links = JSON.stringify({ self: url.pathname + url.search, next, prev: null });
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.api+json' },
    body: `{"data":[${data.join(',')}],"links":${links}}`,
    ...(cursor === null ? {} : { listing: `${path}?${filter}` }),
  };
}

/** A filter or sort this endpoint does not know is an error, not passed over. */
function refusedParameter(params: URLSearchParams, { field, operators = [] }: Endpoint): string | undefined {
  for (const [, operator, name] of (params.get('filter') ?? '').matchAll(/([a-z-]+)\(([\w.]+),/g)) {
    if (name === 'messages.channel' && field === 'updated_at') continue;
    if (name !== field || !operators.includes(operator ?? ''))
      return `Invalid filter provided: '${operator}' is not supported on '${name}'.`;
  }
  const sort = params.get('sort');
  if (sort !== null && sort !== field) return `Invalid sort parameter '${sort}'.`;
  return undefined;
}

/** `greater-or-equal(f,t)`, `greater-than(f,t)` (cut to the second by the vendor) and `less-than(f,t)`. */
function rangeOf(filter: string, field: string): { from?: number; to?: number } {
  const edge = (operator: string) => {
    const match = new RegExp(`${operator}\\(${field},([^)]+)\\)`).exec(filter)?.[1];
    return match === undefined ? undefined : Date.parse(match);
  };
  const least = edge('greater-or-equal');
  const above = edge('greater-than');
  const most = edge('less-or-equal');
  const to = edge('less-than') ?? (most === undefined ? undefined : most + 1);
  const from = least ?? (above === undefined ? undefined : Math.floor(above / 1000) * 1000 + 1000);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const readCursor = (text: string) => {
  const [at, id] = Buffer.from(text, 'base64url').toString().split(':');
  return { at: Number(at), id: id ?? '' };
};

/** `fields[event]=a,b`: the attributes that are wanted. */
function sparse(params: URLSearchParams): ReadonlySet<string> | undefined {
  for (const [name, value] of params) if (name.startsWith('fields[')) return new Set(value.split(','));
  return undefined;
}

const problem = (status: number, code: string, detail: string): TwinAnswer =>
  json(status, { errors: [{ id: '0', status, code, title: code, detail, source: {} }] });

const throttled = (seconds: number): TwinAnswer =>
  ({
    ...problem(429, 'throttled', `Request was throttled. Expected available in ${seconds} seconds.`),
    headers: { 'content-type': 'application/vnd.api+json', 'retry-after': String(seconds) },
  }) satisfies TwinAnswer;

export const klaviyoRefusal = (): TwinAnswer => throttled(1);

/** A burst window of a second, a steady one of a minute and for the dearest calls one of a day, in vendor time. */
class Windows {
  readonly #clock: Clock;
  readonly #limits: readonly { readonly calls: number; readonly perMs: number }[];
  readonly #used: { begun: number; calls: number }[];

  constructor(clock: Clock, burst: number, steady: number, daily?: number) {
    this.#clock = clock;
    this.#limits = [
      { calls: burst, perMs: 1000 },
      { calls: steady, perMs: 60_000 },
      ...(daily === undefined ? [] : [{ calls: daily, perMs: 86_400_000 }]),
    ];
    this.#used = this.#limits.map(() => ({ begun: clock.now(), calls: 0 }));
  }

  take(): { refused?: number; headers: Record<string, string> } {
    const now = this.#clock.now();
    for (const [at, { calls, perMs }] of this.#limits.entries()) {
      const used = this.#used[at]!;
      if (now - used.begun >= perMs) Object.assign(used, { begun: now, calls: 0 });
      if (used.calls >= calls) return { refused: Math.ceil((used.begun + perMs - now) / 1000), headers: {} };
    }
    for (const used of this.#used) used.calls++;
    const [burst, steady] = this.#limits;
    return {
      headers: {
        'ratelimit-limit': `${burst!.calls}, ${burst!.calls};w=1, ${steady!.calls};w=60`,
        'ratelimit-remaining': String(steady!.calls - this.#used[1]!.calls),
        'ratelimit-reset': String(Math.max(0, Math.ceil((this.#used[1]!.begun + steady!.perMs - now) / 1000))),
      },
    };
  }
}

export const KLAVIYO_REVISION = REVISION;
