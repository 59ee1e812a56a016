import { expect, it } from 'vitest';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';

it('closes behind the statement that is under way, and refuses what waits', async () => {
  const warehouse = await openDuckdb({ path: ':memory:', migrations: [], pathOf: (key) => key });
  const underWay = warehouse.query(
    'select count(*)::int as n from range(3000000) as a, range(50) as b where (a.range * b.range) % 7 = 1',
  );
  const waiting = warehouse.query('select 1').catch((error: Error) => error.message);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await warehouse.close();
  expect(await underWay).toHaveLength(1);
  expect(await waiting).toBe('the warehouse is closed');
});
