import { describe, expect, it } from 'vitest';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import { withHeldTiles } from '../../../lambdas/publish/held-tiles.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const part = (rows: string[]) => ({ version: 1, tile: 'customers_churn', rows: rows.map((key) => [key]) });
const tile = (more: string[], rows: string[]) => ({
  name: 'customers_churn',
  state: { kind: 'ready', note: [] },
  trust: { as_of: '2026-10-01T00:00:00Z', marts: ['mart_customer_churn'] },
  body: { kind: 'table', rows: rows.map((key) => [key]), more, listed: 3 },
});

describe('tiles of a mart that is held back', () => {
  it('keep the rows that stand beside them: a list is never half of one version and half of another', async () => {
    const store = memoryStore();
    await store.put('published/tiles/churn-1.json', JSON.stringify(tile(['rows_customers_churn_1'], ['a'])));
    await store.put('published/tiles/rows-1.json', JSON.stringify(part(['b', 'c'])));
    const before = {
      tiles: {
        customers_churn: 'published/tiles/churn-1.json',
        rows_customers_churn_1: 'published/tiles/rows-1.json',
      },
    } as unknown as Current;
    const drawn = new Map<string, unknown>([
      ['customers_churn', tile(['rows_customers_churn_1'], ['x'])],
      ['rows_customers_churn_1', part(['y', 'z'])],
    ]);
    const held = [{ mart: 'mart_customer_churn', reason: 'unique failed.' }];
    const documents = await withHeldTiles(drawn, held, before, store);
    expect(documents.get('customers_churn')).toMatchObject({ state: { kind: 'stale' }, body: { rows: [['a']] } });
    expect(documents.get('rows_customers_churn_1')).toEqual(part(['b', 'c']));
  });
});
