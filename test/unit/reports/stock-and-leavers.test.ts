import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../lambdas/contracts/pipeline.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { martsOf, warehouseWith } from '../../helpers/hand-made-marts.ts';
import { library } from '../../helpers/library.ts';
import { CARDS } from '../../helpers/published-home/model-cards.ts';

const AS_OF = '2026-02-01T00:00:00Z';

interface Product {
  readonly key: string;
  readonly available: number | null;
  readonly incoming?: number;
  /** Units of each order in the last 28 days. */
  readonly orders?: readonly number[];
  readonly forecast?: number;
  readonly deleted?: boolean;
}

const PRODUCTS: readonly Product[] = [
  { key: 'covered', available: 2, incoming: 40, forecast: 28 },
  { key: 'short', available: 2, incoming: 4, forecast: 28 },
  { key: 'slow-short', available: 1, orders: [3, 3, 2] },
  { key: 'zero', available: 0, orders: [2, 2] },
  { key: 'zero-due', available: -1, incoming: 90, orders: [2, 2] },
  { key: 'zero-unwanted', available: 0 },
  { key: 'lasts', available: 900, forecast: 28 },
  { key: 'bulk', available: 20, orders: [1, 1, 20_000] },
  { key: 'unread', available: null, orders: [5] },
  { key: 'deleted', available: 0, orders: [9], deleted: true },
];

const dayOf = (at: number) => new Date(Date.UTC(2026, 1, 1 + at)).toISOString().slice(0, 10);

function shop(products: readonly Product[]) {
  const orders = products.flatMap(({ key, orders = [] }) =>
    orders.map((units, at) => ({ order_key: `${key}-${at}`, product_key: key, units, date: dayOf(-2 - at) })),
  );
  return martsOf({
    dim_products: products.map(({ key, deleted }) => ({
      product_key: key,
      sku: key.toUpperCase(),
      title: key,
      status: 'ACTIVE',
      currency: key === 'slow-short' ? 'SEK' : 'EUR',
      price_amount: '10',
      is_gift_card: false,
      is_on_sale: !deleted,
      is_deleted: deleted ?? false,
    })),
    fct_inventory_snapshots: products.map(({ key, available, incoming }) => ({
      inventory_snapshot_key: key,
      snapshot_date: '2026-01-31',
      product_key: key,
      available_units: available,
      incoming_units: incoming ?? 0,
    })),
    fct_orders: orders.map(({ order_key, date }) => ({ order_key, order_date: date, is_valid: true, currency: 'EUR' })),
    fct_order_lines: orders.map(({ order_key, product_key, units, date }) => ({
      order_line_key: order_key,
      order_key,
      product_key,
      title: product_key,
      quantity: units,
      refunded_quantity: 0,
      order_date: date,
    })),
    mart_demand_forecast: products.flatMap(({ key, forecast }) =>
      forecast === undefined
        ? []
        : Array.from({ length: 28 }, (_, at) => ({
            product_key: key,
            sku: key,
            forecast_date: dayOf(at),
            horizon_day: at + 1,
            units: forecast / 28,
            units_p10: 0,
            units_p90: 3,
          })),
    ),
    mart_customer_churn: [
      {
        customer_key: 'c1',
        risk_band: 'high',
        churn_probability: 0.9,
        expected_value_amount: '10.50',
        currency: 'EUR',
      },
      { customer_key: 'c2', risk_band: 'gone', churn_probability: 0.99, expected_value_amount: '0', currency: 'EUR' },
    ],
  });
}

const open: Warehouse[] = [];
async function tilesOf(products: readonly Product[], models: readonly ModelCard[] = []) {
  const warehouse = await warehouseWith(shop(products));
  open.push(warehouse);
  const context = { asOf: AS_OF, version: 'v1', runId: 'r1', library, degraded: [], checks: [], models };
  const documents = await renderTiles(warehouse, context);
  return (name: string) => documents.get(name) as Tile;
}

const words = (parts: readonly object[]) =>
  parts
    .map((part) => ('text' in part ? part.text : 'value' in part ? part.value : 'date' in part ? part.date : ''))
    .join('');
function actionsOf(tile: Tile): string[] {
  return tile.body.kind === 'actions'
    ? tile.body.items.map(({ title, text }) => `${words(title)} | ${words(text)}`)
    : [];
}

afterAll(async () => {
  for (const warehouse of open) await warehouse.close();
});

describe('stock that ends', () => {
  let tile: Awaited<ReturnType<typeof tilesOf>>;
  beforeAll(async () => {
    tile = await tilesOf(PRODUCTS);
  });

  it('lists every product at zero first, then what runs out, with incoming units counted', () => {
    const { body } = tile('overview_stock');
    const rows = body.kind === 'table' ? body.rows : [];
    expect(rows.map((row) => [row[0], row.at(-1)])).toContainEqual(['slow-short', null]);
    expect(rows.map(([title, , state, , , , from, missing]) => [title, state, from, missing])).toEqual([
      ['zero', 'at zero', 'last 28 days', 4],
      ['zero-due', 'at zero', 'last 28 days', 0],
      ['zero-unwanted', 'at zero', 'last 28 days', 0],
      ['short', 'runs out', 'forecast', 22],
      ['slow-short', 'runs out', 'last 28 days', 7],
      ['covered', 'covered by incoming', 'forecast', 0],
    ]);
    expect(words(tile('overview_stock').headline)).toMatch(
      /^3 of 8 products are at zero, 2 run out within 28 days.*1 more would run out without the incoming units.*Stock of 1 product on sale is not known/,
    );
  });

  it('asks for an order only where neither stock nor incoming units cover what is expected', async () => {
    const [order] = actionsOf(tile('overview_actions'));
    expect(order).toMatch(
      /^3 products need an order: 1 at zero, 2 out before .* \| zero, short, slow-short\. 260 of expected sales .* Left out, for lack of a price in this currency: 1\./,
    );
    const covered = await tilesOf(PRODUCTS.filter(({ key }) => ['covered', 'zero-due', 'lasts'].includes(key)));
    expect(actionsOf(covered('overview_actions')).join()).not.toMatch(/need an order|needs an order/);
    expect(actionsOf(covered('overview_actions')).join()).toMatch(
      /Nothing to order.* \| 2 products: zero-due, covered\./,
    );
  });

  it('counts incoming units in the days that a best seller lasts', () => {
    const { body } = tile('overview_forecast');
    const items = body.kind === 'forecast' ? body.items : [];
    expect(items.map(({ product_key, runs_out_in }) => [product_key, runs_out_in]).sort()).toEqual([
      ['covered', null],
      ['lasts', null],
      ['short', 6],
    ]);
  });
});

describe('the list of customers who may leave', () => {
  const churn = (kind: string, money: number): ModelCard => ({
    ...CARDS[0]!,
    kind,
    metrics: { ...CARDS[0]!.metrics, money_at_10: money },
  });

  it('is an action, with its evidence, only where it is worth more than the longest silence', async () => {
    const better = await tilesOf(PRODUCTS, [churn('bg_nbd', 0.31)]);
    expect(actionsOf(better('overview_actions')).join('\n')).toMatch(
      /1 overdue customer is likely to leave and can still be won .* held 0.31 of the lost money; sorted by days since the last order it held 0.2/,
    );
    for (const models of [[churn('recency', 0.2)], [churn('bg_nbd', 0.2)], []]) {
      const tile = await tilesOf(PRODUCTS, models);
      expect(actionsOf(tile('overview_actions')).join()).not.toContain('likely to leave');
    }
  });

  it('leaves out who is gone, and says how good its order has been', async () => {
    const tile = await tilesOf(PRODUCTS, [churn('bg_nbd', 0.31)]);
    const { body, headline } = tile('customers_churn');
    expect(body.kind === 'table' ? body.rows.map(([key]) => key) : []).toEqual(['c1']);
    expect(body).toMatchObject({ sort: { column: 'worth', descending: true }, total: 1 });
    expect(words(headline)).toMatch(
      /1 have left already and are not listed.*held 0.31 of the lost money, the tenth silent for longest 0.2/,
    );
    expect(words((await tilesOf(PRODUCTS))('customers_churn').headline)).toContain('has not been measured');
  });
});

it('cards name every rule a model was measured beside, and say when a simple one serves', async () => {
  const [churn, demand] = CARDS;
  const simple: ModelCard = {
    ...demand!,
    kind: 'moving_average',
    label: 'average of the last 28 days',
    promoted: false,
    metrics: demand!.baselines[0]!.metrics,
    challenger: { name: 'pooled_prophet', label: 'Prophet, pooled', metrics: { wape_lead_time: 0.4 } },
  };
  const tile = await tilesOf(PRODUCTS, [churn!, simple]);
  const { body, headline } = tile('health_models');
  expect(body.kind === 'models' ? body.items.map(({ rivals, serves }) => [serves, ...rivals]) : []).toEqual([
    ['model', 'buy till you die (BG/NBD)', 'recency only'],
    ['simple rule', 'Prophet, pooled', 'last weeks repeated'],
  ]);
  expect(words(headline)).toMatch(
    /Churn: beats every simple rule.*Demand forecast: a simple rule serves, average of the last 28 days/,
  );
});
