import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MODEL_FAULTS_KEY } from '../../../lambdas/contracts/layout.ts';
import { CheckResult } from '../../../lambdas/contracts/quality.ts';
import { FaultLedger } from '../../../lambdas/contracts/record-fault.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench, beneathMarts, type Given } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const ALWAYS = { from: '2026-01-01T00:00:00Z', to: AS_OF };
const library = beneathMarts(whole);
const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`;
const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } });

interface Changes {
  readonly lines?: readonly object[];
  readonly [field: string]: unknown;
}

const line = (id: number, changes: object = {}) => ({
  id: gid('LineItem', id),
  sku: 'SKU-1',
  title: 'Mug',
  quantity: 1,
  currentQuantity: 1,
  isGiftCard: false,
  product: { id: gid('Product', 1) },
  variant: { id: gid('ProductVariant', 11) },
  originalUnitPriceSet: money('10.00'),
  discountAllocations: [],
  taxLines: [],
  ...changes,
});

const order = (id: number, { lines = [line(id * 100)], ...changes }: Changes = {}) => ({
  id: gid('Order', id),
  name: `#${id}`,
  customer: { id: gid('Customer', 1) },
  createdAt: '2026-03-31T12:00:00Z',
  processedAt: '2026-03-31T12:00:00Z',
  updatedAt: '2026-03-31T12:00:00Z',
  test: false,
  currencyCode: 'USD',
  taxesIncluded: false,
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'UNFULFILLED',
  totalPriceSet: money('10.00'),
  totalTipReceivedSet: money('0.00'),
  lineItems: { nodes: lines },
  shippingLines: { nodes: [] },
  transactions: [
    {
      id: gid('OrderTransaction', id),
      kind: 'SALE',
      status: 'SUCCESS',
      createdAt: '2026-03-31T12:00:00Z',
      amountSet: money('10.00'),
    },
  ],
  refunds: [],
  ...changes,
});

const shop: Given = {
  'shopify.shop': [{ id: gid('Shop', 1), name: 'Shop', ianaTimezone: 'America/New_York', currencyCode: 'USD' }],
  'shopify.customers': [
    { id: gid('Customer', 1), createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
  ],
  'shopify.products': [
    { id: gid('Product', 1), title: 'Mug', status: 'ACTIVE', isGiftCard: false, createdAt: AS_OF, updatedAt: AS_OF },
  ],
  'shopify.product_variants': [
    {
      id: gid('ProductVariant', 11),
      title: 'One',
      sku: 'SKU-1',
      price: '10.00',
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-01T00:00:00Z',
      product: { id: gid('Product', 1) },
      inventoryItem: { id: gid('InventoryItem', 1) },
    },
  ],
};

/** Builds what has landed and checks it. */
async function judge(bench: Bench, run_id: string, as_of = AS_OF, fullRefresh = false) {
  const { store } = bench;
  await bench.build(run_id, as_of, fullRefresh);
  const ports = { warehouse: bench.warehouse, store, clock: virtualClock(Date.parse(AS_OF)), library };
  const result = await runChecks({ run_id, as_of }, ports);
  const kept = CheckResult.array().parse(JSON.parse((await store.get(result.results_key))!.body.toString()));
  return { run_id, ports, result, kept };
}

const found = (kept: readonly CheckResult[], check: string, table: string) =>
  kept.filter((one) => one.check === check && one.table === table && one.outcome === 'fail');

describe('the gate', () => {
  let bench: Bench;
  let runs = 0;

  beforeEach(async () => {
    bench = await Bench.open(library);
    await bench.land(shop, AS_OF, ALWAYS);
    await bench.land({ 'shopify.orders': [order(1), order(2), order(3)] });
  });
  afterEach(() => bench.close());

  const gate = ({ fullRefresh = false } = {}) => judge(bench, `run-${runs++}`, AS_OF, fullRefresh);
  const faults = async () => FaultLedger.parse(JSON.parse((await bench.store.get(MODEL_FAULTS_KEY))!.body.toString()));

  it('opens for an ordinary day, and looks at every table', async () => {
    const { result, kept } = await gate();
    // A shop that states no costs has no margin, and is told so in a note.
    const notes = ['order_costs_are_known', 'shops_state_costs'];
    expect(kept.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check)).toEqual(notes);
    expect(result).toMatchObject({ passed: true, held: [], worst: 'note', checks: kept.length });
    const tables = new Set(kept.map(({ table }) => table));
    const built = [...library.models.values()].filter(
      ({ header, layer }) => layer !== 'features' && header.materialize !== 'written',
    );
    expect(built.filter(({ table }) => !tables.has(table))).toEqual([]);
  });

  it('lets the same record come twice, and a newer version of it', async () => {
    await bench.land({ 'shopify.orders': [order(3), order(3)] });
    await bench.land({
      'shopify.orders': [order(3, { updatedAt: '2026-03-31T13:00:00Z', displayFulfillmentStatus: 'FULFILLED' })],
    });
    expect((await gate()).result.passed).toBe(true);
  });

  it('leaves out an order without an id and one without a currency, names them apart, and opens', async () => {
    await bench.land({ 'shopify.orders': [order(4, { id: null }), order(5, { currencyCode: null })] });
    const { result, kept } = await gate();
    expect(result).toMatchObject({ passed: true, held: [], worst: 'warn' });
    for (const column of ['order_key', 'currency'])
      expect(found(kept, 'rows_can_be_used', 'staging.stg_shopify__orders')).toContainEqual(
        expect.objectContaining({ column, value: 1, threshold: 0, severity: 'warn' }),
      );
    expect(await faults()).toMatchObject({
      total: 2,
      faults: [
        { effect: 'left_out', key: 'shopify:main:5', field: 'stg_shopify__orders.currency' },
        { effect: 'left_out', key: null, field: 'stg_shopify__orders.order_key' },
      ],
    });
  });

  it('catches an order of a customer nobody has, once that customer should have been read', async () => {
    const old = { createdAt: '2026-03-20T12:00:00Z', customer: { id: gid('Customer', 999) } };
    await bench.land({ 'shopify.orders': [order(4, { ...old, createdAt: '2026-09-30T12:00:00Z' })] });
    expect((await gate()).result.passed).toBe(true);
    await bench.land({ 'shopify.orders': [order(5, old), order(6, { ...old, customer: null })] });
    const { result, kept } = await gate();
    expect(result.passed).toBe(true);
    expect(found(kept, 'orders_name_known_customers', 'marts.fct_orders')).toEqual([
      expect.objectContaining({ value: 1, threshold: 0, severity: 'warn', sample_keys: ['shopify:main:5'] }),
    ]);
  });

  it('catches rows that a manifest lists and raw lost', async () => {
    const candidate = await bench.warehouse.beginCandidate('loss');
    await candidate.deleteRows('raw.shopify__orders', { _row: 2 });
    await candidate.publish();
    const { result, kept } = await gate();
    const held = result.held.map(({ mart }) => mart);
    expect(held).toEqual(expect.arrayContaining(['fct_orders', 'fct_sales', 'mart_daily_sales']));
    expect(held).not.toContain('fct_inventory_snapshots');
    expect(found(kept, 'raw_equals_manifests', 'raw.shopify__orders')).toMatchObject([{ value: 1, unit: 'rows' }]);
  });

  it('catches a fall of rows against what is published, and lets the first version pass', async () => {
    const first = await gate();
    expect(first.kept.find(({ check, table }) => check === 'volume' && table === 'marts.fct_orders')).toMatchObject({
      outcome: 'pass',
      value: 3,
      threshold: 0,
    });
    await (await bench.warehouse.candidate(first.run_id)).publish();
    const loss = await bench.warehouse.beginCandidate('loss');
    await loss.deleteWhere('raw.shopify__orders', '_row > 0');
    await loss.publish();
    const { kept } = await gate({ fullRefresh: true });
    expect(found(kept, 'volume', 'marts.fct_orders')).toMatchObject([
      { value: 1, threshold: 3, unit: 'rows', severity: 'error' },
    ]);
  });

  it('warns of old orders by as_of, and warnings do not close it', async () => {
    const { result } = await judge(bench, 'late', '2026-04-10T00:00:00Z');
    expect(result).toMatchObject({ passed: true, worst: 'warn' });
    expect(result.failed.filter(({ severity }) => severity !== 'note')).toMatchObject([
      { check: 'freshness', table: 'marts.fct_orders', value: 228, threshold: 72, unit: 'hours' },
    ]);
  });

  it('keeps the results of a run once, outside the candidate, whatever becomes of it', async () => {
    const { run_id, ports, kept } = await gate();
    await runChecks({ run_id, as_of: AS_OF }, ports);
    await (await bench.warehouse.candidate(run_id)).discard();
    const rows = await bench.warehouse.query(`select "check" from quality.check_results where run_id = '${run_id}'`);
    expect(rows).toHaveLength(kept.length);
  });
});

describe('a bad batch', () => {
  let bench: Bench;
  let gate: Awaited<ReturnType<typeof judge>>;

  beforeAll(async () => {
    bench = await Bench.open(library);
    await bench.land(shop);
    await bench.land({ 'shopify.orders': [order(1), order(2)] });
    await bench.land({
      'shopify.orders': [
        order(11, { lines: [line(1101, { originalUnitPriceSet: money('-5.00') })] }),
        order(12),
        order(12, { name: '#99' }),
        order(13),
        order(13, { note: 'another' }),
        order(14, { lines: [line(100)] }),
        order(15, { lines: [line(1501, { variant: { id: gid('ProductVariant', 999) } })] }),
        order(16, { totalPriceSet: money('10.01') }),
      ],
    });
    gate = await judge(bench, 'bad');
  });
  afterAll(() => bench.close());

  it('holds back what counts a line twice and what stands on it, and lets the rest pass, worst first', () => {
    expect(gate.result).toMatchObject({ passed: true, worst: 'error' });
    const held = gate.result.held.map(({ mart }) => mart);
    expect(held).toEqual(expect.arrayContaining(['fct_order_lines', 'fct_sales', 'mart_daily_sales']));
    expect(held).not.toEqual(expect.arrayContaining(['dim_products']));
    expect(gate.result.held.find(({ mart }) => mart === 'fct_order_lines')?.reason).toMatch(
      /^unique on marts.fct_order_lines.order_line_key: /,
    );
  });

  it.each([
    {
      what: 'a negative price',
      check: 'rows_can_be_used',
      table: 'staging.stg_shopify__order_lines',
      column: 'unit_price_amount',
      family: 'schema',
      value: 1,
      unit: 'rows',
      severity: 'warn',
      sample_keys: ['shopify:main:1101'],
    },
    {
      what: 'two orders under one id, and one version with two contents',
      check: 'one_thing_per_key',
      table: 'staging.stg_shopify__orders',
      column: null,
      family: 'unique',
      value: 2,
      unit: 'keys',
      severity: 'warn',
      sample_keys: ['shopify:main:12', 'shopify:main:13'],
    },
    {
      what: 'one line id under two orders',
      check: 'unique',
      table: 'marts.fct_order_lines',
      column: 'order_line_key',
      family: 'unique',
      value: 1,
      unit: 'rows',
      severity: 'error',
      sample_keys: ['shopify:main:100'],
    },
    {
      what: 'a line that names a variant nobody has',
      check: 'products_are_in_a_catalogue',
      table: 'marts.dim_shop_products',
      column: null,
      family: 'relationship',
      value: 1,
      unit: 'variants',
      severity: 'note',
      sample_keys: ['shopify:main:999'],
    },
  ])('shows $what: check, table, value, threshold, keys', ({ what, ...validation }) => {
    expect(found(gate.kept, validation.check, validation.table), what).toContainEqual(
      expect.objectContaining({ ...validation, threshold: 0 }),
    );
  });

  it('shows a total that differs from its parts, with the money', async () => {
    const [validation] = found(gate.kept, 'ledger_equals_order_totals', 'marts.fct_sales');
    expect(validation).toMatchObject({ family: 'reconciliation', unit: 'orders', threshold: 0, severity: 'warn' });
    expect(validation?.sample_keys).toContain('shopify:main:16');
    const { faults } = FaultLedger.parse(JSON.parse((await bench.store.get(MODEL_FAULTS_KEY))!.body.toString()));
    expect(faults).toContainEqual(
      expect.objectContaining({ effect: 'unexplained', key: 'shopify:main:16', amount: '0.0100', currency: 'USD' }),
    );
  });
});
