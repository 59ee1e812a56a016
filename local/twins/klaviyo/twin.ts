// Klaviyo’s JSON:API for one account: key, revision, cursors, a burst and a steady window per endpoint.
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import type { Twin, TwinAnswer, TwinContext, TwinRequest } from '../kit.ts';
import { ENDPOINTS, type Endpoint } from './endpoints.ts';
import { rangeOf, readCursor, refusedParameter, sparse } from './query.ts';
import { problem, throttled } from './refusals.ts';
import { REPORTS, reportAnswer } from './reports.ts';
import { Windows } from './windows.ts';

const KEY = 'pk_twin';
export const KLAVIYO_SECRET = { api_key: KEY };
const REVISION = '2026-07-15';

/** An unknown kind of resource. */
const WRONG = { type: 'mystery' };

export function klaviyoTwin({ world, clock, faults, baseUrl }: TwinContext): Twin {
  const limits = new Map(
    Object.entries(ENDPOINTS).map(([path, { burst, steady }]) => [path, new Windows(clock, burst, steady)]),
  );
  // Predictive analytics have separate, far narrower windows.
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
    // A retired revision is silently answered by the newest one, unless the caller forbids it.
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
    // A page with fewer fields is a page of another listing.
    ...(cursor === null ? {} : { listing: `${path}?${filter}&${[...(fields ?? [])].join()}` }),
  };
}
