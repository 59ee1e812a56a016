// Identity against the truth of a world: do the records of one person make one customer, over all vendors that keep people?
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, beneath } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { type Judged, pairwise } from '../../helpers/pairwise.ts';
import { peopleOf, truthOf } from '../../helpers/world-people.ts';
import { smallWorld } from '../../helpers/worlds.ts';

const AS_OF = '2026-10-01T00:00:00Z';

/** Level → its column, and the least share of right pairs among the linked, and of linked pairs among the right. */
const LEVELS = [
  ['strict', 'customer_key', 0.999, 0.97],
  ['loose', 'loose_customer_key', 0.995, 0.99],
] as const;

describe('identity over the records of a small world', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open(beneath(whole, ['int_customers_resolved']));
    await bench.land(peopleOf(smallWorld()), AS_OF);
    await (await bench.build('truth', AS_OF)).publish();
  });
  afterAll(() => bench.close());

  /** A record that identity lacks is a customer of its own: a vendor that nobody links costs recall. */
  async function judged(column: string): Promise<Judged[]> {
    const rows = await bench.warehouse.query<{ record: string; customer: string }>(
      `select split_part(record_key, ':', 1) || ':' || split_part(record_key, ':', -1) as record, ${column} as customer
       from intermediate.int_customers_resolved`,
    );
    const customers = new Map(rows.map(({ record, customer }) => [record, customer]));
    return [...truthOf(smallWorld())].map(([record, person]) => ({
      ...{ vendor: record.split(':')[0]!, person },
      customer: customers.get(record) ?? record,
    }));
  }

  it.each(LEVELS)('%s: %s is right to the promised precision and recall', async (_, column, precision, recall) => {
    const scores = pairwise(await judged(column));
    console.table(scores);
    expect(scores.all.precision).toBeGreaterThanOrEqual(precision);
    expect(scores.all.recall).toBeGreaterThanOrEqual(recall);
  });
});
