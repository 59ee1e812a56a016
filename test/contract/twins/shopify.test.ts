// Shopify as it documents itself: what a query costs, what is refused, how many exports run at once.
import { describe, expect, it } from 'vitest';
import type { TwinOptions } from '../../../local/twins/server.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const world = tinyWorld();

const PAGE =
  'query Page($first: Int!) { orders(first: $first) { nodes { id customer { id } } pageInfo { hasNextPage } } }';

/** Calls the twin as the app that was let in. */
async function asked(options: Partial<TwinOptions> = {}) {
  const { ask, clock } = await openAccount(world, 'shopify', options);
  const graphql = async (query: string, variables: Record<string, unknown> = {}, token = 'shpat_twin') => {
    const { status, body } = await ask('/admin/api/2026-07/graphql.json', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
      body: JSON.stringify({ query, variables }),
    });
    return { status, body: body() };
  };
  return { ask, clock, graphql };
}

describe('the Shopify twin', () => {
  it('charges what it found, keeps the rest, and says THROTTLED with status 200 when the bucket is empty', async () => {
    const { clock, graphql } = await asked({ shopifyPlan: 'standard' });
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
    const { graphql } = await asked();
    const deep = 'query { orders(first: 250) { nodes { lineItems(first: 50) { nodes { id product { id } } } } } }';
    const costly = await graphql(deep);
    expect(costly.body.errors[0].extensions.code).toBe('MAX_COST_EXCEEDED');
    expect(costly.body.data).toBeUndefined();
    expect((await graphql('{ shop { colour } }')).body.errors[0].message).toMatch(/Field 'colour' doesn't exist/);
    expect((await graphql('{ shop { id } }', {}, 'shpat_other')).status).toBe(401);
  });

  it('gives a token for a client’s credentials and none for others', async () => {
    const { ask } = await asked();
    const grant = (client_secret: string) =>
      ask('/admin/oauth/access_token', {
        method: 'POST',
        body: JSON.stringify({ client_id: 'twin-client', client_secret, grant_type: 'client_credentials' }),
      });
    expect((await grant('twin-secret')).body()).toMatchObject({ access_token: 'shpat_twin', expires_in: 86_399 });
    expect((await grant('guess')).status).toBe(401);
  });

  it('runs five exports at once and no sixth, each as long as its objects take', async () => {
    const { clock, graphql } = await asked();
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
