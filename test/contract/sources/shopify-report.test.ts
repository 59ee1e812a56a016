// Shopify's sales report: what is asked, how its rows become records, and what its twin refuses; agreements of orders with many.
import { describe, expect, it } from 'vitest';
import { CompletenessError, SourceContractError } from '../../../lambdas/contracts/errors.ts';
import { TooExpensiveError } from '../../../lambdas/extractors/sources/shopify/client.ts';
import {
  AGREEMENT,
  AGREEMENTS_OF,
  addAgreements,
} from '../../../lambdas/extractors/sources/shopify/completion/agreements.ts';
import { daysOf, MEASURES, shopifyql, unwrapReport } from '../../../lambdas/extractors/sources/shopify/report.ts';
import { shopify } from '../../../lambdas/extractors/sources/shopify/source.ts';
import { recordsOfPayload } from '../../../local/sources/read-payload.ts';
import { parseShopifyql } from '../../../local/twins/shopify/shopifyql.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from '../twins/stage.ts';

const WEEK = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-08T00:00:00.000Z' };
const table = (columns: readonly string[], rows: readonly unknown[]) => ({
  shopifyqlQuery: { parseErrors: [], tableData: { columns: columns.map((name) => ({ name })), rows } },
});

describe('the question', () => {
  it('is for whole days, both ends included', () => {
    expect(shopifyql(['orders', 'taxes'], WEEK)).toBe(
      'FROM sales SHOW orders, taxes TIMESERIES day SINCE 2026-01-01 UNTIL 2026-01-07 ORDER BY day',
    );
  });

  it('is one the twin understands', () => {
    const known = new Set<string>(MEASURES);
    expect(parseShopifyql(shopifyql(MEASURES, WEEK), known)).toEqual({
      metrics: MEASURES,
      since: '2026-01-01',
      until: '2026-01-07',
      descending: false,
    });
  });

  it.each([
    ['FROM orders SHOW orders TIMESERIES day SINCE 2026-01-01 UNTIL 2026-01-07', "Unknown table: 'orders'"],
    ['FROM sales SHOW returns TIMESERIES day SINCE 2026-01-01 UNTIL 2026-01-07', "Unknown column: 'returns'"],
    [
      'FROM sales SHOW orders TIMESERIES month SINCE 2026-01-01 UNTIL 2026-01-07',
      "Unsupported time dimension: 'month'",
    ],
    ['FROM sales SHOW orders TIMESERIES day SINCE 2026-02-30x UNTIL 2026-03-07', "Invalid date: '2026-02-30x'"],
    ['FROM sales SHOW orders TIMESERIES day SINCE 2026-01-07 UNTIL 2026-01-01', 'UNTIL 2026-01-01 is before'],
    ['FROM sales SHOW orders TIMESERIES day SINCE 2026-01-01 UNTIL 2026-01-07 LIMIT 3', 'Unsupported keyword: LIMIT'],
    ['FROM sales SHOW orders TIMESERIES day SINCE 2026-01-01 UNTIL 2026-01-07 ORDER BY taxes', "ORDER BY: 'taxes'"],
  ])('is refused by the twin when it is %s', (text, why) => {
    expect(parseShopifyql(text, new Set(MEASURES))).toEqual({ errors: [expect.stringContaining(why)] });
  });
});

describe('the answer', () => {
  const day = { day: '2026-01-01', taxes: '1.50' };

  it('is read by the names of its columns, in whatever order and form its rows come', () => {
    expect(daysOf(table(['taxes', 'day'], [day]), ['taxes'])).toEqual([day]);
    expect(daysOf(table(['taxes', 'day'], [['1.50', '2026-01-01']]), ['taxes'])).toEqual([day]);
  });

  it('may hold no row, and then names no column', () => {
    expect(daysOf(table([], []), ['taxes'])).toEqual([]);
  });

  it('fails in the words of the vendor when the question was not understood', () => {
    const refused = { shopifyqlQuery: { parseErrors: ["Unknown column: 'tax'"], tableData: null } };
    expect(() => daysOf(refused, ['tax'])).toThrow(SourceContractError);
    expect(() => daysOf(refused, ['tax'])).toThrow(/refused: Unknown column: 'tax'/);
  });

  it('fails when a column is missing, or the table', () => {
    expect(() => daysOf(table(['day'], [{ day: '2026-01-01' }]), ['taxes'])).toThrow(/lacks taxes \(saw: day\)/);
    expect(() => daysOf({ shopifyqlQuery: null }, ['taxes'])).toThrow(/holds no table/);
  });

  it('is found in a whole response', () => {
    const stream = shopify.streams.find(({ name }) => name === 'sales_reports')!;
    const response = { data: table(['day', 'taxes'], [day, { ...day, day: '2026-01-02' }]), extensions: {} };
    expect(recordsOfPayload(JSON.stringify(response), stream)).toHaveLength(2);
    expect(unwrapReport({ data: { shop: {} } })).toBeUndefined();
  });

  it('of the twin holds every day that was asked for', async () => {
    const stage = await openStage(tinyWorld(), 'shopify');
    const stream = shopify.streams.find(({ name }) => name === 'sales_reports')!;
    const { records, next } = await stage.session.page(stream, { window: WEEK } as never, undefined);
    expect(records.map((record) => (record as { day: string }).day)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((n) => `2026-01-0${n}`),
    );
    expect(next).toBeUndefined();
    expect(await stage.session.count(stream, WEEK)).toBe(7);
  });
});

describe('a shop that did not grant reports', () => {
  it('is told which permission is missing and for what', async () => {
    const world = tinyWorld();
    const stage = await openStage(world, 'shopify', { streams: ['sales_reports'] });
    Object.assign(stage.session, { granted: async () => ['read_orders'] });
    const [key] = await stage.plan();
    await expect(stage.extract(key!)).rejects.toThrow(/read_reports.*the shop's own sales report/);
  });
});

describe('agreements', () => {
  const order = (id: number, more: object = {}) => ({
    id: `gid://shopify/Order/${id}`,
    edited: true,
    returnStatus: 'NO_RETURN',
    ...more,
  });
  const agreed = (sales: number, hasMore = false) => ({
    reason: 'ORDER',
    sales: { nodes: Array.from({ length: sales }, (_, at) => ({ id: at })), pageInfo: { hasNextPage: hasMore } },
  });
  const listed = (id: unknown, nodes: readonly unknown[], endCursor?: string) => ({
    id,
    agreements: { nodes, pageInfo: { hasNextPage: endCursor !== undefined, endCursor } },
  });
  const idsOf = (variables: Record<string, unknown>) => variables.ids as readonly string[];

  it('are asked for only where something may have joined', async () => {
    const orders = [order(1, { edited: false }), order(2), order(3, { edited: false, returnStatus: 'RETURNED' })];
    const asked: string[] = [];
    await addAgreements(orders, {
      query: async (_document, variables) => {
        asked.push(...idsOf(variables));
        return { nodes: idsOf(variables).map((id) => listed(id, [agreed(1)])) };
      },
    });
    expect(asked).toEqual([orders[1]!.id, orders[2]!.id]);
    expect(orders.map((one) => 'agreements' in one && one.agreements)).toEqual([
      null,
      { nodes: [{ reason: 'ORDER', sales: { nodes: [{ id: 0 }] } }] },
      { nodes: [{ reason: 'ORDER', sales: { nodes: [{ id: 0 }] } }] },
    ]);
  });

  it('of an order with many are read one by one', async () => {
    const orders = [order(1)];
    const afters: unknown[] = [];
    await addAgreements(orders, {
      query: async (document, variables) => {
        if (document === AGREEMENTS_OF) return { nodes: [listed(orders[0]!.id, [agreed(8, true)])] };
        expect(document).toBe(AGREEMENT);
        afters.push(variables.after);
        // The vendor answers with the page before, once.
        const isFirst = afters.length < 3;
        const one = { ...agreed(20), id: `gid://shopify/SalesAgreement/${isFirst ? 1 : 2}` };
        return { node: listed(variables.id, [one], isFirst ? 'next' : undefined) };
      },
    });
    expect(afters).toEqual([null, 'next', 'next']);
    const { agreements } = orders[0] as unknown as { agreements: { nodes: { sales: { nodes: unknown[] } }[] } };
    expect(agreements.nodes.map(({ sales }) => sales.nodes.length)).toEqual([20, 20]);
  });

  it('are asked for in halves when that many cost too much', async () => {
    const orders = [1, 2, 3, 4].map((id) => order(id));
    const sizes: number[] = [];
    await addAgreements(orders, {
      query: async (_document, variables) => {
        const ids = idsOf(variables);
        sizes.push(ids.length);
        if (ids.length > 2) throw new TooExpensiveError('Query cost is 1200');
        return { nodes: ids.map((id) => listed(id, [agreed(1)])) };
      },
    });
    expect(sizes).toEqual([4, 2, 2]);
  });

  it('that do not come fail the slice', async () => {
    const client = { query: async () => ({ nodes: [null] }) };
    await expect(addAgreements([order(1)], client)).rejects.toThrow(CompletenessError);
    await expect(addAgreements([order(1)], client)).rejects.toThrow(/of 1 orders were requested, those of 0 arrived/);
  });
});
