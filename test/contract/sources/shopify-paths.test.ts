// Shopify by page and by bulk: the same records, exports that stop, fail or cut lists, and orders with more than a page holds.
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { bulkQuery, RUN_BULK } from '../../../lambdas/extractors/sources/shopify/queries.ts';
import { isListed } from '../../../lambdas/extractors/sources/shopify/stream.ts';
import { streams } from '../../../lambdas/extractors/sources/shopify/streams.ts';
import { collectionOf } from '../../../local/world/records/collection-of.ts';
import type { Order } from '../../../local/world/records/order.ts';
import type { World } from '../../../local/world/world.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage, type Stage } from '../twins/stage.ts';
import { everything, landed, recordsOf } from './landed.ts';

const world = tinyWorld();
const window = { from: new Date(world.start).toISOString(), to: new Date(world.asOf).toISOString() };

async function byPages(stage: Stage, stream: (typeof streams)[number]): Promise<unknown[]> {
  const records: unknown[] = [];
  for (let token: string | undefined; ; ) {
    const page = await stage.session.page(stream, { window, stream: stream.name } as never, token);
    records.push(...page.records);
    if (page.next === undefined) return records;
    token = page.next;
  }
}

async function byBulk(stage: Stage, stream: (typeof streams)[number], skip = 0): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const batch of stage.session.bulk!(stream, { window, stream: stream.name } as never, skip, () => {}))
    records.push(...batch);
  return records;
}

const texts = (records: readonly unknown[]) => records.map((one) => JSON.stringify(one)).sort();

describe('shopify by page and by bulk', () => {
  it('gives the identical record either way, in every stream', async () => {
    const stage = await openStage(world, 'shopify');
    for (const stream of streams) {
      if (stream.kind !== 'bulk') continue;
      const [pages, bulk] = [texts(await byPages(stage, stream)), texts(await byBulk(stage, stream))];
      expect(bulk.length, stream.name).toBeGreaterThan(0);
      expect(bulk, stream.name).toEqual(pages);
    }
  });

  it('goes on inside an export where it stopped', async () => {
    const stage = await openStage(world, 'shopify', { streams: ['orders'] });
    const [key] = await stage.plan();
    let turns = 0;
    for (let manifest: Manifest | undefined; !manifest; turns++) manifest = await stage.extract(key!, () => 0);
    expect(turns).toBeGreaterThan(1);
    const whole = await openStage(world, 'shopify', { streams: ['orders'] });
    const [one, two] = [await stage.extract(key!), (await everything(whole))[0]];
    expect(recordsOf(await landed(stage, [one]))).toEqual(recordsOf(await landed(whole, [two])));
  });

  it('waits for its turn when five exports are running', async () => {
    const stage = await openStage(world, 'shopify');
    const products = streams.filter(isListed).find((one) => one.name === 'products')!;
    const { base_url } = stage.ports.connection.settings as { base_url: string };
    // Another app of the shop; what it started runs until the clock moves.
    for (let n = 0; n < 5; n++)
      await fetch(`${base_url}/admin/api/2026-07/graphql.json`, {
        method: 'POST',
        headers: { 'x-shopify-access-token': 'shpat_twin' },
        body: JSON.stringify({ query: RUN_BULK, variables: { query: bulkQuery(products, undefined) } }),
      });
    expect(await byBulk(stage, products)).toHaveLength(20);
    expect(stage.session.counts.throttled).toBeGreaterThan(0);
  });

  it('drains every connection of a large order and mends lists the export cut', async () => {
    const large = withOrder(world, largeOrder());
    const orders = streams.find((one) => one.name === 'orders')!;
    const stage = await openStage(large, 'shopify', { shopifyPlan: 'standard' });
    const [byPage, bulk] = [await byPages(stage, orders), await byBulk(stage, orders)];
    expect(texts(bulk)).toEqual(texts(byPage));
    const [order] = bulk as {
      lineItems: { nodes: unknown[] };
      transactions: unknown[];
      discountCodes: unknown[];
      refunds: Record<string, { nodes: unknown[] }>[];
    }[];
    expect(order?.lineItems.nodes).toHaveLength(260);
    expect(order?.transactions).toHaveLength(131);
    expect(order?.discountCodes).toHaveLength(120);
    const [refund] = order!.refunds;
    const sizes = ['refundLineItems', 'refundShippingLines', 'orderAdjustments', 'transactions'].map(
      (one) => refund![one]!.nodes.length,
    );
    expect(sizes).toEqual([130, 1, 12, 130]);
  });

  it('fails loudly when a list stays shorter than its count', async () => {
    const large = withOrder(world, largeOrder());
    const orders = streams.find((one) => one.name === 'orders')!;
    const stage = await openStage(large, 'shopify', {
      http: (inner) => async (request) => {
        const response = await inner(request);
        if (!request.body?.includes('query Lists')) return response;
        const text = (await response.text()).replace(
          /"transactionsCount":\{"count":\d+/,
          '"transactionsCount":{"count":132',
        );
        return { ...response, text: async () => text };
      },
    });
    await expect(byBulk(stage, orders)).rejects.toThrow(
      /order gid:\/\/shopify\/Order\/\d+: the vendor counts 132 transactions/,
    );
  });

  it('refuses partial data of an export that failed', async () => {
    const stage = await openStage(world, 'shopify', {
      http: (inner) => async (request) => {
        const response = await inner(request);
        if (!request.body?.includes('query Poll')) return response;
        const operation = {
          status: 'FAILED',
          errorCode: 'INTERNAL_SERVER_ERROR',
          objectCount: '7',
          url: null,
          partialDataUrl: 'http://127.0.0.1:9/partial',
        };
        return { ...response, text: async () => JSON.stringify({ data: { bulkOperation: operation } }) };
      },
    });
    await expect(byBulk(stage, streams.find((one) => one.name === 'orders')!)).rejects.toThrow(
      /ended as FAILED .* partial data is not used/,
    );
  });
});

function withOrder(from: World, order: Order): World {
  const orders = collectionOf<Order>({
    size: 1,
    idOf: () => order.id,
    positionOf: (id) => (id === order.id ? 0 : -1),
    timeOf: () => order.updatedAt,
    render: () => order,
  });
  return { ...from, shop: { ...from.shop, orders, orderOfRefund: () => order.id } };
}

/** An order with more of everything than one page or one export line holds. */
function largeOrder(): Order {
  const [first] = world.shop.orders.page({ asOf: world.asOf, limit: 1 });
  const [line] = first!.lines;
  const lines = Array.from({ length: 260 }, (_, at) => ({
    ...line!,
    id: `${first!.id}${1000 + at}`,
    quantity: 1,
    currentQuantity: 0,
  }));
  const moment = { gateway: 'cash', processedAt: first!.updatedAt, createdAt: first!.updatedAt };
  const refunds = Array.from({ length: 130 }, (_, at) => ({
    ...moment,
    id: `${first!.id}${5000 + at}`,
    kind: 'REFUND' as const,
    status: 'SUCCESS' as const,
    amount: 1,
  }));
  return {
    ...first!,
    lines,
    discounts: Array.from({ length: 120 }, (_, at) => ({
      kind: 'code' as const,
      title: `CODE${at}`,
      valueType: 'fixed' as const,
      value: 1,
    })),
    transactions: [{ ...moment, id: `${first!.id}40`, kind: 'SALE', status: 'SUCCESS', amount: 1000 }, ...refunds],
    refunds: [
      {
        id: `${first!.id}70`,
        createdAt: first!.updatedAt,
        updatedAt: first!.updatedAt,
        lines: lines.slice(0, 130).map((one) => ({
          id: `${one.id}5`,
          lineId: one.id,
          quantity: 1,
          restockType: 'RETURN',
          subtotal: 1,
          tax: 0,
        })),
        shipping: [{ shippingLineId: first!.shipping[0]!.id, subtotal: 1, tax: 0 }],
        adjustments: Array.from({ length: 12 }, (_, at) => ({
          id: `${first!.id}${8000 + at}`,
          reason: 'REFUND_DISCREPANCY',
          amount: 1,
          tax: 0,
        })),
        amount: 143,
        transactionIds: refunds.map((one) => one.id),
      },
    ],
  };
}
