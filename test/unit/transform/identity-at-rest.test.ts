// The graph of identity is computed again when people or decisions changed, and rests while the shop sells to people it knows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../../lambdas/transform/build-model.ts';
import { planModels } from '../../../lambdas/transform/plan-models.ts';
import { Bench, beneath } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';

const GRAPH = ['int_identity_values', 'int_identity_edges', 'int_customer_components', 'int_customers_resolved'];
const READERS = ['dim_customer_records', 'int_contacts_resolved'];

const order = (id: number, email: string) => ({
  ...{ id: `gid://shopify/Order/${id}`, name: `#${id}`, customer: { id: 'gid://shopify/Customer/1' }, email },
  ...{ createdAt: '2026-02-01T00:00:00Z', processedAt: '2026-02-01T00:00:00Z', updatedAt: '2026-02-01T00:00:00Z' },
  ...{ currencyCode: 'USD', test: false, lineItems: { nodes: [] } },
});
const customer = (id: number, updatedAt: string) => ({
  ...{ id: `gid://shopify/Customer/${id}`, createdAt: '2026-01-01T00:00:00Z', updatedAt, state: 'ENABLED' },
  defaultEmailAddress: { emailAddress: 'email_1_ADA', marketingState: 'SUBSCRIBED' },
});

describe('the graph of identity', () => {
  let bench: Bench;
  let runs = 0;

  /** The models that were built, each later than the run before. */
  async function built(given: Readonly<Record<string, readonly unknown[]>>): Promise<string[]> {
    runs++;
    await bench.land(given, `2026-03-0${runs}T00:00:00Z`);
    const ref = { run_id: `run-${runs}`, as_of: `2026-03-0${runs + 1}T00:00:00Z`, full_refresh: false };
    const done: string[] = [];
    for (const model of (await planModels(ref, bench)).waves.flat())
      if ((await buildModel({ ...ref, model }, bench)).materialized !== 'unchanged') done.push(model);
    await (await bench.warehouse.candidate(ref.run_id)).publish();
    return done;
  }

  beforeAll(async () => {
    bench = await Bench.open(beneath(whole, [...GRAPH, ...READERS]));
    await built({
      'shopify.customers': [customer(1, '2026-01-01T00:00:00Z')],
      'shopify.orders': [order(1, 'email_1_ADA')],
    });
  });
  afterAll(() => bench.close());

  it('rests while known people order, whatever the time', async () => {
    const done = await built({ 'shopify.orders': [order(2, 'email_1_ADA')] });
    expect(done).toContain('int_customer_records');
    expect(done.filter((name) => [...GRAPH, ...READERS].includes(name))).toEqual([]);
  });

  it('is computed again for a new record', async () => {
    expect(await built({ 'shopify.customers': [customer(2, '2026-03-02T00:00:00Z')] })).toEqual(
      expect.arrayContaining([...GRAPH, ...READERS]),
    );
  });

  it('is computed again for a record that says something else, as far as that changes it', async () => {
    const done = await built({ 'shopify.customers': [customer(1, '2026-03-03T00:00:00Z')] });
    expect(done).toEqual(expect.arrayContaining(['int_identity_edges', 'int_customer_components']));
    expect(done).not.toContain('int_customers_resolved');
    const [customers] = await bench.warehouse.query(
      'select count(distinct customer_key) as n from marts.dim_customer_records',
    );
    expect(Number(customers!.n)).toBe(1);
  });
});
