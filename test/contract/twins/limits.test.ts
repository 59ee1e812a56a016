// Limits and refusals as the vendors document them, on a clock that the test moves.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTwins, type TwinOptions } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const world = createSyntheticWorld({ size: 'tiny' });

async function given(options: Partial<TwinOptions> = {}) {
  const clock = virtualClock(world.asOf);
  const twins = await startTwins(world, { folder: join(await temporaryFolder(), 'twin'), clock, ...options });
  onTestFinished(() => twins.close());
  const graphql = async (query: string, variables: Record<string, unknown> = {}, token = 'shpat_twin') => {
    const response = await fetch(`${twins.urls.shopify}/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const klaviyo = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${twins.urls.klaviyo}${path}`, {
      headers: { authorization: 'Klaviyo-API-Key pk_twin', revision: '2026-07-15', ...headers },
    });
    const body = JSON.parse(await response.text());
    return { status: response.status, header: (name: string) => response.headers.get(name), body };
  };
  return { clock, graphql, klaviyo, urls: twins.urls };
}

const PAGE =
  'query Page($first: Int!) { orders(first: $first) { nodes { id customer { id } } pageInfo { hasNextPage } } }';

describe('the Shopify twin', () => {
  it('charges what it found, keeps the rest, and says THROTTLED with status 200 when the bucket is empty', async () => {
    const { clock, graphql } = await given({ shopifyPlan: 'standard' });
    const one = await graphql(PAGE, { first: 250 });
    const { requestedQueryCost, actualQueryCost, throttleStatus } = one.body.extensions.cost;
    expect(requestedQueryCost).toBe(2 + 250 * 2);
    expect(actualQueryCost).toBeLessThanOrEqual(requestedQueryCost);
    expect(throttleStatus).toEqual({
      maximumAvailable: 2000,
      currentlyAvailable: 2000 - actualQueryCost,
      restoreRate: 100,
    });
    let answer = one;
    let calls = 1;
    for (; !answer.body.errors; calls++) answer = await graphql(PAGE, { first: 250 });
    expect(calls).toBeLessThan(8);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toBeUndefined();
    expect(answer.body.errors[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } });
    const missing = requestedQueryCost - answer.body.extensions.cost.throttleStatus.currentlyAvailable;
    await clock.sleep((missing / 100) * 1000 - 20);
    expect((await graphql(PAGE, { first: 250 })).body.errors).toBeDefined();
    await clock.sleep(20);
    expect((await graphql(PAGE, { first: 250 })).body.errors).toBeUndefined();
  });

  it('refuses a query that alone costs too much, a field it does not have, and a wrong token', async () => {
    const { graphql } = await given();
    const deep = 'query { orders(first: 250) { nodes { lineItems(first: 50) { nodes { id product { id } } } } } }';
    const costly = await graphql(deep);
    expect(costly.body.errors[0].extensions.code).toBe('MAX_COST_EXCEEDED');
    expect(costly.body.data).toBeUndefined();
    expect((await graphql('{ shop { colour } }')).body.errors[0].message).toMatch(/Field 'colour' doesn't exist/);
    expect((await graphql('{ shop { id } }', {}, 'shpat_other')).status).toBe(401);
  });

  it('gives a token for a client’s credentials and none for others', async () => {
    const { urls } = await given();
    const grant = (client_secret: string) =>
      fetch(`${urls.shopify}/admin/oauth/access_token`, {
        method: 'POST',
        body: JSON.stringify({ client_id: 'twin-client', client_secret, grant_type: 'client_credentials' }),
      });
    expect(await (await grant('twin-secret')).json()).toMatchObject({ access_token: 'shpat_twin', expires_in: 86_399 });
    expect((await grant('guess')).status).toBe(401);
  });

  it('runs five exports at once and no sixth, each as long as its objects take', async () => {
    const { clock, graphql } = await given();
    const run = async () =>
      (
        await graphql(
          'mutation Bulk($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { field message } } }',
          { query: '{ products { edges { node { id } } } }' },
        )
      ).body.data.bulkOperationRunQuery;
    const started: { readonly bulkOperation: { readonly id: string; readonly status: string } }[] = [];
    for (let n = 0; n < 5; n++) started.push(await run());
    expect(started.every((one) => one.bulkOperation.status === 'CREATED')).toBe(true);
    expect(await run()).toMatchObject({
      bulkOperation: null,
      userErrors: [{ message: expect.stringMatching(/already in progress/) }],
    });
    const poll = async () =>
      (
        await graphql('query($id: ID!) { bulkOperation(id: $id) { id status objectCount url } }', {
          id: started[0]!.bulkOperation.id,
        })
      ).body.data.bulkOperation;
    expect((await poll()).status).toBe('RUNNING');
    for (let turn = 0; (await poll()).status === 'RUNNING' && turn < 200; turn++) await clock.sleep(1000);
    expect(await poll()).toMatchObject({ status: 'COMPLETED', objectCount: '20' });
    expect((await run()).bulkOperation).not.toBeNull();
  });
});

describe('the Klaviyo twin', () => {
  it('closes its windows of a second and of a minute, and says when they open', async () => {
    const { clock, klaviyo } = await given();
    const call = () => klaviyo('/api/metrics');
    for (let n = 0; n < 10; n++) expect((await call()).status).toBe(200);
    const refused = await call();
    expect([refused.status, refused.header('retry-after')]).toEqual([429, '1']);
    for (let second = 1; second < 15; second++) {
      await clock.sleep(1000);
      for (let n = 0; n < 10; n++) expect((await call()).status).toBe(200);
    }
    await clock.sleep(1000);
    const minute = await call();
    expect([minute.status, minute.header('retry-after')]).toEqual([429, '45']);
    await clock.sleep(45_000);
    expect((await call()).header('ratelimit-remaining')).toBe('149');
  });

  it('keeps narrower windows for predictive analytics', async () => {
    const { klaviyo } = await given();
    const call = () => klaviyo('/api/profiles?additional-fields[profile]=predictive_analytics');
    for (let n = 0; n < 10; n++) expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(429);
    expect((await klaviyo('/api/profiles')).status).toBe(200);
  });

  it('falls forward from a revision that has ended, unless it is forbidden', async () => {
    const { klaviyo } = await given();
    const old = await klaviyo('/api/metrics', { revision: '2023-02-22' });
    expect([old.status, old.header('revision')]).toEqual([200, '2026-07-15']);
    const forbidden = { revision: '2023-02-22', 'x-klaviyo-revision-fall-forward-opt-out': '1' };
    expect((await klaviyo('/api/metrics', forbidden)).status).toBe(410);
  });

  it.each([
    ['/api/campaigns', /channel filter is required/],
    ['/api/profiles?page[size]=101', /must be between 1 and 100/],
    [
      '/api/profiles?filter=greater-or-equal(updated,2026-01-01T00:00:00Z)',
      /'greater-or-equal' is not supported on 'updated'/,
    ],
    ['/api/events?sort=id', /Invalid sort/],
  ])('refuses %s', async (path, message) => {
    const { klaviyo } = await given();
    const { status, body } = await klaviyo(path);
    expect(status).toBe(400);
    expect(body.errors[0].detail).toMatch(message);
  });

  it('refuses a wrong key', async () => {
    const { klaviyo } = await given();
    expect((await klaviyo('/api/metrics', { authorization: 'Klaviyo-API-Key pk_other' })).status).toBe(401);
  });
});
