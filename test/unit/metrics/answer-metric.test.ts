// The function that answers questions about metrics in the cloud: from the warehouse, but only about what is published.
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { snowflakeSpelling } from '../../../lambdas/adapters/snowflake/words.ts';
import { CURRENT_KEY } from '../../../lambdas/contracts/layout.ts';
import { Current } from '../../../lambdas/contracts/pipeline.ts';
import { makeAnswerMetricHandler } from '../../../lambdas/metrics/handler.ts';
import type { BoundStatement } from '../../../lambdas/sql/metrics/question-sql.ts';
import { library } from '../../helpers/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const MART = { key: 'published/marts/x.parquet', rows: 1, sha256: 'x', columns: [] };
const published = (more: Partial<Current> = {}) =>
  Current.parse({
    ...{ version: 'v1', run_id: 'r1', as_of: '2026-10-01T00:00:00Z', published_at: '2026-10-01T01:00:00Z' },
    marts: { fct_sales: MART, fct_orders: MART, dim_customers: MART },
    ...{ tiles: {}, models: {}, degraded: [] },
    ...more,
  });

async function desk(current: Current | undefined = published()) {
  const store = memoryStore();
  const serve = (one: Current) => store.put(CURRENT_KEY, JSON.stringify(one));
  if (current) await serve(current);
  const asked: BoundStatement[] = [];
  let failure: Error | undefined;
  const handler = makeAnswerMetricHandler({
    ...{ store, library, spelling: snowflakeSpelling },
    run: async (statement) => {
      asked.push(statement);
      if (failure) throw failure;
      return /without|is null/.test(statement.sql) && !/value/.test(statement.sql)
        ? []
        : [{ shop: 'a', currency: 'EUR', value: 12.5 }];
    },
  });
  const get = async (address: string) => {
    const [rawPath, rawQueryString = ''] = address.split('?') as [string, string?];
    const context = { getRemainingTimeInMillis: () => 1000 } as Context;
    const { statusCode, body, headers } = await handler({ rawPath, rawQueryString }, context);
    return { statusCode, headers, ...(JSON.parse(body) as { error?: string; rows?: unknown[][]; version?: string }) };
  };
  return { get, asked, serve, fail: (error: Error | undefined) => (failure = error) };
}

const SALES = '/api/metrics/net_sales?by=shop&from=2026-09-01&to=2026-09-30';

describe('a question about a metric', () => {
  it('is answered with the version that it is about', async () => {
    const { get } = await desk();
    expect(await get(SALES)).toMatchObject({ statusCode: 200, version: 'v1', rows: [['a', 'EUR', 12.5]] });
  });

  it('binds the values of a filter, and never pastes them', async () => {
    const { get, asked } = await desk();
    await get(`/api/metrics/net_sales?where=${encodeURIComponent("country=DE' or 1=1 --")}`);
    expect(asked[0]!.values).toContain("DE' or 1=1 --");
    expect(asked[0]!.sql).not.toContain('1=1');
  });

  it('is answered once per version', async () => {
    const { get, asked, serve } = await desk();
    await get(SALES);
    const once = asked.length;
    await get(SALES);
    expect(asked).toHaveLength(once);
    await serve(published({ version: 'v2' }));
    expect(await get(SALES)).toMatchObject({ version: 'v2' });
    expect(asked).toHaveLength(2 * once);
  });

  it('is asked again when it failed', async () => {
    const { get, fail } = await desk();
    fail(new Error('the warehouse is busy'));
    await expect(get(SALES)).rejects.toThrow(/busy/);
    fail(undefined);
    expect(await get(SALES)).toMatchObject({ statusCode: 200 });
  });

  it.each([
    ['a metric that nobody knows', '/api/metrics/net_sale', published(), /net_sales/],
    [
      'a word that nobody knows',
      '/api/metrics/net_sales?group=shop',
      published(),
      /parameters by, from, to, vs and where/,
    ],
    ['an address that is no text', '/api/metrics/%E0%A4%A', published(), /not valid text/],
    [
      'a mart that failed its checks',
      SALES,
      published({ held: { fct_sales: 'ledger_equals_report failed' } }),
      /fct_sales is held back: ledger_equals_report failed/,
    ],
    ['a mart that was never published', SALES, published({ marts: {} }), /version v1 has no fct_sales/],
  ])('is refused about %s, with the reason', async (_, address, current, reason) => {
    const { get, asked } = await desk(current);
    const { statusCode, error } = await get(address);
    expect(statusCode).toBe(400);
    expect(error).toMatch(reason);
    expect(asked).toEqual([]);
  });

  it('is refused while nothing is published', async () => {
    const handler = makeAnswerMetricHandler({
      store: memoryStore(),
      library,
      spelling: snowflakeSpelling,
      run: async () => [],
    });
    const answered = await handler({ rawPath: '/api/metrics/net_sales' }, {
      getRemainingTimeInMillis: () => 1,
    } as Context);
    expect(answered).toMatchObject({ statusCode: 400, body: expect.stringMatching(/nothing is published yet/) });
  });
});
