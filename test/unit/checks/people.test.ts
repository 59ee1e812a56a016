// Checks on who is who, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

describe('a customer record', () => {
  it('shares no identifier with the record of another customer', async () => {
    const rows = await bench.violations('identity_is_closed', {
      int_identity_edges: [
        ...['r1', 'r2'].map((record_key) => ({ record_key, identifier: 'email:1', confidence: 'high' })),
        ...['r1', 'r3'].map((record_key) => ({ record_key, identifier: 'phone:2', confidence: 'high' })),
        ...['r1', 'r4'].map((record_key) => ({ record_key, identifier: 'address:3', confidence: 'medium' })),
        ...['r1', 'r5'].map((record_key) => ({ record_key, identifier: 'address:4', confidence: 'medium' })),
      ],
      int_customers_resolved: [
        { record_key: 'r1', customer_key: 'c1', loose_customer_key: 'l1' },
        { record_key: 'r2', customer_key: 'c1', loose_customer_key: 'l1' },
        { record_key: 'r3', customer_key: 'c9', loose_customer_key: 'l1' },
        { record_key: 'r4', customer_key: 'c9', loose_customer_key: 'l1' },
        { record_key: 'r5', customer_key: 'c8', loose_customer_key: 'l8' },
      ],
    });
    expect(rows.map(({ key }) => key).sort()).toEqual(['address:4', 'phone:2']);
  });

  it('shows one first name, as nearly all customers do', async () => {
    const account = (connection: string, several_names_count: number, customers_count: number) => ({
      ...{ source: 'shopify', connection, several_names_count, customers_count },
    });
    const rows = await bench.violations('customers_have_one_name', {
      mart_identity_quality: [account('many', 11, 1000), account('few', 10, 1000), account('small', 5, 100)],
    });
    const six = await bench.violations('customers_have_one_name', { mart_identity_quality: [account('six', 6, 100)] });
    expect(six.map(({ key }) => key)).toEqual(['shopify:six']);
    expect(rows).toEqual([
      {
        key: 'shopify:many',
        says: '11 of 1000 customers with a record of shopify:many show several first names; ask npm run -s why for the links of one, and unlink what is wrong.',
      },
    ]);
  });

  it('is there for an order that names it, once customers were read the day after next', async () => {
    const whose = { source: 'shopify', connection: 'main', is_shop: true };
    const orders = (created_at: string, customer_record_key: string | null, connection = 'main') => ({
      ...{
        source: 'shopify',
        order_key: `${created_at.slice(0, 10)}/${customer_record_key}/${connection}`,
        created_at,
        customer_record_key,
        connection,
      },
    });
    const read = (began_at: string) => ({
      ...{ source: 'shopify', connection: 'main', stream: 'customers', slice_id: began_at, began_at },
      window: { from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' },
    });
    const late = { ...read('2026-06-09T05:00:00Z'), stream: 'orders' };
    await bench.noteWindows([read('2026-06-01T05:00:00Z'), read('2026-06-03T05:00:00Z'), late]);
    const rows = await bench.violations('orders_name_known_customers', {
      int_people__shopify: [{ ...whose, record_key: 'known' }],
      int_people__klaviyo: [{ ...whose, source: 'klaviyo', is_shop: false, record_key: 'nobody' }],
      int_orders__shopify: [
        orders('2026-06-01T23:00:00Z', 'nobody'),
        orders('2026-06-02T01:00:00Z', 'nobody'),
        orders('2026-06-01T23:00:00Z', 'known'),
        orders('2026-06-01T23:00:00Z', null),
        orders('2026-06-01T23:00:00Z', 'nobody', 'unread'),
      ],
    });
    expect(rows).toEqual([{ key: '2026-06-01/nobody/main' }]);
  });
});
