// Records have one order, whatever order a warehouse reads them in: a customer's key is that of the earliest.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

/** A member has one id in every list. */
const member = (list: string) => ({
  ...{ record_key: `mailchimp:main:${list}:1`, source: 'mailchimp', connection: 'main', record_id: '1' },
  created_at: '2026-01-01T00:00:00Z',
});

it.each([[['news', 'old', 'sale']], [['sale', 'old', 'news']], [['old', 'sale', 'news']]])(
  'members of %j are ranked by their lists',
  async (lists) => {
    const rows = await bench.rowsOf('int_customer_components', {
      int_customer_records: lists.map(member),
      int_identity_edges: [],
    });
    const ranks = rows.map(({ record_key, rank }) => [record_key, Number(rank)]).sort();
    expect(ranks).toEqual(['news', 'old', 'sale'].map((list, at) => [member(list).record_key, at + 1]));
  },
);
