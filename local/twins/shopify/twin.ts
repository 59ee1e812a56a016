// Shopify's Admin API for one shop: token, cost bucket, GraphQL, exports.
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import { BulkOperations } from './bulk.ts';
import { compile, type Document, GraphqlError, Resolver, type Variables } from './graphql.ts';

import { rootsOf } from './roots.ts';
import { gid } from './wire.ts';

const VERSION = '2026-07';
/** Cost limit of one query. */
const MAX_QUERY_COST = 1000;
/**
 * Points per second by the shop's plan; the bucket holds twenty seconds of them.
 * https://shopify.dev/docs/api/usage/limits
 */
const PLANS = { standard: 100, advanced: 200, plus: 1000, enterprise: 2000 } as const;
const BUCKET_SECONDS = 20;
const TOKEN = 'shpat_twin';
const CLIENT = { client_id: 'twin-client', client_secret: 'twin-secret' };

export const SHOPIFY_SECRET = { access_token: TOKEN };

export function shopifyTwin({ world, clock, faults, folder, baseUrl, shopifyPlan = 'plus' }: TwinContext): Twin {
  const restore = PLANS[shopifyPlan];
  const BUCKET = { maximum: restore * BUCKET_SECONDS, restore };
  let asked = '';
  const roots = rootsOf(world, faults, () => asked);
  const bulk = new BulkOperations(folder, roots, clock);
  const documents = new Map<string, Document>();
  let bucket = { points: BUCKET.maximum, at: clock.now() };

  const throttle = () => {
    const now = clock.now();
    const points = Math.min(BUCKET.maximum, bucket.points + ((now - bucket.at) / 1000) * BUCKET.restore);
    bucket = { points, at: now };
    return {
      maximumAvailable: BUCKET.maximum,
      currentlyAvailable: Math.floor(points),
      restoreRate: BUCKET.restore,
    };
  };

  const mutations = {
    bulkOperationRunQuery: new Resolver(({ query }) => bulk.run(String(query))),
  };

  async function graphql(request: TwinRequest): Promise<TwinAnswer> {
    const { query, variables = {} } = JSON.parse(request.body) as { query: string; variables?: Variables };
    let document = documents.get(query);
    const refuse = (message: string, code?: string, cost?: number) =>
      json(200, {
        errors: [{ message, ...(code ? { extensions: { code } } : {}) }],
        ...(cost === undefined
          ? {}
          : { extensions: { cost: { requestedQueryCost: cost, actualQueryCost: null, throttleStatus: throttle() } } }),
      });
    try {
      asked = query;
      document ??= compile(query);
      documents.set(query, document);
      const cost = document.cost(variables);
      if (cost > MAX_QUERY_COST)
        return refuse(
          `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`,
          'MAX_COST_EXCEEDED',
          cost,
        );
      if (throttle().currentlyAvailable < cost) return refuse('Throttled', 'THROTTLED', cost);
      bucket = { ...bucket, points: bucket.points - cost };
      const data = document.operation === 'mutation' ? await mutate(variables) : read(document, variables);
      const actual = Math.min(cost, document.actualCost(data));
      bucket = { ...bucket, points: Math.min(BUCKET.maximum, bucket.points + cost - actual) };
      const { after, first, ...listed } = variables;
      return {
        ...json(
          200,
          {
            data,
            extensions: { cost: { requestedQueryCost: cost, actualQueryCost: actual, throttleStatus: throttle() } },
          },
          { 'x-shopify-api-version': VERSION },
        ),
        ...(after ? { listing: `${query}\0${JSON.stringify(listed)}` } : {}),
      };
    } catch (error) {
      if (error instanceof GraphqlError) return refuse(error.message, error.code);
      throw error;
    }
  }

  function read(document: Document, variables: Variables): unknown {
    const root = {
      ...roots.query,
      bulkOperation: new Resolver(({ id }) => bulk.show(String(id).split('/').at(-1) ?? '', baseUrl())),
    };
    return document.pick(root, variables);
  }

  async function mutate({ query }: Variables): Promise<unknown> {
    const started = (await mutations.bulkOperationRunQuery.resolve({ query })) as { id: string } | { refused: string };
    return {
      bulkOperationRunQuery:
        'id' in started
          ? { bulkOperation: { id: gid('BulkOperation', started.id), status: 'CREATED' }, userErrors: [] }
          : { bulkOperation: null, userErrors: [{ field: null, message: started.refused }] },
    };
  }

  return (request) => {
    const { pathname } = request.url;
    const file = /^\/bulk\/(\d+)\.jsonl$/.exec(pathname)?.[1];
    if (file !== undefined) {
      const stream = bulk.file(file);
      return stream
        ? { status: 200, headers: { 'content-type': 'application/jsonl' }, body: '', stream }
        : json(404, {});
    }
    if (pathname === '/admin/oauth/access_token') {
      const { client_id, client_secret } = JSON.parse(request.body) as Record<string, string>;
      return client_id === CLIENT.client_id && client_secret === CLIENT.client_secret
        ? json(200, { access_token: TOKEN, scope: 'read_all_orders', expires_in: 86_399 })
        : json(401, { error: 'invalid_client' });
    }
    if (!/^\/admin\/api\/[\w-]+\/graphql\.json$/.test(pathname)) return json(404, { errors: 'Not Found' });
    if (request.headers['x-shopify-access-token'] !== TOKEN)
      return json(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
    return graphql(request);
  };
}

/** Too many parallel requests, rejected before GraphQL is reached. */
export const shopifyRefusal = (): TwinAnswer => json(429, { errors: 'Too Many Requests' }, { 'retry-after': '2.0' });
