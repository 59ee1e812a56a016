// Whole sources against their twins: both paths, faults, limits of the vendor, large records, and what must not get through.
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CompletenessError } from '../../../lambdas/contracts/errors.ts';
import type { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { bulkQuery, RUN_BULK } from '../../../lambdas/extractors/sources/shopify/queries.ts';
import { streams } from '../../../lambdas/extractors/sources/shopify/streams.ts';
import { collectionOf } from '../../../local/world/collection.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { TRUTH } from '../../../local/world/truth.ts';
import type { Order, World } from '../../../local/world/world.ts';
import { openStage, type Stage } from '../twins/stage.ts';

const world = createSyntheticWorld({ size: 'tiny' });
const window = { from: new Date(world.start).toISOString(), to: new Date(world.asOf).toISOString() };

async function landed({ ports }: Stage, manifests: readonly (Manifest | undefined)[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { key } of manifests.flatMap((one) => one?.parts ?? []))
    lines.push(
      ...gunzipSync((await ports.store.get(key))!.body)
        .toString()
        .trim()
        .split('\n'),
    );
  return lines;
}

async function everything(stage: Stage): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const key of await stage.plan()) manifests.push((await stage.extract(key))!);
  return manifests;
}

/** Advertising and analytics hold nobody's address. */
const NAMELESS = ['ga4', 'google_ads', 'meta_ads'];

const recordsOf = (lines: readonly string[]) => lines.map((line) => line.slice(line.indexOf('"record":'))).sort();

describe.each(sources.map((source) => source.name))('%s against its twin', (name) => {
  /** What a calm reading lands; the storm must land the same. */
  let expected: string[] = [];

  it('lands all there is, proves it, and lets no personal value through', async () => {
    const stage = await openStage(world, name);
    const manifests = await everything(stage);
    expected = recordsOf(await landed(stage, manifests));
    for (const { stream, rows, quarantined, proof, drift } of manifests) {
      expect(quarantined, stream).toBe(0);
      expect(drift, stream).toEqual({});
      if (proof.kind !== 'none') expect([proof.expected, proof.landed], stream).toEqual([rows, rows]);
    }
    const text = (await landed(stage, manifests)).join('\n');
    expect(text.length).toBeGreaterThan(100_000);
    expect(/zqcanary|\+1999|@|100\.64\.|203\.0\.113\.|2001:db8:ca/i.exec(text)?.[0]).toBeUndefined();
    const personal = new Set([...TRUTH.pii_all!(world)].map(({ value }) => value));
    for (const [, value] of text.matchAll(/"((?:[^"\\]|\\.)*)"/g))
      if (personal.has(value)) throw new Error(`${value} got through`);
    if (NAMELESS.includes(name)) return;
    let vaulted = '';
    for await (const { key } of stage.ports.vault.list('tokens/'))
      vaulted += gunzipSync((await stage.ports.vault.get(key))!.body).toString();
    expect(/"kind":"email","value":"zqcanary\.e\.7@example\.net"/i.test(vaulted)).toBe(true);
  });

  // Other seeds, with deaths and missing records, are the business of `npm run chaos`.
  it('lands the same through throttles, errors, resets, cut bodies and repeated pages', async () => {
    const rough = await openStage(world, name, { faults: { rate: 0.15, seed: 1 } });
    const manifests: Manifest[] = [];
    for (const key of await rough.plan()) {
      // What ends an attempt here is what a state machine tries again.
      for (let attempt = 0; ; attempt++) {
        try {
          manifests.push((await rough.extract(key))!);
          break;
        } catch (error) {
          if (attempt === 5) throw error;
        }
      }
    }
    const found = recordsOf(await landed(rough, manifests));
    expect(found.length).toBe(expected.length);
    expect(found).toEqual(expected);
  });

  it('quarantines what is malformed, keeps what is new, and proves both', async () => {
    const stage = await openStage(world, name, { faults: { malformed: 0.03, drift: true } });
    let quarantined = 0;
    for (const manifest of await everything(stage)) {
      quarantined += manifest.quarantined;
      if (manifest.proof.kind !== 'none') expect(manifest.proof.expected).toBe(manifest.rows + manifest.quarantined);
      // GraphQL answers hold what was asked for and nothing else.
      if (name === 'klaviyo')
        expect(manifest.drift).toEqual(manifest.rows > 0 ? { '$.newlyAdded': manifest.rows } : {});
    }
    expect(quarantined).toBeGreaterThan(0);
  });

  it('fails a slice of every provable stream that is under-delivered, with both counts, and leaves no trace of it', async () => {
    for (const { name: stream, proof } of sources.find((one) => one.name === name)!.streams) {
      if (proof === 'none') continue;
      const stage = await openStage(world, name, { streams: [stream], faults: { underDeliver: [stream] } });
      let failures = 0;
      for (const key of await stage.plan())
        await stage.extract(key).catch((error: unknown) => {
          failures++;
          expect(error, stream).toBeInstanceOf(CompletenessError);
          expect(String(error)).toMatch(/the vendor counts \d+ records .*, \d+ arrived/);
        });
      expect(failures, stream).toBe(1);
      expect(await Array.fromAsync(stage.ports.store.list('ops/pending/'))).toHaveLength(
        (await stage.plan()).length - 1,
      );
    }
  });
});

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
      if (stream.root === 'shop' || stream.pagesOnly) continue;
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
    const products = streams.find((one) => one.name === 'products')!;
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
