// The change of net sales, split in four ways: properties of the arithmetic, and figures beside statements over the same marts.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactBridge } from '../../../lambdas/contracts/decomposition/exact-bridge.ts';
import { priceVolumeMix, type Sold } from '../../../lambdas/contracts/decomposition/price-volume-mix.ts';
import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import type { Bridge } from '../../../lambdas/contracts/tile/figure-bodies.ts';
import type { RowsPart } from '../../../lambdas/contracts/tile/table-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import {
  byCurrencies,
  byCustomers,
  byOrders,
  byProducts,
  type Compared,
} from '../../../web/src/tiles/bridge/lenses.ts';
import { warehouseWith } from '../../helpers/hand-made-marts.ts';
import { library } from '../../helpers/library.ts';
import { smallShop } from '../../helpers/small-shop/base-marts.ts';
import { derivedMarts } from '../../helpers/small-shop/derived-marts.ts';
import { SMALL_SHOP } from '../../helpers/small-shop/shop.ts';

/** Whole cents; what rounds to nothing is 0, and never -0. */
const cents = (value: number) => Math.round(value * 100) || 0;
const partsOf = ({ parts }: Bridge) => parts.reduce((sum, { value }) => sum + cents(value), 0);
const named = ({ parts }: Bridge) => Object.fromEntries(parts.map(({ name, value }) => [name, value]));

describe('price, volume and mix', () => {
  const sold = fc.record({
    units: fc.integer({ min: 0, max: 500 }),
    amount: fc.double({ min: 0, max: 1e5, noNaN: true }),
  });
  const period = fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), sold)
    .map((one) => new Map(Object.entries(one)));
  const total = (of: ReadonlyMap<string, Sold>) => [...of.values()].reduce((sum, { amount }) => sum + amount, 0);

  it('sum to the change, whatever was sold, and change their signs with the periods', () => {
    fc.assert(
      fc.property(period, period, (before, after) => {
        const { price, volume, mix } = priceVolumeMix(before, after);
        expect(price + volume + mix).toBeCloseTo(total(after) - total(before), 4);
        const back = priceVolumeMix(after, before);
        for (const part of ['price', 'volume', 'mix'] as const)
          expect(back[part] + { price, volume, mix }[part]).toBeCloseTo(0, 4);
      }),
    );
  });

  it('are nothing where nothing changed', () => {
    fc.assert(
      fc.property(period, (same) => {
        const { price, volume, mix } = priceVolumeMix(same, same);
        expect([price, volume, mix].map((one) => Math.abs(one) < 1e-6)).toEqual([true, true, true]);
      }),
    );
  });

  it.each([
    ['price alone', { a: [10, 100] }, { a: [10, 120] }, [20, 0, 0]],
    ['volume alone', { a: [10, 100], b: [10, 300] }, { a: [20, 200], b: [20, 600] }, [0, 400, 0]],
    ['mix alone', { a: [10, 100], b: [10, 300] }, { a: [5, 50], b: [15, 450] }, [0, 0, 100]],
    ['a product that is new is volume and mix', { a: [10, 100] }, { a: [10, 100], b: [10, 300] }, [0, 150, 150]],
  ] as const)('are %s', (_, before, after, [price, volume, mix]) => {
    const of = (one: object) =>
      new Map(Object.entries(one).map(([key, [units, amount]]) => [key, { units, amount } as Sold]));
    const parts = priceVolumeMix(of(before), of(after));
    expect([parts.price, parts.volume, parts.mix].map((one) => Math.round(one * 1e6) / 1e6)).toEqual([
      price,
      volume,
      mix,
    ]);
  });
});

it('a bridge sums to the cent, however its parts are rounded', () => {
  const money = fc.integer({ min: -1e9, max: 1e9 }).map((one) => one / 100);
  fc.assert(
    fc.property(money, fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (start, values) => {
      const end = start + values.reduce((sum, one) => sum + one, 0);
      const bridge = exactBridge(
        start,
        end,
        values.map((value, at) => ({ name: `${at}`, value })),
      );
      expect(cents(bridge.start) + partsOf(bridge)).toBe(cents(bridge.end));
    }),
  );
});

describe('the change of net sales of a shop that sells in two currencies', () => {
  /** Kroner have a rate that falls by a fifth in 2026. */
  const RATES = ['fct_sales', 'fct_orders'].map((mart) => {
    const day = mart === 'fct_sales' ? 'event_date' : 'order_date';
    const columns =
      mart === 'fct_sales' ? ['amount'] : ['gross_amount', 'discount_amount', 'refund_amount', 'net_amount'];
    const sets = columns.map(
      (one) => `reporting_${one} = ${one} * case when year(${day}) < 2026 then 0.1 else 0.08 end`,
    );
    return `update marts.${mart} set ${sets.join(', ')} where currency = 'SEK'`;
  });
  const then = { from: '2025-09-04', to: '2025-10-01' };
  const now = { from: '2026-09-03', to: '2026-09-30' };
  const SIGNED = "(event_type in ('sale', 'discount') or event_type = 'refund' and component = 'goods')";
  let warehouse: Warehouse;
  let documents: ReadonlyMap<string, unknown>;
  beforeAll(async () => {
    warehouse = await warehouseWith(smallShop({ ...SMALL_SHOP, foreign: 0.3 }), [
      ...RATES,
      ...derivedMarts(SMALL_SHOP.asOf),
    ]);
    const context = { asOf: SMALL_SHOP.asOf, version: 'v', runId: 'r', degraded: [], checks: [], models: [], library };
    documents = await renderTiles(warehouse, context);
  });
  afterAll(() => warehouse.close());

  const compared = (name: string, more: Partial<Compared> = {}): Compared => {
    const body = (documents.get(name) as Tile).body as BreakdownBody;
    const rows = body.more.flatMap((part) => (documents.get(part) as RowsPart).rows as number[][]);
    return { body, rows, only: new Map(), earlier: then, later: now, ...more };
  };
  const scalar = async (sql: string) => Number(Object.values((await warehouse.query(sql))[0]!)[0]);
  const net = (days: { from: string; to: string }, amount = 'reporting_amount', where = 'true') =>
    scalar(`select coalesce(sum(s.${amount}), 0) from marts.fct_sales s left join marts.fct_orders o using (order_key)
      where ${SIGNED} and event_date between '${days.from}' and '${days.to}' and ${where}`);
  const lenses = {
    orders: () => byOrders(compared('sales_breakdown'), () => null),
    customers: () => byCustomers(compared('sales_breakdown')),
    products: () => byProducts(compared('overview_products')),
    currencies: () => byCurrencies(compared('sales_breakdown')),
  };

  it.each(Object.keys(lenses) as (keyof typeof lenses)[])(
    'is whole by %s: both ends are those of the marts, parts sum to the cent',
    async (lens) => {
      const bridge = lenses[lens]()!;
      expect(bridge.start).toBeCloseTo(await net(then), 2);
      expect(bridge.end).toBeCloseTo(await net(now), 2);
      expect(cents(bridge.start) + partsOf(bridge)).toBe(cents(bridge.end));
    },
  );

  it('is, by orders, the bridge that is published, and has traffic and conversion where sessions are counted', () => {
    const { body } = documents.get('overview_bridge') as Tile;
    if (body.kind !== 'bridge') throw new Error(body.kind);
    expect(lenses.orders()).toEqual(body.views['4w/year']);
    const counted = byOrders(compared('sales_breakdown'), ({ from }) => (from === now.from ? 9000 : 12_000))!;
    const names = ['Traffic', 'Conversion', 'Basket value', 'Discounts', 'Returns'];
    expect(counted.parts.map(({ name }) => name)).toEqual(names);
    expect(named(counted).Traffic).toBeLessThan(0);
    expect(cents(named(counted).Traffic!) + cents(named(counted).Conversion!)).toBeCloseTo(
      cents(named(lenses.orders()!).Orders!),
      -1,
    );
  });

  it('is, by customers, what each kind bought', async () => {
    const parts = named(lenses.customers()!);
    for (const [name, where] of [
      ['New customers', 'o.order_index = 1'],
      ['Returning customers', 'o.order_index > 1'],
    ] as const)
      expect(parts[name]).toBeCloseTo(
        (await net(now, 'reporting_amount', where)) - (await net(then, 'reporting_amount', where)),
        2,
      );
  });

  it('has in exchange rates what kroner would have been worth at the rates of last year', async () => {
    const inKroner = (days: typeof now, amount: string) => net(days, amount, "s.currency = 'SEK'");
    const rate = (await inKroner(then, 'reporting_amount')) / (await inKroner(then, 'amount'));
    const effect = (await inKroner(now, 'reporting_amount')) - (await inKroner(now, 'amount')) * rate;
    expect(effect).toBeLessThan(0);
    expect(named(lenses.currencies()!)['Exchange rates']).toBeCloseTo(effect, 1);
  });

  it('has the price of each product at the mean of its units, and discounts and returns as the ledger has them', async () => {
    const parts = named(lenses.products()!);
    const discounts = (days: typeof now) =>
      scalar(
        `select -sum(reporting_amount) from marts.fct_sales where event_type = 'discount' and event_date between '${days.from}' and '${days.to}'`,
      );
    expect(parts.Discounts).toBeCloseTo((await discounts(then)) - (await discounts(now)), 2);
    const price = await scalar(`with sold as (
        select product_key, event_date >= date '${now.from}' as is_now, sum(quantity) as units, sum(reporting_amount) as amount
        from marts.fct_sales
        where event_type = 'sale' and reporting_amount is not null
          and (event_date between '${then.from}' and '${then.to}' or event_date between '${now.from}' and '${now.to}')
        group by all)
      select sum((a.units + b.units) / 2 * (b.amount::double / b.units - a.amount::double / a.units))
      from sold a join sold b using (product_key) where not a.is_now and b.is_now`);
    expect(parts.Price).toBeCloseTo(price, 1);
  });

  it('is nothing between a period and itself', () => {
    for (const bridge of [
      byOrders(compared('sales_breakdown', { earlier: now }), () => null),
      byCustomers(compared('sales_breakdown', { earlier: now })),
      byProducts(compared('overview_products', { earlier: now })),
      byCurrencies(compared('sales_breakdown', { earlier: now })),
    ])
      expect(bridge!.parts.map(({ value }) => value)).toEqual(bridge!.parts.map(() => 0));
  });

  it('is none by orders where one period sold nothing, and none by currencies of a shop with one', () => {
    const empty = { from: '2020-01-01', to: '2020-01-28' };
    expect(byOrders(compared('sales_breakdown', { earlier: empty }), () => null)).toBeUndefined();
    const { body, ...more } = compared('sales_breakdown');
    const one = { ...body, measures: body.measures.slice(0, -1) };
    expect(byCurrencies({ body: one, ...more })).toBeUndefined();
  });
});
