// Magento's REST API for one shop: signed calls, search criteria, and a last page that repeats for any later page
// number.
import { oauth1Signature } from '../../../lambdas/extractors/engine/rest/auth.ts';
import type { World } from '../../world/world.ts';
import { EMPTY_MAGENTO } from '../empty-stores.ts';
import { Host, page } from '../host.ts';
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import { type Criteria, readCriteria } from './criteria.ts';
import { type Listing, routesOf } from './routes.ts';
import { trimmed } from './wire.ts';

export const MAGENTO_SECRET = {
  consumer_key: 'twinconsumer',
  consumer_secret: 'twinconsumersecret',
  access_token: 'twinaccess',
  access_token_secret: 'twinaccesssecret',
};
const ROUTE = /^\/rest\/(?:default|all)\/V1(\/.*)$/;
/** Every call boots the shop anew. */
const HOST = { workers: 4, takesMs: 400 };

const open = (world: World) => routesOf(world.stores?.magento ?? EMPTY_MAGENTO, world.asOf);

export function magentoTwin({ world, clock, faults, baseUrl }: TwinContext): Twin {
  const host = new Host(clock, HOST);
  const { asOf } = world;
  let opened: ReturnType<typeof open> | undefined;
  const sorted = new WeakMap<object, readonly string[]>();
  const idsOf = ({ collection, id }: Listing): readonly string[] => {
    const known = sorted.get(collection);
    if (known) return known;
    const ids = [...collection.ids(asOf)];
    if (id === 'sku') ids.sort();
    else ids.sort((a, b) => Number(a) - Number(b));
    sorted.set(collection, ids);
    return ids;
  };

  const list = (listing: Listing, { url }: TwinRequest, criteria: Criteria): TwinAnswer => {
    const { collection } = listing;
    const { window, size, current, isByTime } = criteria;
    const total = isByTime ? collection.count({ asOf, ...window }) : idsOf(listing).length;
    // A page number past the end returns the last page again.
    const skip = (Math.min(current, Math.max(1, Math.ceil(total / size))) - 1) * size;
    const records = isByTime
      ? collection.page({ asOf, ...window, skip, limit: size })
      : idsOf(listing)
          .slice(skip, skip + size)
          .map((id) => collection.get(id, asOf)!);
    const fields = url.searchParams.get('fields');
    const isCount = size === 1;
    const given = isCount ? records : faults.shorten(fields === null ? listing.name : listing.keys, records);
    const items = given.map((one) => listing.render(one as never));
    const answer = { items, search_criteria: criteria.echo, total_count: total };
    const kept = trimmed(answer, fields) as { items: Record<string, unknown>[] };
    return {
      ...json(200, { ...kept, items: kept.items.map((one) => faults.spoil(one, { [listing.id]: [one[listing.id]] })) }),
      ...(isCount ? {} : { listing: `${url.pathname}?${without(url.searchParams, 'searchCriteria[currentPage]')}` }),
    };
  };

  return (request) =>
    host.serve(() => {
      const path = ROUTE.exec(request.url.pathname)?.[1];
      if (path === undefined) return page(404, 'Not Found');
      const refused = refusedSignature(request, baseUrl());
      if (refused) return refused;
      opened ??= open(world);
      if (request.method !== 'GET') return problem(404, 'Request does not match any route.');
      if (path === '/store/storeConfigs')
        return json(
          200,
          opened.storeConfigs().map((one) => faults.spoil(one, { id: [one.id] })),
        );
      const listing = opened.list(path);
      if (!listing) return problem(404, 'Request does not match any route.');
      const criteria = readCriteria(request.url.searchParams, listing);
      return typeof criteria === 'string' ? problem(400, criteria) : list(listing, request, criteria);
    });
}

/** One-legged OAuth 1.0a with HMAC-SHA256: four credentials, and a signature over the whole request. */
function refusedSignature({ method, url, headers }: TwinRequest, base: string): TwinAnswer | undefined {
  const { consumer_key, consumer_secret, access_token, access_token_secret } = MAGENTO_SECRET;
  const [kind, list = ''] = (headers.authorization ?? '').split(/ (.*)/s);
  if (kind !== 'OAuth')
    return problem(401, "The consumer isn't authorized to access %resources.", { resources: 'self' });
  const { oauth_signature, ...oauth } = Object.fromEntries(
    [...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, decodeURIComponent(value!)]),
  );
  if (oauth.oauth_consumer_key !== consumer_key || oauth.oauth_token !== access_token)
    return problem(401, 'A consumer having the specified key does not exist');
  if (oauth.oauth_signature_method !== 'HMAC-SHA256') return problem(400, 'Signature method %1 is not supported');
  // Behind a proxy, the signature covers the shop's public address.
  const known = headers['x-forwarded-host'] ? `http://${headers['x-forwarded-host']}` : base;
  const asked = new URL(`${known}${url.pathname}${url.search}`);
  const expected = oauth1Signature(method, asked, oauth, consumer_secret, access_token_secret);
  return oauth_signature === expected ? undefined : problem(401, 'The signature is invalid. Verify and try again.');
}

const without = (params: URLSearchParams, name: string): string => {
  const rest = new URLSearchParams(params);
  rest.delete(name);
  return rest.toString();
};

const problem = (status: number, message: string, parameters?: Readonly<Record<string, string>>): TwinAnswer =>
  json(status, { message, ...(parameters ? { parameters } : {}) });

/** Magento itself never throttles; the server in front of it does. */
export const magentoRefusal = (): TwinAnswer => page(429, 'Too Many Requests', { 'retry-after': '2' });
