// The vendor's file of docs/adding.md beside ours: its orders reach the marts, and each vendor is read for its own changes alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { planModels } from '../../../lambdas/transform/plan-models.ts';
import { Bench, beneathMarts } from '../../golden/harness.ts';
import { randomReadings } from '../../unit/transform/random-shop.ts';
import { ACME_ORDERS } from './acme.ts';
import { EXAMPLES, ownFiles } from './page.ts';

const FILE = 'models/intermediate/orders/int_orders__acme.sql';
const AS_OF = '2026-04-01T00:00:00Z';

const libraryWithAcme = async () =>
  beneathMarts(parseLibrary(new Map([...(await ownFiles()), ...ACME_ORDERS, [FILE, EXAMPLES.get(FILE)!]])));

/** @param email of a customer of the other shop */
const order = (id: number, total: string, email: string, changed = '2026-03-01T10:00:00Z') => ({
  ...{ id, number: `A${id}`, customer: 7, email, paid: '2026-03-01T09:00:00Z', changed },
  ...{ currency: 'EUR', total, status: 'paid' },
});

describe('a vendor with a file of its own', () => {
  let bench: Bench;
  let email: string;
  /** Orders of the mart with the place at which each lies on the disk: one that was written again lies elsewhere. */
  const places = async (source: string) =>
    new Map(
      (
        await bench.warehouse.query<{ order_key: string; place: number }>(
          `select order_key, rowid as place from marts.fct_orders where source = '${source}' order by order_key`,
        )
      ).map(({ order_key, place }) => [order_key, Number(place)] as const),
    );
  const changes = (model: string) =>
    bench.warehouse.query(`select order_key from ${model}__changes order by order_key`);

  beforeAll(async () => {
    bench = await Bench.open(await libraryWithAcme(), [{ source: 'acme', stream: 'orders' }]);
    await bench.land(randomReadings(3, 1)[0]!);
    await (await bench.build('first', AS_OF)).publish();
    const [known] = await bench.warehouse.query<{ token: string }>(
      "select min(token) as token from intermediate.int_contacts_resolved where token like 'email%'",
    );
    email = known!.token;
  });
  afterAll(() => bench.close());

  it('costs a run nothing while nobody connects it', async () => {
    expect(await bench.warehouse.query('select 1 from intermediate.int_orders__acme')).toEqual([]);
    await bench.land({ 'shopify.orders': randomReadings(4, 1)[0]!['shopify.orders']! }, '2026-03-02T10:00:00Z');
    const { waves } = await planModels({ run_id: 'idle', as_of: AS_OF, full_refresh: false }, bench);
    expect(waves.flat()).toContain('int_orders__shopify');
    expect(waves.flat().filter((name) => name.includes('acme'))).toEqual([]);
    await (await bench.warehouse.candidate('idle')).discard();
  });

  it('stands in the marts of its entity', async () => {
    await bench.land(
      { 'acme.orders': [order(1, '10', email), order(2, '20.50', email)] },
      '2026-03-02T12:00:00Z',
      undefined,
      'north',
    );
    await (await bench.build('second', AS_OF)).publish();
    expect(
      await bench.warehouse.query(`select order_key, order_name, connection, order_date::varchar as order_date, currency, is_valid
        from marts.fct_orders where source = 'acme' order by order_key`),
    ).toEqual([
      {
        order_key: 'acme:north:1',
        order_name: 'A1',
        connection: 'north',
        order_date: '2026-03-01',
        currency: 'EUR',
        is_valid: true,
      },
      {
        order_key: 'acme:north:2',
        order_name: 'A2',
        connection: 'north',
        order_date: '2026-03-01',
        currency: 'EUR',
        is_valid: true,
      },
    ]);
    const [buyers] = await bench.warehouse.query<{ theirs: number }>(
      `select count(*) as theirs from marts.fct_orders as orders
         join intermediate.int_contacts_resolved as known on known.customer_key = orders.customer_key
         where orders.source = 'acme' and known.token = '${email}'`,
    );
    expect(Number(buyers?.theirs)).toBe(2);
    expect((await places('shopify')).size).toBeGreaterThan(5);
  });

  it('is read for its own changes, and no row of another vendor is touched', async () => {
    const [ours, theirs] = [await places('shopify'), await places('acme')];
    await bench.land(
      { 'acme.orders': [order(2, '99', email, '2026-03-03T10:00:00Z')] },
      '2026-03-03T12:00:00Z',
      undefined,
      'north',
    );
    await (await bench.build('third', AS_OF)).publish();
    expect(await changes('intermediate.int_orders__acme')).toEqual([{ order_key: 'acme:north:2' }]);
    const [build] = await bench.warehouse.query(
      "select moved_by <> run_id as rested from staging._builds where model = 'int_orders__shopify'",
    );
    expect(build).toEqual({ rested: true });
    expect(await changes('marts.fct_orders')).toEqual([{ order_key: 'acme:north:2' }]);
    expect(await places('shopify')).toEqual(ours);
    const after = await places('acme');
    expect(after.get('acme:north:1')).toBe(theirs.get('acme:north:1'));
    expect(after.get('acme:north:2')).not.toBe(theirs.get('acme:north:2'));
  });

  it('equals a full rebuild', async () => {
    const rows = () => bench.warehouse.query('select * from marts.fct_orders order by order_key');
    const step = await rows();
    await (await bench.build('whole', AS_OF, true)).publish();
    expect(await rows()).toEqual(step);
  });
});
