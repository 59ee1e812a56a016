// WooCommerce's REST API (wc/v3) for one shop: keys, numbered pages with their total in headers, a host that answers in
// HTML.
import type { WooStore } from '../../world/records/stores.ts';
import type { World } from '../../world/world.ts';
import { EMPTY_WOO } from '../empty-stores.ts';
import type { Faults } from '../faults.ts';
import { Host, page } from '../host.ts';
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import { type Listing, routesOf } from './routes.ts';
import { SalesReport } from './sales.ts';
import { type Fields, SITE, SiteTime } from './wire.ts';

const KEY = 'ck_twin';
const SECRET = 'cs_twin';
const MOST = 100;
/** Capacity of a small host. */
const HOST = { workers: 4, takesMs: 250 };

const SALES = '/wp-json/wc/v3/reports/sales';
const COMMON = ['page', 'per_page', 'order', 'orderby', '_fields', 'context', 'search', 'exclude', 'include', 'offset'];

/** The shop's data for its twin, built on the first request. */
function open(world: World, faults: Faults) {
  const store = world.stores?.woocommerce ?? EMPTY_WOO;
  const time = new SiteTime(store.timeZone);
  return { store, time, routes: routesOf(store, world.asOf, time), sales: new SalesReport(store, world.asOf, faults) };
}

export function woocommerceTwin({ world, clock, faults, baseUrl }: TwinContext): Twin {
  const host = new Host(clock, HOST);
  const { asOf } = world;
  let opened: ReturnType<typeof open> | undefined;
  const sorted = new WeakMap<object, readonly string[]>();
  const idsOf = (collection: Listing['collection']): readonly string[] => {
    const ids = sorted.get(collection) ?? collection.ids(asOf).toSorted((a, b) => Number(a) - Number(b));
    sorted.set(collection, ids);
    return ids;
  };

  const list = (listing: Listing, params: URLSearchParams, path: string, time: SiteTime): TwinAnswer => {
    const wrong = refusedParameter(params, listing);
    if (wrong !== undefined) return problem(400, 'rest_invalid_param', `Invalid parameter(s): ${wrong}`);
    const { collection, name } = listing;
    const size = Number(params.get('per_page') ?? 10);
    const number = Number(params.get('page') ?? 1);
    const fields = params.get('_fields')?.split(',');
    const onlyIds = fields?.join() === 'id';
    const window = windowOf(params, listing, time);
    const skip = (number - 1) * size;
    const isById = params.get('orderby') === 'id';
    const total = isById ? idsOf(collection).length : collection.count({ asOf, ...window });
    const rendered = (id: string) => (onlyIds ? { id: Number(id) } : listing.render(collection.get(id, asOf) as never));
    const found = isById
      ? idsOf(collection)
          .slice(skip, skip + size)
          .map(rendered)
      : collection.page({ asOf, ...window, skip, limit: size }).map((one) => listing.render(one as never));
    // A request for the count only.
    const given = size === 1 ? found : faults.shorten(onlyIds ? `${name.replace(/s$/, '')}_keys` : name, found);
    const picked = given.map((one) => pick(one, fields)).map((one) => faults.spoil(one, { id: [one.id] }));
    const last = Math.ceil(total / size);
    return {
      ...json(200, picked, {
        'x-wp-total': String(total),
        'x-wp-totalpages': String(last),
        ...linkHeader(new URL(`${baseUrl()}${path}?${params}`), number, last),
      }),
      ...(size === 1 ? {} : { listing: `${path}?${without(params, 'page')}` }),
    };
  };

  return (request) =>
    host.serve(() => {
      const { pathname, searchParams } = request.url;
      if (!pathname.startsWith('/wp-json')) return page(404, 'Page not found');
      opened ??= open(world, faults);
      const path = pathname.replace(/\/$/, '');
      // The site's own description is public.
      if (path === '/wp-json') {
        const index = pick(indexOf(opened.store), searchParams.get('_fields')?.split(','));
        return json(200, faults.spoil(index, { name: 17 }));
      }
      if (request.method === 'GET' && path === SALES)
        return refusedKey(request) ?? salesAnswer(opened.sales, searchParams);
      const listing = request.method === 'GET' ? opened.routes(path, searchParams) : undefined;
      if (!listing) return problem(404, 'rest_no_route', 'No route was found matching the URL and request method.');
      return refusedKey(request) ?? list(listing, searchParams, path, opened.time);
    });
}

/** The report is asked for by its days only. */
function salesAnswer(sales: SalesReport, params: URLSearchParams): TwinAnswer {
  const days = ['date_min', 'date_max'].map((name) => [name, params.get(name) ?? ''] as const);
  const [wrong] = [
    ...[...params.keys()].filter((name) => !days.some(([known]) => known === name)),
    ...days
      .filter(([, date]) => !/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
      .map(([name]) => name),
  ];
  if (wrong !== undefined) return problem(400, 'rest_invalid_param', `Invalid parameter(s): ${wrong}`);
  const [[, min], [, max]] = days as [(typeof days)[number], (typeof days)[number]];
  return json(200, sales.answer(min, max));
}

/** Links to the previous and the next page. */
function linkHeader(url: URL, number: number, last: number): Readonly<Record<string, string>> {
  const to = (other: number, rel: string) => {
    const following = new URL(url);
    following.searchParams.set('page', String(other));
    return `<${following.href}>; rel="${rel}"`;
  };
  const links = [...(number > 1 ? [to(number - 1, 'prev')] : []), ...(number < last ? [to(number + 1, 'next')] : [])];
  return links.length > 0 ? { link: links.join(', ') } : {};
}

const indexOf = ({ name, timeZone }: WooStore): Fields => ({
  name,
  description: 'Everything for everyone',
  url: SITE,
  home: SITE,
  gmt_offset: '1',
  timezone_string: timeZone,
  namespaces: ['wp/v2', 'wc/v3'],
  routes: {},
});

const pick = (record: Fields, fields: readonly string[] | undefined): Fields =>
  fields ? Object.fromEntries(Object.entries(record).filter(([name]) => fields.includes(name))) : record;

/** Half-open, over the filter times: the vendor's own edges are exclusive and have whole seconds. */
function windowOf(params: URLSearchParams, { modified, created }: Listing, time: SiteTime) {
  const prefix = modified ? 'modified_' : created ? '' : undefined;
  if (prefix === undefined) return {};
  const areGmt = params.get('dates_are_gmt') === 'true';
  const [after, before] = [params.get(`${prefix}after`), params.get(`${prefix}before`)];
  return {
    ...(after === null ? {} : { from: time.instantOf(after, areGmt) + 1000 }),
    ...(before === null ? {} : { to: time.instantOf(before, areGmt) }),
  };
}

/** WordPress ignores unknown parameters; here a mistake must show. */
function refusedParameter(
  params: URLSearchParams,
  { modified, created, orders, takes = {} }: Listing,
): string | undefined {
  const dates = modified
    ? ['modified_after', 'modified_before', 'dates_are_gmt']
    : created
      ? ['after', 'before', 'dates_are_gmt']
      : [];
  for (const [name, value] of params) {
    const values = name === 'orderby' ? orders : name === 'order' ? ['asc'] : takes[name];
    if (values ? !values.includes(value) : !COMMON.includes(name) && !dates.includes(name)) return name;
    const number = Number(value);
    if (name === 'per_page' && !(number >= 1 && number <= MOST)) return name;
    if (name === 'page' && !(number >= 1)) return name;
  }
  return undefined;
}

function refusedKey({ headers }: TwinRequest): TwinAnswer | undefined {
  const [kind, code = ''] = (headers.authorization ?? '').split(' ');
  if (kind !== 'Basic') return problem(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
  const [key, secret] = Buffer.from(code, 'base64').toString().split(':');
  if (key !== KEY) return problem(401, 'woocommerce_rest_authentication_error', 'Consumer key is invalid.');
  if (secret !== SECRET) return problem(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.');
  return undefined;
}

const without = (params: URLSearchParams, name: string): string => {
  const rest = new URLSearchParams(params);
  rest.delete(name);
  return rest.toString();
};

const problem = (status: number, code: string, message: string): TwinAnswer =>
  json(status, { code, message, data: { status } });

/** The firewall in front of the shop throttles; WooCommerce itself never does. */
export const woocommerceRefusal = (): TwinAnswer => page(429, 'Too Many Requests', { 'retry-after': '2' });

export const WOOCOMMERCE_SECRET = { consumer_key: KEY, consumer_secret: SECRET };
