// Load and build a large shop: 1M orders with 3M lines, then one per cent more. Run: npm run bench, or this file alone with a
// number of orders. Budgets: 60 s for load and full build, an increment in a tenth of that.
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { openDuckdb } from '../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../lambdas/adapters/sql/read-migrations.ts';
import type { LandedFile } from '../lambdas/contracts/manifest.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import { buildModel } from '../lambdas/transform/build-model.ts';
import { planModels } from '../lambdas/transform/plan-models.ts';

const AS_OF = '2026-10-01T00:00:00Z';
const PRODUCTS = 500;
const PART_ROWS = 50_000;
const DAY = 86_400_000;

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const money = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2), currencyCode: 'EUR' } });
const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const price = (product: number) => 500 + ((product * 977) % 9000);

function order(id: number, orders: number): unknown {
  const at = Date.parse(AS_OF) - DAY * (1 + 700 * (1 - id / (orders * 1.01)));
  const lines = [0, 1, 2].map((line) => {
    const product = (id * 7 + line * 131) % PRODUCTS;
    const cents = price(product);
    return {
      id: gid('LineItem', id * 10 + line),
      sku: `SKU-${product}`,
      title: `Product ${product}`,
      quantity: 1 + ((id + line) % 3),
      currentQuantity: 1 + ((id + line) % 3),
      isGiftCard: false,
      product: { id: gid('Product', product + 1) },
      variant: { id: gid('ProductVariant', product + 1) },
      originalUnitPriceSet: money(cents),
      discountAllocations: id % 5 === 0 ? [{ allocatedAmountSet: money(100) }] : [],
      taxLines: [{ title: 'VAT', rate: 0.2, priceSet: money(Math.round(cents * 0.2)) }],
    };
  });
  return {
    id: gid('Order', id),
    name: `#${id}`,
    customer: { id: gid('Customer', 1 + (id % Math.ceil(orders / 4))) },
    createdAt: iso(at),
    processedAt: iso(at),
    updatedAt: iso(at + 60_000),
    cancelledAt: null,
    test: false,
    currencyCode: 'EUR',
    taxesIncluded: false,
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'FULFILLED',
    totalPriceSet: money(0),
    totalTipReceivedSet: money(0),
    lineItems: { nodes: lines },
    shippingLines: {
      nodes: [
        {
          id: gid('ShippingLine', id),
          title: 'Standard',
          isRemoved: false,
          discountedPriceSet: money(500),
          taxLines: [],
        },
      ],
    },
    transactions: [
      {
        id: gid('OrderTransaction', id),
        kind: 'SALE',
        status: 'SUCCESS',
        gateway: 'card',
        createdAt: iso(at),
        processedAt: iso(at),
        amountSet: money(0),
      },
    ],
    refunds: [],
  };
}

const customer = (id: number) => ({
  id: gid('Customer', id),
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
  state: 'ENABLED',
  locale: 'en',
  tags: [],
  defaultEmailAddress: { emailAddress: `email_1_${id}`, marketingState: 'SUBSCRIBED' },
  metafields: { nodes: [] },
});
const product = (id: number) => ({
  id: gid('Product', id),
  title: `Product ${id}`,
  productType: 'Things',
  vendor: 'Us',
  status: 'ACTIVE',
  tags: [],
  isGiftCard: false,
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
});
const variant = (id: number) => ({
  id: gid('ProductVariant', id),
  title: 'Default',
  sku: `SKU-${id - 1}`,
  price: (price(id - 1) / 100).toFixed(2),
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
  product: { id: gid('Product', id) },
  inventoryItem: { id: gid('InventoryItem', id) },
});
const shop = () => ({
  id: gid('Shop', 1),
  name: 'Bench',
  myshopifyDomain: 'bench.myshopify.com',
  ianaTimezone: 'Europe/Berlin',
  currencyCode: 'EUR',
  taxesIncluded: false,
  createdAt: '2024-10-01T00:00:00Z',
  updatedAt: '2024-10-01T00:00:00Z',
});

export interface TransformFigures {
  readonly orders: number;
  readonly loadSeconds: number;
  readonly fullSeconds: number;
  /** Load and build of one per cent more orders. */
  readonly incrementSeconds: number;
  readonly incrementShare: number;
  readonly peakMb: number;
}

export async function benchTransform(orders = 1_000_000): Promise<TransformFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'retailpulse-transform-'));
  const sql = resolve(import.meta.dirname, '../sql');
  const warehouse = await openDuckdb({
    path: join(folder, 'warehouse.duckdb'),
    migrations: readMigrations(join(sql, 'migrations')),
    pathOf: (key) => join(folder, key),
    temporary: join(folder, 'tmp'),
  });
  const library = await readSqlFolder(sql);
  const rawTables = sources.flatMap(({ name, streams }) =>
    streams.map((stream) => ({ source: name, stream: stream.name })),
  );
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  const timed = async (task: () => Promise<unknown>) => {
    const begun = performance.now();
    await task();
    return (performance.now() - begun) / 1000;
  };
  const build = (run: string) => async () => {
    const ref = { run_id: run, as_of: AS_OF, full_refresh: false };
    const { waves } = await planModels(ref, { warehouse, library });
    for (const model of waves.flat()) await buildModel({ ...ref, model }, { warehouse, library });
    await (await warehouse.candidate(run)).publish();
  };
  try {
    await warehouse.migrate(rawTables);
    const first = [
      await land(folder, 'shop', 'first', 1, 1, shop),
      await land(folder, 'products', 'first', 1, PRODUCTS, product),
      await land(folder, 'product_variants', 'first', 1, PRODUCTS, variant),
      await land(folder, 'customers', 'first', 1, Math.ceil(orders / 4), customer),
      await land(folder, 'orders', 'first', 1, orders, (id) => order(id, orders)),
    ].flat();
    const loadSeconds = await timed(() => warehouse.loadFiles(first));
    const fullSeconds = await timed(build('r1'));
    const more = await land(folder, 'orders', 'more', orders + 1, Math.ceil(orders / 100), (id) => order(id, orders));
    const incrementSeconds = (await timed(() => warehouse.loadFiles(more))) + (await timed(build('r2')));
    const round = (value: number) => Number(value.toFixed(2));
    return {
      orders,
      loadSeconds: round(loadSeconds),
      fullSeconds: round(fullSeconds),
      incrementSeconds: round(incrementSeconds),
      incrementShare: round(incrementSeconds / (loadSeconds + fullSeconds)),
      peakMb: Math.round(peak / 1e6),
    };
  } finally {
    clearInterval(watch);
    await warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes records as landing parts of one stream. */
async function land(
  folder: string,
  stream: string,
  slice: string,
  from: number,
  count: number,
  make: (id: number) => unknown,
): Promise<LandedFile[]> {
  const ref = { source: 'shopify', connection: 'main', stream };
  const files: LandedFile[] = [];
  for (let at = 0; at < count; at += PART_ROWS) {
    const rows = Math.min(PART_ROWS, count - at);
    const key = `landing/shopify/main/${stream}/${slice}-${files.length}.ndjson.gz`;
    const path = join(folder, key);
    mkdirSync(dirname(path), { recursive: true });
    const envelope = `{"_source":"shopify","_connection":"main","_stream":"${stream}","_run_id":"r","_slice_id":"${stream}-${slice}","_extracted_at":"${AS_OF}"`;
    function* lines() {
      for (let row = 0; row < rows; row++)
        yield `${envelope},"_row":${at + row},"record":${JSON.stringify(make(from + at + row))}}\n`;
    }
    await pipeline(lines, createGzip({ level: 1 }), createWriteStream(path));
    files.push({ ...ref, key, rows });
  }
  return files;
}

if (import.meta.main ?? process.argv[1] === import.meta.filename)
  console.table([await benchTransform(Number(process.argv[2] ?? 1_000_000))]);
